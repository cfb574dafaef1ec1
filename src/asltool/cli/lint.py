"""`asltool lint`: check definitions, and repair what can be repaired."""

from __future__ import annotations

import click

from asltool.cli.definitions import find_definitions
from asltool.cli.output import complain, emit, remark, setting
from asltool.cli.repairing import STDIN, Change, Repair, lint_path
from asltool.diagnostics import Severity
from asltool.errors import AsltoolError, UnreadableFileError
from asltool.lint.linter import Linted, MachineType, Options
from asltool.lint.report.formats import FORMATS, renderer
from asltool.lint.selection import make_selection

_SEVERITIES = list(Severity)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "--fix", "fixes", is_flag=True, help="Repair what can be repaired safely; every other byte stays."
)
@click.option(
    "--unsafe",
    is_flag=True,
    help="With --fix or --diff: repair all that has a fix, even if the machine may do something else then.",
)
@click.option("--diff", "shows", is_flag=True, help="Show what --fix would change, and change nothing.")
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
@click.option(
    "--error-on",
    type=click.Choice([str(severity) for severity in Severity]),
    default=str(Severity.WARNING),
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 in spite of findings.")
@click.pass_context
def lint(  # noqa: PLR0913 - click passes options by name
    ctx: click.Context,
    paths: tuple[str, ...],
    *,
    format_: str,
    fixes: bool,
    unsafe: bool,
    shows: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    type_: MachineType,
    error_on: str,
    exit_zero: bool,
) -> None:
    """Check state machine definitions, JSON or YAML.

    PATH is a file, a folder to search, or - for standard input; without any, the current folder is
    searched. In folders, files named *.asl.json, *.asl.yaml, *.asl.yml and *.asl are checked, and other
    JSON and YAML files with StartAt and States at their top.

    Exit code: 0 without findings, 1 with errors or warnings, 2 if something could not be checked.
    """
    repair = _repair(fixes=fixes, unsafe=unsafe, shows=shows)
    options = Options(type_, make_selection(_split(select), _split(ignore)))
    results: list[Linted] = []
    unread = 0
    for path in find_definitions(paths or (".",)):
        try:
            results.append(lint_path(path, options, repair))
        except UnreadableFileError as error:
            complain(str(error))
            unread += 1
    report = renderer(format_)(results, setting()) if results else ""
    if shows or (fixes and STDIN in paths):
        remark(report)
    else:
        emit(report)
    failed = not exit_zero and _has_from(Severity(error_on), results)
    ctx.exit(2 if unread else int(failed))


def _repair(*, fixes: bool, unsafe: bool, shows: bool) -> Repair:
    """Give what the options ask for.

    Raises:
        AsltoolError: They contradict each other.
    """
    if fixes and shows:
        raise AsltoolError("--fix changes files, and --diff shows what it would change: give one of them")
    if unsafe and not (fixes or shows):
        raise AsltoolError("--unsafe says what --fix and --diff may repair: give one of them, too")
    return Repair(Change.WRITE if fixes else Change.SHOW if shows else Change.NONE, unsafe)


def _split(selectors: tuple[str, ...]) -> tuple[str, ...]:
    """Give the selectors, which may be given one by one or with commas between them."""
    return tuple(part.strip() for selector in selectors for part in selector.split(",") if part.strip())


def _has_from(least: Severity, results: list[Linted]) -> bool:
    """Tell whether there is a finding at least as severe as *least*."""
    counted = _SEVERITIES[: _SEVERITIES.index(least) + 1]
    return any(finding.severity in counted for result in results for finding in result.findings)
