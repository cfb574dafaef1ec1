"""The library: what AWS's TestState answers about one state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asltool.engine.effects import Succeeded
from asltool.engine.trial import TooManyFailuresError
from asltool.errors import ApiError
from asltool.handlers.handler import Handler
from asltool.json_value import JsonObject, JsonValue
from asltool.runner.settings import ACCOUNT, REGION
from asltool.state_test.context import read_context
from asltool.state_test.item_data import read_items
from asltool.state_test.json_texts import JsonTexts, NotJsonError, parse_json
from asltool.state_test.mock import Mock, read_mock
from asltool.state_test.request import VALIDATION, Request, check_members
from asltool.state_test.response import Response, inspect, make_response
from asltool.state_test.subject import Subject, find_subject
from asltool.state_test.trying import Outcome, Terms, try_state

_ROLE_PARTS = 6


def test_state(  # noqa: D417, PLR0913 - the members of AWS's request, under the names that AWS gives them
    *,
    definition: str,
    input: str | None = None,
    inspectionLevel: str = "INFO",
    mock: Mapping[str, Any] | None = None,
    stateName: str | None = None,
    variables: str | None = None,
    context: str | None = None,
    stateConfiguration: Mapping[str, Any] | None = None,
    revealSecrets: bool | None = None,
    roleArn: str | None = None,
    handlers: Mapping[str, Handler] | None = None,
) -> Response:
    """Try one state, and give what AWS's TestState answers.

    Args:
        definition: The state as JSON text; or a state machine, if *stateName* says which of its states.
        input: JSON text; `{}` without it.
        inspectionLevel: "INFO", or "DEBUG" or "TRACE" for the data on its way, as `inspectionData`.
        mock: What the work comes to: `{"result": str}` or `{"errorOutput": {"error": str, "cause": str}}`,
            and how strictly the result is held against the service's API: `{"fieldValidationMode": str}`.
        variables: A JSON object of variables.
        context: A JSON object: fields of the context object, in place of made-up ones.
        stateConfiguration: `{"retrierRetryCount": int, "errorCausedByState": str,
            "mapIterationFailureCount": int, "mapItemReaderData": str}`.
        handlers: Where there is no mock, what does a Task's work; as for `run`.

    Raises:
        ApiError: What AWS refuses, by the same code and message.
        AsltoolError: What no client of AWS would send, or a Task that nothing serves.
    """
    members = {name: value for name, value in locals().items() if name != "handlers"}
    check_members(members)
    request = Request(
        definition=definition,
        input=input,
        inspection_level=inspectionLevel,
        mock=mock,
        state_name=stateName,
        variables=variables,
        context=context,
        state_configuration=stateConfiguration or {},
        reveal_secrets=bool(revealSecrets),
        role_arn=roleArn,
    )
    return _answer(request, handlers or {})


def _answer(request: Request, handlers: Mapping[str, Handler]) -> Response:
    subject = find_subject(request.definition, request.state_name)
    mock = read_mock(request, subject.state)
    texts = JsonTexts()
    terms = _terms(request, subject, mock, texts, handlers)
    try:
        outcome = try_state(subject.state, terms)
    except TooManyFailuresError:
        raise ApiError(
            VALIDATION,
            "Map iteration failure count must be less than or equal to the number of Map iterations",
        ) from None
    return _response(request, subject, outcome, texts)


def _response(request: Request, subject: Subject, outcome: Outcome, texts: JsonTexts) -> Response:
    response = make_response(outcome, texts)
    if request.inspection_level != "INFO":
        response["inspectionData"] = inspect(outcome, subject, texts)
    return response


def _terms(
    request: Request,
    subject: Subject,
    mock: Mock | None,
    texts: JsonTexts,
    handlers: Mapping[str, Handler],
) -> Terms:
    configuration = request.state_configuration
    context = read_context(request, subject.state)
    value = _read_input(request.input, texts)
    if mock is not None and isinstance(mock.answer, Succeeded):
        texts.keep(mock.answer.result, mock.text)
    return Terms(
        input=value,
        variables=_read_variables(request.variables),
        context=context,
        map_item={"Index": 0, "Value": value} if subject.is_in_map and not context else None,
        role_arn=request.role_arn,
        region=REGION,
        account=_account(request.role_arn),
        answer=None if mock is None else mock.answer,
        retried=configuration.get("retrierRetryCount") or 0,
        failed_iterations=configuration.get("mapIterationFailureCount") or 0,
        items=read_items(request, subject.state, value),
        handlers=handlers,
    )


def _account(role_arn: str | None) -> str:
    parts = (role_arn or "").split(":")
    return parts[4] if len(parts) == _ROLE_PARTS else ACCOUNT


def _read_input(text: str | None, texts: JsonTexts) -> JsonValue:
    if text is None:
        return {}
    try:
        value = parse_json(text)
    except NotJsonError as error:
        reason = error.reason or "Invalid execution input."
        raise ApiError(
            "InvalidExecutionInput", f"Invalid State Machine Execution Input: '{reason}'"
        ) from None
    texts.keep(value, text)
    return value


def _read_variables(text: str | None) -> JsonObject:
    if text is None:
        return {}
    try:
        variables = parse_json(text)
    except NotJsonError:
        raise ApiError(VALIDATION, "Variables must be valid JSON") from None
    if not isinstance(variables, dict):
        raise ApiError(VALIDATION, "Variables must be a JSON object.")
    return variables
