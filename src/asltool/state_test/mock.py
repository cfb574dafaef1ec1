"""The mock of a request: what a state's work is said to come to, and whether it could.

AWS: api.md 7.4; state_mock_validation.*, field_validation_mode.*.
"""

from __future__ import annotations

from dataclasses import dataclass

from asltool.engine.effects import Failed, Succeeded
from asltool.errors import ApiError
from asltool.handlers.result_shapes import ResultShapeError, check_result
from asltool.json_value import JsonValue
from asltool.model.machine import Map, Parallel, State, Task
from asltool.model.resource import Kind, Pattern
from asltool.state_test.json_texts import NotJsonError, parse_json
from asltool.state_test.request import VALIDATION, Request
from asltool.state_test.subject import INVALID_DEFINITION

_UNSUPPORTED = (
    "TestState API does not support Map or Parallel states. "
    "Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]"
)


@dataclass(frozen=True, slots=True)
class Mock:
    """What the state's work comes to."""

    answer: Succeeded | Failed
    text: str = ""
    """The result's own text, where there is one."""


def read_mock(request: Request, state: State) -> Mock | None:
    """Give the request's mock; None where it has none and *state* does without.

    Raises:
        ApiError: The state needs a mock, cannot have one, or its work could not come to that.
    """
    _check_configuration(request)
    mock = request.mock
    if mock is None:
        _require_no_mock(state, request.role_arn)
        return None
    if not isinstance(state, (Task, Map, Parallel)):
        kind = type(state).__name__
        raise _refusal(f"State type '{kind}' is not supported when a mock is specified")
    if request.reveal_secrets:
        raise _refusal("TestState does not support RevealSecrets when a mock is specified.")
    result: str | None = mock.get("result")
    error_output = mock.get("errorOutput")
    if (result is None) == (error_output is None):
        raise _refusal("A test mock should have only one of the following fields: [result, errorOutput].")
    if result is None:
        error_output = error_output or {}
        return Mock(Failed(error_output.get("error"), error_output.get("cause")))
    value = _parse(result)
    _check(value, state, mock.get("fieldValidationMode") or "STRICT")
    return Mock(Succeeded(value), result)


def _check_configuration(request: Request) -> None:
    is_counted = request.state_configuration.get("mapIterationFailureCount") is not None
    if is_counted and request.mock is None:
        raise _refusal("TestState does not support MapIterationFailureCount when a mock is not specified.")


def _require_no_mock(state: State, role_arn: str | None) -> None:
    if isinstance(state, (Map, Parallel)):
        raise ApiError(INVALID_DEFINITION, _UNSUPPORTED)
    if not isinstance(state, Task):
        return
    resource = state.resource
    if resource.kind is Kind.ACTIVITY or resource.pattern is not Pattern.REQUEST_RESPONSE:
        raise ApiError(INVALID_DEFINITION, f"TestState API does not support the resource {resource.text}")
    if role_arn is None:
        raise _refusal("RoleArn must be specified when testing a Task state")


def _parse(text: str) -> JsonValue:
    try:
        return parse_json(text)
    except NotJsonError:
        raise _refusal("Mocked result must be valid JSON") from None


def _check(result: JsonValue, state: Task | Map | Parallel, mode: str) -> None:
    match state:
        case Map():
            _check_map_result(result, state)
        case Parallel():
            _require_array(result)
            if len(result) != len(state.branches):  # type: ignore[arg-type]  # an array, as was checked
                raise _refusal(
                    "Mocked result must contain the same number of items as number of Parallel branches."
                )
        case Task() if mode != "NONE":
            try:
                check_result(state.resource, result, requires_members=mode == "STRICT")
            except ResultShapeError as error:
                raise _refusal(f"Mock result schema validation error: {error}") from None


def _check_map_result(result: JsonValue, state: Map) -> None:
    if state.result_writer is None or state.result_writer.resource is None:
        _require_array(result)
    elif not isinstance(result, dict):
        raise _refusal("Mocked result must be a JSON object.")


def _require_array(result: JsonValue) -> None:
    if not isinstance(result, list):
        raise _refusal("Mocked result must be an array.")


def _refusal(message: str) -> ApiError:
    return ApiError(VALIDATION, message)
