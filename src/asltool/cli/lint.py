"""`asltool lint`: check definitions, and repair what can be repaired."""

from __future__ import annotations

import os

import click

from asltool.cli.definitions import find_definitions
from asltool.cli.output import complain, emit, remark, setting
from asltool.cli.repairing import STDIN, Change, Repair, lint_path
from asltool.containers.choosing import NoMachineError
from asltool.containers.contents import MachineType
from asltool.diagnostics import Severity
from asltool.errors import AsltoolError, UnreadableFileError
from asltool.lint.linter import Linted, Options, join
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
    """Check state machine definitions, and those in CloudFormation and SAM templates.

    PATH is a file, FILE::NAME for one of several machines in it, a folder to search, or - for standard input;
    without any, the current folder is searched. In folders, files named *.asl.json, *.asl.yaml, *.asl.yml and
    *.asl are checked, other JSON and YAML files with StartAt and States at their top, and templates.

    Exit code: 0 without findings, 1 with errors or warnings, 2 if something could not be checked.
    """
    repair = _repair(fixes=fixes, unsafe=unsafe, shows=shows)
    options = Options(type_, make_selection(_split(select), _split(ignore)))
    runs: list[tuple[Linted, ...]] = []
    unread = 0
    for path in find_definitions(paths or (".",)):
        try:
            runs.append(lint_path(path, options, repair))
        except NoMachineError as error:
            if path in paths:  # in folders, many a template has none
                complain(str(error))
                unread += 1
        except UnreadableFileError as error:
            complain(str(error))
            unread += 1
    results = _by_file(runs)
    report = renderer(format_)(results, setting()) if results else ""
    if shows or (fixes and STDIN in paths):
        remark(report)
    else:
        emit(report)
    failed = not exit_zero and _has_from(Severity(error_on), results)
    ctx.exit(2 if unread else int(failed))


def _by_file(runs: list[tuple[Linted, ...]]) -> list[Linted]:
    """Give one result a file: what a template has to say of a file counts, not what it says by itself.

    Args:
        runs: For each path first the result of its own file, then those of files that it names.
    """
    followed = {os.path.normpath(linted.name) for run in runs for linted in run[1:]}
    results: dict[str, Linted] = {}
    for run in runs:
        for index, linted in enumerate(run):
            file = os.path.normpath(linted.name)
            if index == 0 and file in followed:
                continue
            results[file] = join(results[file], linted) if file in results else linted
    return list(results.values())


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
