"""Calls of TestState, for its tests."""

from __future__ import annotations

import json
from typing import Any

import asltool

ROLE = "arn:aws:iam::999988887777:role/Tester"
INVOKE = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": True}


def ask(state: Any, input_: Any = None, **members: Any) -> dict[str, Any]:
    """Give the answer about a state; what AWS takes as JSON text may be given as a Python value."""
    for name in ("variables", "context"):
        if name in members:
            members[name] = as_text(members[name])
    mock = members.get("mock")
    if mock and "result" in mock:
        members["mock"] = {**mock, "result": as_text(mock["result"])}
    given = {} if input_ is None else {"input": as_text(input_)}
    return dict(asltool.test_state(definition=as_text(state), **given, **members))


def refusal(state: Any, input_: Any = None, **members: Any) -> tuple[str, str]:
    """Give code and message of what is refused."""
    try:
        answer = ask(state, input_, **members)
    except asltool.ApiError as error:
        return error.code, error.message
    raise AssertionError(f"nothing is refused: {answer}")


def inspected(state: Any, input_: Any = None, **members: Any) -> dict[str, Any]:
    """Give the inspection data, its JSON texts read."""
    data = ask(state, input_, inspectionLevel="DEBUG", **members)["inspectionData"]
    return {name: json.loads(value) if isinstance(value, str) else value for name, value in data.items()}


def as_text(value: Any) -> str:
    """Give a value's JSON text; a text is one already."""
    return value if isinstance(value, str) else json.dumps(value)
