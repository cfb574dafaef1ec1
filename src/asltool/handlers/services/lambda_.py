"""Lambda: functions that are called directly, and the optimized integration `lambda:invoke`.

AWS: integrations.md 5.3; errors.md 3.1 for errors without a type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from asltool.handlers.http_exchange import json_or_text
from asltool.handlers.lambda_ import function_event
from asltool.handlers.lambda_runtime import failure
from asltool.json_value import JsonObject, JsonValue, json_text


class Response(Protocol):
    """The service's response."""

    @property
    def members(self) -> JsonObject:
        """What the service said."""

    def with_metadata(self) -> JsonObject:
        """Give it as optimized integrations do."""


def call_function(send: Callable[[JsonValue], Response], function: str, event: JsonValue) -> JsonValue:
    """Call a function with *event*, and give what it returned.

    Args:
        send: Calls the service's `Invoke`.
        function: The function's ARN.
        event: The whole event.

    Raises:
        TaskError: The function failed.
    """
    members = send({"FunctionName": function, "Payload": json_text(event)}).members
    return _returned(members)


def invoke(send: Callable[[JsonValue], Response], parameters: JsonValue) -> JsonObject:
    """Call a function as `lambda:invoke` does, and give the integration's whole result.

    Args:
        send: Calls the service's `Invoke`.
        parameters: The task's.

    Raises:
        TaskError: The function failed.
    """
    if isinstance(parameters, dict):
        parameters = {**parameters, "Payload": json_text(function_event(parameters))}
    response = send(parameters)
    payload = _returned(response.members)
    result = {**response.with_metadata(), "Payload": payload}
    return {name: result[name] for name in sorted(result)}


def _returned(members: JsonObject) -> JsonValue:
    text = str(members.get("Payload", ""))
    payload = _parsed(text)
    if "FunctionError" in members:
        raise failure(text, payload.get("errorType") if isinstance(payload, dict) else None)
    return payload


def _parsed(text: str) -> JsonValue:
    """Give the JSON that a payload is; text that is none stays as it is, and nothing is null."""
    return json_or_text(text) if text else None
