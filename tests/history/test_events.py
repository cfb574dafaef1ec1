from __future__ import annotations

from typing import Any

import pytest

from asltool.history import events
from asltool.history.events import STATE_TYPES, EventType, Shape
from asltool.json_value import json_text

NOT_TRUNCATED = {"truncated": False}
ALL = [value for value in vars(events).values() if isinstance(value, EventType)] + [
    type_
    for table in (events.STATE_ENTERED, events.STATE_EXITED, events.STATE_ABORTED)
    for type_ in table.values()
]


@pytest.mark.parametrize(
    ("shape", "value", "shown"),
    [
        (Shape.PLAIN, "text", {"x": "text"}),
        (Shape.PLAIN, None, {"x": None}),
        (Shape.PLAIN, 0, {"x": 0}),
        (Shape.OPTIONAL, "text", {"x": "text"}),
        (Shape.OPTIONAL, 0, {"x": 0}),
        (Shape.OPTIONAL, None, {}),
        (Shape.TEXT, {"a": None}, {"x": '{"a":null}'}),
        (Shape.JSON, None, {"x": "null", "xDetails": NOT_TRUNCATED}),
        (Shape.VARIABLES, None, {}),
        (Shape.VARIABLES, {}, {}),
        (Shape.VARIABLES, {"v": "t", "n": 5}, {"x": {"v": '"t"', "n": "5"}, "xDetails": NOT_TRUNCATED}),
    ],
)
def test_details_have_shapes(shape: Shape, value: Any, shown: dict[str, Any]) -> None:
    assert EventType("E", "eDetails", (("x", shape),)).show((value,), json_text) == shown


def test_details_appear_in_the_order_of_their_type() -> None:
    shown = events.TASK_SCHEDULED.show(("sqs", "sendMessage", "us-east-1", {}, 5, None, None), json_text)

    assert list(shown) == ["resourceType", "resource", "region", "parameters", "timeoutInSeconds"]


def test_a_type_takes_as_many_values_as_it_has_details() -> None:
    with pytest.raises(ValueError, match="zip"):
        events.EXECUTION_SUCCEEDED.show((), json_text)


@pytest.mark.parametrize("type_", ALL, ids=lambda type_: type_.name)
def test_the_member_of_the_details_is_named_after_the_type(type_: EventType) -> None:
    if type_.member is None:
        assert type_.details == ()
    elif type_.name.endswith(("StateEntered", "StateExited")):
        assert type_.member in ("stateEnteredEventDetails", "stateExitedEventDetails")
    else:
        assert type_.member == type_.name[0].lower() + type_.name[1:] + "EventDetails"


def test_every_state_type_is_entered_and_exited() -> None:
    assert list(events.STATE_ENTERED) == list(events.STATE_EXITED) == list(STATE_TYPES)
    assert list(events.STATE_ABORTED) == ["Task", "Wait", "Parallel", "Map"]


@pytest.mark.parametrize(
    "name",
    [
        "LambdaFunctionStarted",
        "MapStateSucceeded",
        "MapStateFailed",
        "ParallelStateStarted",
        "ParallelStateSucceeded",
        "ParallelStateFailed",
        "MapStateAborted",
        "TaskStateAborted",
        "WaitStateAborted",
        "MapRunSucceeded",
    ],
)
def test_these_events_have_no_details(name: str) -> None:
    (type_,) = [each for each in ALL if each.name == name]

    assert type_.member is None
