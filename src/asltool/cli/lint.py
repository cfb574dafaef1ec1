"""`asltool lint`: check definitions, and repair what can be repaired safely."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from asltool.cli.definitions import find_definitions
from asltool.cli.output import complain, emit, emit_bytes, remark, setting
from asltool.diagnostics import Severity
from asltool.errors import UnreadableFileError
from asltool.lint.fixing import Fixed, fix_text
from asltool.lint.linter import Linted, MachineType, Options, lint_document, lint_file
from asltool.lint.report.counts import is_fixable
from asltool.lint.report.formats import FORMATS
from asltool.lint.selection import make_selection
from asltool.source.reader import read_bytes

_STDIN = "-"
_STDIN_NAME = "<stdin>"


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "--fix", "fixes", is_flag=True, help="Repair what can be repaired safely; every other byte stays."
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="Look for these rules only: ids, ASL4 for a family, names.",
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave these rules out.")
@click.option(
    "--type",
    "type_",
    type=click.Choice(["STANDARD", "EXPRESS"], case_sensitive=False),
    metavar="[STANDARD|EXPRESS]",
    default="STANDARD",
    show_default=True,
    help="The type that the state machines are created with.",
)
@click.pass_context
def lint(
    ctx: click.Context,
    paths: tuple[str, ...],
    format_: str,
    fixes: bool,  # noqa: FBT001 - click passes options by name
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    type_: MachineType,
) -> None:
    """Check state machine definitions, JSON or YAML.

    PATH is a file, a folder to search, or - for standard input; without any, the current folder is
    searched. In folders, files named *.asl.json, *.asl.yaml, *.asl.yml and *.asl are checked, and other
    JSON and YAML files with StartAt and States at their top.

    Exit code: 0 without findings, 1 with findings, 2 if something could not be checked.
    """
    options = Options(type_, make_selection(_split(select), _split(ignore)))
    results: list[Linted] = []
    unread = 0
    for path in find_definitions(paths or (".",)):
        try:
            results.append(_fix(path, options) if fixes else _lint(path, options))
        except UnreadableFileError as error:
            complain(str(error))
            unread += 1
    report = FORMATS[format_](results, setting()) if results else ""
    if fixes and _STDIN in paths:
        remark(report)
    else:
        emit(report)
    ctx.exit(2 if unread else _exit_code(results))


def _split(selectors: tuple[str, ...]) -> tuple[str, ...]:
    """Give the selectors, which may be given one by one or with commas between them."""
    return tuple(part.strip() for selector in selectors for part in selector.split(",") if part.strip())


def _exit_code(results: list[Linted]) -> int:
    """Give 1 if there is an error or a warning; advice alone is no failure."""
    return int(
        any(finding.severity is not Severity.INFO for result in results for finding in result.findings)
    )


def _lint(path: str, options: Options) -> Linted:
    if path == _STDIN:
        return _lint_bytes(sys.stdin.buffer.read(), options)
    return lint_file(path, options)


def _lint_bytes(content: bytes, options: Options) -> Linted:
    return lint_document(_STDIN_NAME, *read_bytes(content, _STDIN_NAME), options)


def _fix(path: str, options: Options) -> Linted:
    """Repair one definition in its place; what comes from standard input goes to standard output.

    Raises:
        UnreadableFileError: The file cannot be read or written.
    """
    if path == _STDIN:
        content = sys.stdin.buffer.read()
        linted = _lint_bytes(content, options)
        fixed = _repaired(linted, options)
        emit_bytes(content if fixed is None else fixed.text.encode())
        return linted if fixed is None else fixed.linted
    linted = lint_file(path, options)
    fixed = _repaired(linted, options)
    if fixed is None:
        return linted
    try:
        Path(path).write_bytes(fixed.text.encode())
    except OSError as error:
        raise UnreadableFileError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
    remark(f"repaired {fixed.count} {'finding' if fixed.count == 1 else 'findings'} in {path}")
    return fixed.linted


def _repaired(linted: Linted, options: Options) -> Fixed | None:
    """Give the definition as far as it can be repaired; None if it cannot, or need not be."""
    if linted.source is None or not any(map(is_fixable, linted.findings)):
        return None
    return fix_text(linted.source.text, linted.name, options)
