"""`asltool lint`: check definitions, and repair what can be repaired."""

from __future__ import annotations

import click

from asltool.cli.definitions import find_definitions
from asltool.cli.output import complain, emit, remark, setting
from asltool.cli.project import Looked, Project, load_config
from asltool.cli.repairing import STDIN, STDIN_NAME, Change, Repair, lint_path
from asltool.containers.choosing import NoMachineError, split_name
from asltool.containers.contents import MachineType
from asltool.diagnostics import Severity
from asltool.errors import AsltoolError, UnreadableFileError
from asltool.json_value import JsonValue
from asltool.lint.asked import Asked
from asltool.lint.data_flow.inputs import execution_input
from asltool.lint.linter import Linted
from asltool.lint.report.formats import FORMATS, renderer
from asltool.source.reader import read_file

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
    help="The type that the state machines are created with; STANDARD unless the settings say otherwise.",
)
@click.option("--input-schema", metavar="FILE", help="A JSON Schema of the input that executions get.")
@click.option("--input-example", metavar="FILE", help="An input; what it has is there in all others, too.")
@click.option("--advice", is_flag=True, help="Say what could be better, too.")
@click.option("--config", "config_file", metavar="FILE", help="The settings; else they are searched for.")
@click.option("--no-config", is_flag=True, help="Use no settings.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings that are in it.")
@click.option("--update-baseline", is_flag=True, help="Write what is found into the baseline.")
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
    type_: MachineType | None,
    input_schema: str | None,
    input_example: str | None,
    advice: bool,
    config_file: str | None,
    no_config: bool,
    baseline: str | None,
    update_baseline: bool,
    error_on: str,
    exit_zero: bool,
) -> None:
    """Check state machine definitions, by themselves or in templates, services and Terraform files.

    PATH is a file, FILE::NAME for one of several machines in it, a folder to search, or - for standard input;
    without any, the current folder is searched. In folders, files named *.asl.json, *.asl.jsonc, *.asl.yaml,
    *.asl.yml and *.asl are checked, other JSON and YAML files with StartAt and States at their top, and the
    files that hold state machines: CloudFormation, SAM and CDK templates, serverless.yml, *.tf.

    Exit code: 0 without findings, 1 with errors or warnings, 2 if something could not be checked.
    """
    repair = _repair(fixes=fixes, unsafe=unsafe, shows=shows)
    known = execution_input(_json_of(input_schema), _json_of(input_example))
    asked = Asked(_split(select), _split(ignore), type_, advice, known)
    project = Project(asked, None if no_config else load_config(config_file, paths))
    baseline_path = project.baseline(baseline, needed=update_baseline)
    looked = Looked()
    for path in _definitions(paths, project):
        options = project.options(STDIN_NAME if path == STDIN else path)
        try:
            run = lint_path(path, options, repair)
            looked.add(run, None if split_name(path)[1] else options.selection)
        except NoMachineError as error:
            if path in paths:  # in folders, many a template has none
                complain(str(error))
                looked.unread += 1
        except UnreadableFileError as error:
            complain(str(error))
            looked.unread += 1
    looked.join_by_file()
    if baseline_path is not None:
        looked.hold_against(baseline_path, update=update_baseline)
    has_report = looked.results or not looked.unread
    report = renderer(format_)(looked.results, setting(project.root)) if has_report else ""
    if shows or (fixes and STDIN in paths):
        remark(report)
    else:
        emit(report)
    failed = not exit_zero and _has_from(Severity(error_on), looked.results)
    ctx.exit(2 if looked.unread else int(failed))


def _definitions(paths: tuple[str, ...], project: Project) -> list[str]:
    """Give the files to look at: those that the settings exclude are left out, even if they are named."""
    found = find_definitions(paths or (".",))
    included = project.included(found)
    for path in paths:
        if path in found and path not in included and project.config is not None:
            remark(f"{path} is left out: {project.config.path} excludes it")
    return included


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


def _json_of(file: str | None) -> JsonValue:
    """Give the value in a file, JSON or YAML; None for no file.

    Raises:
        UnreadableFileError: It cannot be read.
        AsltoolError: It is no JSON and no YAML.
    """
    if file is None:
        return None
    document, problems = read_file(file)
    if document is None:
        position = problems[0].source.position(problems[0].span.start)
        raise AsltoolError(f"{file}:{position.line}:{position.column}: {problems[0].message}")
    return document.value


def _split(selectors: tuple[str, ...]) -> tuple[str, ...]:
    """Give the selectors, which may be given one by one or with commas between them."""
    return tuple(part.strip() for selector in selectors for part in selector.split(",") if part.strip())


def _has_from(least: Severity, results: list[Linted]) -> bool:
    """Tell whether there is a finding at least as severe as *least*."""
    counted = _SEVERITIES[: _SEVERITIES.index(least) + 1]
    return any(finding.severity in counted for result in results for finding in result.findings)
