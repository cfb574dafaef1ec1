"""`asltool validate`: what AWS's ValidateStateMachineDefinition answers, as its JSON."""

from __future__ import annotations

import json

import click

from asltool.cli.arguments import read_definition_text
from asltool.cli.output import emit
from asltool.containers.contents import MachineType
from asltool.validation import MOST_RESULTS, ValidationSeverity
from asltool.validation import validate as validate_text


@click.command()
@click.argument("definition", metavar="FILE")
@click.option(
    "--type",
    "type_",
    type=click.Choice(["STANDARD", "EXPRESS"], case_sensitive=False),
    help="The type that the state machine is created with; what the file says without it, else STANDARD.",
)
@click.option(
    "--severity",
    type=click.Choice(["ERROR", "WARNING"], case_sensitive=False),
    default="ERROR",
    show_default=True,
    help="WARNING for errors and warnings; warnings alone are no failure.",
)
@click.option(
    "--max-results",
    type=click.IntRange(0, MOST_RESULTS),
    default=MOST_RESULTS,
    show_default=True,
    help="How many diagnostics to give; 0 for the default.",
)
@click.pass_context
def validate(
    ctx: click.Context,
    definition: str,
    type_: MachineType | None,
    severity: ValidationSeverity,
    max_results: int,
) -> None:
    """Say what AWS's ValidateStateMachineDefinition answers about a definition, without asking AWS.

    FILE is the definition, which AWS takes as JSON only, or a template with one, FILE::NAME for one of
    several in it; or - for standard input.

    Exit code: 0 if the result is OK, 1 if it is FAIL, 2 if the definition could not be read.
    """
    text, as_given = read_definition_text(definition)
    type_ = type_ or as_given or "STANDARD"
    answer = validate_text(text, type=type_, severity=severity, max_results=max_results)
    emit(json.dumps(answer, indent=2, ensure_ascii=False))
    ctx.exit(0 if answer["result"] == "OK" else 1)
