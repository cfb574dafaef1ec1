from __future__ import annotations

from asltool.engine.children import record_aborted, take_failure
from asltool.engine.effects import ChildFailed
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame
from engine_driving import Driver, Identity, chain


def driver() -> Driver:
    driven = Driver(state=Identity("M", "Map"))
    driven.enter({})
    return driven


def child(driven: Driver, index: int, type_: str, *, is_iteration: bool = False) -> Frame:
    frame = driven.frame.child(index, last_event=1, map_item=None)
    frame.state = Identity("I", type_)
    frame.is_concurrent = True
    if is_iteration:
        frame.iteration = ("M", index)
    return frame


def failure(
    *, event: int | None = 1, is_task_failure: bool = False, is_terminal: bool = False
) -> StatesError:
    error = StatesError("Boom", "bang", is_task_failure=is_task_failure, is_terminal=is_terminal)
    error.event = event
    return error


def recorded(driven: Driver) -> list[str]:
    return chain(driven.history)[1:]


def test_the_failure_becomes_the_state_s_own() -> None:
    driven = driver()
    child(driven, 0, "Fail")

    taken = take_failure(driven.frame, ChildFailed(0, failure(is_task_failure=True)))

    assert (taken.name, taken.cause, taken.is_task_failure, taken.event) == ("Boom", "bang", False, None)
    assert driven.frame.children == {}
    assert driven.frame.last_event == 1


def test_a_missed_heartbeat_stays_one() -> None:
    driven = driver()
    error = StatesError("States.Timeout", matched_as="States.HeartbeatTimeout")

    assert take_failure(driven.frame, ChildFailed(0, error)).matched_as == "States.HeartbeatTimeout"


def test_siblings_are_cut_in_their_order() -> None:
    driven = driver()
    child(driven, 2, "Wait", is_iteration=True)
    child(driven, 1, "Task", is_iteration=True)
    child(driven, 0, "Pass", is_iteration=True)

    take_failure(driven.frame, ChildFailed(1, failure(is_task_failure=True)))

    assert recorded(driven) == [
        "2:MapIterationAborted<1",
        "3:MapIterationFailed<1",
        "4:TaskStateAborted<1",
        "5:MapIterationAborted<1",
        "6:WaitStateAborted<1",
    ]


def test_a_failing_task_that_runs_alone_is_not_aborted() -> None:
    driven = driver()
    child(driven, 0, "Task", is_iteration=True).is_concurrent = False

    take_failure(driven.frame, ChildFailed(0, failure(is_task_failure=True)))

    assert recorded(driven) == ["2:MapIterationFailed<1"]


def test_what_runs_inside_a_sibling_is_cut_too() -> None:
    driven = driver()
    inner = child(driven, 0, "Parallel")
    grandchild = inner.child(0, last_event=1, map_item=None)
    grandchild.state = Identity("W", "Wait")

    record_aborted(inner, 1)

    assert recorded(driven) == ["2:ParallelStateAborted<1", "3:WaitStateAborted<1"]


def test_a_failure_before_the_child_s_first_state_follows_the_parent_s_last_event() -> None:
    driven = driver()
    child(driven, 1, "Wait")

    take_failure(driven.frame, ChildFailed(0, failure(event=None)))

    assert recorded(driven) == ["2:WaitStateAborted<1"]


def test_a_failure_that_ends_the_execution_leaves_no_trace() -> None:
    driven = driver()
    child(driven, 0, "Task")
    error = failure(is_terminal=True)

    assert take_failure(driven.frame, ChildFailed(0, error)) is error
    assert recorded(driven) == []
    assert driven.frame.children == {}
