"""What is asked of a task before it is scheduled: that there is somebody to do it, and that its payload fits.

AWS: errors.md 3.5; surprises.md 49 and 50.
"""

from __future__ import annotations

from asltool.engine.effects import TaskCall
from asltool.engine.errors import InadmissibleError
from asltool.handlers.activity import ACTIVITIES
from asltool.handlers.aws_failure import not_startable
from asltool.handlers.registry import Registry
from asltool.json_value import JsonObject, JsonValue
from asltool.model.resource import Kind


def admit_task(registry: Registry, call: TaskCall) -> JsonValue:
    """Give what is sent for a task.

    Raises:
        InadmissibleError: Its activity does not exist, or a parameter has the wrong form.
    """
    if call.resource.kind is Kind.ACTIVITY:
        if registry.find_any(call) is None and not ACTIVITIES.exists(call.resource.text):
            raise InadmissibleError(f"The activity {call.resource.text} does not exist.")
    elif call.resource.key == "apigateway:invoke" and isinstance(call.payload, dict):
        _require_lists_of_texts(call.payload, "Headers", "QueryParameters")
    return call.payload


def _require_lists_of_texts(parameters: JsonObject, *fields: str) -> None:
    for field in fields:
        value = parameters.get(field)
        if value is not None and not _is_map_of_lists(value):
            reason = f"The value of the field '{field}' has an invalid format"
            raise InadmissibleError(not_startable(parameters, reason))


def _is_map_of_lists(value: JsonValue) -> bool:
    if not isinstance(value, dict):
        return False
    return all(isinstance(item, list) for item in value.values())
