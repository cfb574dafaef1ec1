"""Step Functions itself: inputs are sent as text, and outputs read again where a task waits with `.sync:2`.

AWS: integrations.md 5.3; surprises.md 47.
"""

from __future__ import annotations

import json

from asltool.json_value import JsonValue, json_text


def with_input_text(parameters: JsonValue) -> JsonValue:
    """Give parameters of StartExecution whose `Input` is the text that the API takes."""
    if not isinstance(parameters, dict) or parameters.get("Input") is None:
        return parameters
    return {**parameters, "Input": json_text(parameters["Input"])}


def parsed(description: JsonValue) -> JsonValue:
    """Give the description of an execution with input and output as JSON themselves."""
    if not isinstance(description, dict):
        return description
    given = [name for name in ("Input", "Output") if name in description]
    return {**description, **{name: json.loads(str(description[name])) for name in given}}
