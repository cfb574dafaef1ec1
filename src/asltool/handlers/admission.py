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
from asltool.model.jobs import additions
from asltool.model.resource import Kind
from asltool.model.shape_values import unfit_member
from asltool.model.task_shapes import task_request


def admit_task(registry: Registry, call: TaskCall) -> JsonValue:
    """Give what is sent for a task.

    Raises:
        InadmissibleError: Its activity does not exist, or a parameter has the wrong form.
    """
    if call.resource.kind is Kind.ACTIVITY:
        if registry.find_any(call) is None and not ACTIVITIES.exists(call.resource.text):
            raise InadmissibleError(f"The activity {call.resource.text} does not exist.")
    elif isinstance(call.payload, dict):
        _require_fitting(call)
        return _merged(call.payload, additions(call.resource))
    return call.payload


def _merged(parameters: JsonObject, added: JsonObject) -> JsonObject:
    """Give parameters with what is added; members of objects join those that are there."""
    if not added:
        return parameters
    merged = dict(parameters)
    for name, value in added.items():
        there = merged.get(name)
        merged[name] = there | value if isinstance(there, dict) and isinstance(value, dict) else value
    return merged


def _require_fitting(call: TaskCall) -> None:
    shape = task_request(call.resource)
    unfit = None if shape is None else unfit_member(shape, call.payload, "Parameters")
    if unfit is not None:
        reason = f"The value of the field '{unfit}' has an invalid format"
        raise InadmissibleError(not_startable(call.payload, reason))
