"""`asltool test-state`: what AWS's TestState answers about one state, as its JSON."""

from __future__ import annotations

import json
from typing import Any

import click

from asltool.cli.arguments import load_function, read_definition_text, read_input, read_pairs
from asltool.cli.output import emit
from asltool.errors import AsltoolError
from asltool.json_value import json_text
from asltool.runner.settings import ACCOUNT
from asltool.state_test import operation

_ROLE = f"arn:aws:iam::{ACCOUNT}:role/StepFunctionsRole"


@click.command()
@click.argument("definition", metavar="FILE")
@click.option("--state", "state_name", metavar="NAME", help="The state to test, if FILE is a state machine.")
@click.option("--input", "input_", metavar="FILE|JSON|-", help="The state's input; {} without it.")
@click.option(
    "--mock",
    metavar="FILE|JSON",
    help='What the work comes to: {"result": ...} or {"errorOutput": {"error": ..., "cause": ...}}, '
    'and "fieldValidationMode": STRICT, PRESENT or NONE.',
)
@click.option(
    "--handler",
    "handlers",
    multiple=True,
    metavar="RESOURCE=module:function",
    help="Without a mock, what does a Task's work; as for run.",
)
@click.option(
    "--inspection-level",
    type=click.Choice(["INFO", "DEBUG", "TRACE"], case_sensitive=False),
    default="INFO",
    show_default=True,
    help="DEBUG or TRACE for the data on its way through the state.",
)
@click.option("--variables", metavar="FILE|JSON", help="An object of variables.")
@click.option("--context", metavar="FILE|JSON", help="Fields of the context object; with a mock only.")
@click.option(
    "--state-configuration",
    metavar="FILE|JSON",
    help="retrierRetryCount, errorCausedByState, mapIterationFailureCount, mapItemReaderData.",
)
@click.option("--reveal-secrets", is_flag=True, help="As AWS has it; never with a mock.")
@click.option("--role-arn", metavar="ARN", help="The role of the execution; made up if there are handlers.")
@click.pass_context
def test_state(  # noqa: PLR0913 - click passes options by name
    ctx: click.Context,
    definition: str,
    *,
    state_name: str | None,
    input_: str | None,
    mock: str | None,
    handlers: tuple[str, ...],
    inspection_level: str,
    variables: str | None,
    context: str | None,
    state_configuration: str | None,
    reveal_secrets: bool,
    role_arn: str | None,
) -> None:
    """Say what AWS's TestState answers about one state, without asking AWS.

    FILE is the state, or a state machine, which AWS takes as JSON only, or a template with one, FILE::NAME
    for one of several in it; or - for standard input.

    Exit code: 0 if the state succeeds, 1 if it does not, 2 if it could not be tested.
    """
    places = read_pairs(handlers, "--handler", "RESOURCE=module:function")
    answer = operation.test_state(
        definition=read_definition_text(definition)[0],
        input=_read_text(input_),
        inspectionLevel=inspection_level,
        mock=_read_object(mock, "--mock"),
        stateName=state_name,
        variables=_read_text(variables),
        context=_read_text(context),
        stateConfiguration=_read_object(state_configuration, "--state-configuration"),
        revealSecrets=reveal_secrets,
        roleArn=_ROLE if role_arn is None and places else role_arn,
        handlers={key: load_function(place) for key, place in places.items()},
    )
    emit(json.dumps(answer, indent=2, ensure_ascii=False))
    ctx.exit(0 if answer["status"] == "SUCCEEDED" else 1)


def _read_text(argument: str | None) -> str | None:
    return None if argument is None else read_input(argument)


def _read_object(argument: str | None, option: str) -> dict[str, Any] | None:
    """Give the object that an argument stands for; members that AWS takes as JSON text may be plain JSON."""
    if argument is None:
        return None
    value = json.loads(read_input(argument))
    if not isinstance(value, dict):
        raise AsltoolError(f"{option} must be a JSON object")
    for name in ("result", "mapItemReaderData"):
        if not isinstance(value.get(name, ""), str):
            value[name] = json_text(value[name])
    return value
