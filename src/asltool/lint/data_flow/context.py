"""What is known of the context object, by the kind of state that looks at it.

AWS: surprises.md 37; maps.md 6.3.
"""

from __future__ import annotations

from asltool.lint.data_flow.shapes import NUMBER, STRING, ObjectShape, Shape
from asltool.model.machine import State, Task
from asltool.records import record

_STATE_MACHINE = ObjectShape({"Id": STRING, "Name": STRING})
_STATE = ObjectShape(
    {"Name": STRING, "EnteredTime": STRING, "RetryCount": NUMBER}, optional=frozenset({"RetryCount"})
)
_TASK = ObjectShape({"Token": STRING}, optional=frozenset({"Token"}))
_REDRIVEN = frozenset({"RedriveTime", "RoleArn", "RedriveCount"})


@record
class Surroundings:
    """What a scope runs in."""

    execution_input: Shape
    """The input of its execution."""
    item: Shape | None = None
    """The item of the Map around it; None if there is none."""


def context_shape(state: State, surroundings: Surroundings, selected: Shape | None) -> Shape:
    """Give the context object as *state* sees it.

    Args:
        state: The state.
        surroundings: The scope that it runs in.
        selected: The item for which the state, a Map, chooses what its iteration gets; None elsewhere.
    """
    execution = ObjectShape(
        {
            "Id": STRING,
            "Input": surroundings.execution_input,
            "Name": STRING,
            "RoleArn": STRING,
            "StartTime": STRING,
            "RedriveCount": NUMBER,
            "RedriveTime": STRING,
        },
        optional=_REDRIVEN,
    )
    members: dict[str, Shape] = {"Execution": execution, "StateMachine": _STATE_MACHINE, "State": _STATE}
    optional = set()
    if isinstance(state, Task):
        members["Task"] = _TASK
        optional.add("Task")
    item = surroundings.item if selected is None else selected
    if item is not None:
        members["Map"] = ObjectShape({"Item": _item(item)})
        if selected is None:
            optional.add("Map")
    return ObjectShape(members, frozenset(optional))


def _item(item: Shape) -> Shape:
    return ObjectShape(
        {"Index": NUMBER, "Value": item, "Key": STRING, "Source": STRING},
        optional=frozenset({"Key", "Source"}),
    )
