from __future__ import annotations

from typing import Any

from asltool.engine.frame import NO_STATE, Frame
from engine_driving import Driver, Identity


def entered(type_: str = "Task") -> Driver:
    driven = Driver(state=Identity("S", type_), random=[0.5])
    driven.enter({})
    return driven


def test_a_scope_begins_before_any_state_and_event() -> None:
    frame = Frame(Driver().frame.surroundings)

    assert frame.state is NO_STATE
    assert (frame.state.name, frame.state.type) == ("", "")
    assert (frame.last_event, frame.entered_id, frame.variables) == (0, 0, {})


def test_the_context_object_shows_its_members_in_the_service_s_order() -> None:
    driven = entered()
    frame = driven.frame
    frame.retry_count = 2
    frame.task_token = "token"  # noqa: S105 - no secret
    frame.map_item = {"Index": 0, "Value": "a"}
    driven.moment.seconds += 5

    context: Any = frame.context

    assert list(context) == ["Execution", "StateMachine", "State", "Task", "Map"]
    assert list(context["State"].items()) == [
        ("Name", "S"),
        ("EnteredTime", "2023-11-14T22:13:20Z"),
        ("RetryCount", 2),
    ]
    assert context["Task"] == {"Token": "token"}
    assert context["Map"] == {"Item": {"Index": 0, "Value": "a"}}


def test_what_a_state_does_not_have_is_not_in_the_context_object() -> None:
    context: Any = entered("Pass").frame.context

    assert list(context) == ["Execution", "StateMachine", "State"]
    assert list(context["State"]) == ["Name", "EnteredTime"]


def test_a_child_reads_a_snapshot_of_the_variables() -> None:
    frame = entered().frame
    frame.variables["x"] = 1

    child = frame.child(0, last_event=7, map_item={"Index": 0, "Value": 1})
    child.variables["y"] = 2
    frame.variables["x"] = 3

    assert child.variables == {"x": 1, "y": 2}
    assert frame.variables == {"x": 3}
    assert frame.children == {0: child}
    assert (child.last_event, child.recorder, child.is_concurrent) == (7, frame.recorder, False)


def test_a_child_knows_the_maps_and_parallels_around_it() -> None:
    inner = entered("Map").frame.child(3, last_event=1, map_item=None)
    inner.state = Identity("Both", "Parallel")

    assert inner.place == (("Map", "S", 3),)
    assert inner.child(1, last_event=2, map_item=None).place == (("Map", "S", 3), ("Parallel", "Both", 1))


def test_time_and_chance_come_from_the_surroundings() -> None:
    driven = entered()

    assert driven.frame.now() == driven.moment.seconds
    assert driven.frame.uuid() == "uuid-1"
    assert driven.frame.random() == 0.5


def test_a_failure_says_which_state_and_which_entry() -> None:
    driven = entered()
    driven.enter({})

    error = driven.frame.failure("Custom", "Because.")

    assert (error.name, error.is_terminal) == ("Custom", False)
    assert error.cause == (
        "An error occurred while executing the state 'S' (entered at the event id #2). Because."
    )
    assert driven.frame.failure("States.Runtime", "").is_terminal
