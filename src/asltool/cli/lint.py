"""`asltool lint`: check definitions, and repair what can be repaired."""

from __future__ import annotations

import click

from asltool.cli.linting import Request, lint_paths
from asltool.cli.repairing import Change, Repair
from asltool.containers.contents import MachineType
from asltool.diagnostics import Severity
from asltool.errors import AsltoolError
from asltool.json_value import JsonValue
from asltool.lint.asked import Asked
from asltool.lint.data_flow.inputs import execution_input
from asltool.lint.report.formats import FORMATS
from asltool.source.reader import read_file

_UNASKED = Request(())


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default=_UNASKED.format, show_default=True
)
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
    default=str(_UNASKED.error_on),
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
    request = Request(
        paths,
        Asked(
            _split(select),
            _split(ignore),
            type_,
            advice,
            execution_input(_json_of(input_schema), _json_of(input_example)),
        ),
        _repair(fixes=fixes, unsafe=unsafe, shows=shows),
        format=format_,
        config=config_file,
        no_config=no_config,
        baseline=baseline,
        update_baseline=update_baseline,
        error_on=Severity(error_on),
        exit_zero=exit_zero,
    )
    ctx.exit(lint_paths(request))


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
