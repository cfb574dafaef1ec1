"""Tasks as handlers meet them."""

from __future__ import annotations

import math

from asltool.engine.effects import TaskCall
from asltool.json_value import JsonValue
from asltool.model.resource import parse_resource


def task_call(
    resource: str, payload: JsonValue = None, *, state_name: str = "Work", task_token: str | None = None
) -> TaskCall:
    """Give the first attempt at a task; a resource may leave out `arn:aws:states:::`."""
    full = resource if resource.startswith("arn:") else f"arn:aws:states:::{resource}"
    return TaskCall(parse_resource(full), payload, state_name, 0, task_token, math.inf)
