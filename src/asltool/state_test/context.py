"""The context object of a request: what it may hold, and how the state comes to see it.

AWS: api.md 7.4; state_context_object.*.
"""

from __future__ import annotations

from collections.abc import Mapping

from asltool.engine.frame import Frame
from asltool.errors import ApiError
from asltool.json_value import JsonObject, JsonValue, json_type
from asltool.model.machine import State, Task
from asltool.model.resource import Pattern
from asltool.state_test.json_texts import NotJsonError, parse_json
from asltool.state_test.request import VALIDATION, Request

_ANY = "value"
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "Execution": {
        "Id": "string",
        "Input": _ANY,
        "Name": "string",
        "RoleArn": "string",
        "StartTime": "string",
        "RedriveCount": "number",
        "RedriveTime": "string",
    },
    "State": {"EnteredTime": "string", "Name": "string", "RetryCount": "number"},
    "StateMachine": {"Id": "string", "Name": "string"},
    "Task": {"Token": "string"},
}
"""The fields that can be given, with the type of each."""

_TASK = (
    "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' "
    "service integration pattern"
)


def read_context(request: Request, state: State) -> JsonObject:
    """Give those fields of the context object that the request gives.

    Raises:
        ApiError: It gives some where there is no mock, or some that cannot be.
    """
    if request.context is None:
        return {}
    if request.mock is None:
        raise ApiError(VALIDATION, "TestState does not support Context when a mock is not specified.")
    try:
        given = parse_json(request.context)
    except NotJsonError:
        raise _invalid("it must be valid JSON") from None
    if not isinstance(given, dict):
        raise _invalid("it must be a JSON object")
    for name, fields in given.items():
        _check_section(name, fields, state)
    return given


def _check_section(name: str, fields: JsonValue, state: State) -> None:
    if name == "Map":
        raise _invalid("'Map' field is not supported when mocking a Context object")
    if name not in _FIELDS:
        raise _invalid(f"Field '{name}' is not allowed")
    if name == "Task" and not _has_token(state):
        raise _invalid(_TASK)
    if not isinstance(fields, dict):
        raise _invalid(f"{name} must be an object")
    for field, value in fields.items():
        expected = _FIELDS[name].get(field)
        if expected is None:
            raise _invalid(f"Field '{field}' is not allowed")
        if expected not in (_ANY, json_type(value)):
            raise _invalid(f"{name}.{field} must be a {expected}")


def _has_token(state: State) -> bool:
    return isinstance(state, Task) and state.resource.pattern is not Pattern.REQUEST_RESPONSE


def _invalid(reason: str) -> ApiError:
    return ApiError(VALIDATION, f"Invalid Context object provided: {reason}")


class TrialFrame(Frame):
    """The scope of the state that is tried: its context object shows what the request gives."""

    __slots__ = ("given",)

    given: JsonObject
    """Fields of the context object, in place of the scope's own."""

    @property
    def context(self) -> JsonValue:
        """The context object as the state sees it."""
        own: JsonObject = super().context  # type: ignore[assignment]  # a context object is one
        for name, fields in self.given.items():
            own[name] = {**own.get(name, {}), **fields}  # type: ignore[dict-item]  # as are its sections
        return own
