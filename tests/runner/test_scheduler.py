from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest

from asltool.engine.effects import (
    PAUSE,
    AwaitCompletion,
    ChildFailed,
    Dispatch,
    Fork,
    Invoke,
    Joined,
    Sleep,
    Succeeded,
    TaskCall,
    TimeIsUpError,
)
from asltool.engine.errors import StatesError
from asltool.history.recorder import HistoryLimitReachedError, Moment
from asltool.model.resource import parse_resource
from asltool.runner.clock import VirtualClock
from asltool.runner.scheduler import END_OF_TIME, Scheduler
from asltool.runner.strands import Abort, Strand

Code = Generator[Any, Any, Any]
CALL = TaskCall(parse_resource("arn:aws:states:::sqs:sendMessage"), {}, "S", 0, None, math.inf)


class World:
    """A scheduler by a virtual clock that begins at 0, and what happened in it."""

    def __init__(self) -> None:
        self.scheduler = Scheduler(VirtualClock(0), Moment(0))
        self.scheduler.tasks = self
        self.log: list[Any] = []
        self.aborted: list[str] = []

    def run(self, *executions: Code) -> list[Any]:
        for execution in executions:
            self.scheduler.start(Strand(execution))
        self.scheduler.run()
        return self.log

    def note(self, what: Any) -> None:
        self.log.append((self.scheduler.now(), what))

    def sleeper(self, name: str, *seconds: float) -> Code:
        for each in seconds:
            yield Sleep(self.scheduler.now() + each)
            self.note(name)
        return name

    def close(self) -> None:
        self.log.append("closed")

    def begin(self, _effect: Invoke, answer: Callable[[Any], None]) -> Abort | None:
        self.scheduler.at(self.scheduler.now() + 10, lambda: answer(Succeeded("done")))
        return lambda: self.aborted.append("attempt")

    def complete(self, _effect: AwaitCompletion, answer: Callable[[Any], None]) -> Abort | None:
        self.scheduler.at(self.scheduler.now() + 20, lambda: answer(Succeeded("completed")))
        return lambda: self.aborted.append("job")


def test_time_jumps_from_timer_to_timer() -> None:
    world = World()

    assert world.run(world.sleeper("a", 5, 10), world.sleeper("b", 7)) == [(5, "a"), (7, "b"), (15, "a")]


def test_what_is_due_at_the_same_instant_runs_in_the_order_in_which_it_was_set() -> None:
    world = World()

    log = world.run(world.sleeper("a", 1, 1), world.sleeper("b", 2), world.sleeper("c", 2))

    assert log == [(1, "a"), (2, "b"), (2, "c"), (2, "a")]


def test_a_sleep_into_the_past_goes_on_in_its_turn() -> None:
    world = World()

    assert world.run(world.sleeper("a", -5), world.sleeper("b", 0)) == [(0, "a"), (0, "b")]


@pytest.mark.parametrize("instant", [math.inf, END_OF_TIME, 1e300])
def test_what_no_timestamp_can_show_never_comes(instant: float) -> None:
    world = World()

    def execution() -> Code:
        yield Sleep(instant)
        world.note("woke")

    assert world.run(execution()) == []
    assert world.scheduler.now() == 0


def test_a_pause_lets_the_others_go_first() -> None:
    world = World()

    def polite() -> Code:
        yield PAUSE
        world.note("polite")

    def eager() -> Code:
        world.note("eager")
        return
        yield

    assert world.run(polite(), eager()) == [(0, "eager"), (0, "polite")]


def test_tasks_are_handed_over_and_answered() -> None:
    world = World()

    def execution() -> Code:
        world.note((yield Invoke(CALL, None)))
        world.note((yield AwaitCompletion(CALL, None)))

    assert world.run(execution()) == [(10, Succeeded("done")), (30, Succeeded("completed"))]
    assert world.aborted == []


def forking(world: World, start: Callable[[int], Code], count: int, limit: int) -> Code:
    answer = yield Fork(start, count, limit)
    world.note(answer)


def test_children_join_in_their_order() -> None:
    world = World()

    world.run(forking(world, lambda n: world.sleeper(f"c{n}", 3 - n), 3, 3))

    assert world.log == [(1, "c2"), (2, "c1"), (3, "c0"), (3, Joined(["c0", "c1", "c2"]))]


def test_only_so_many_children_run_at_a_time() -> None:
    world = World()

    world.run(forking(world, lambda n: world.sleeper(f"c{n}", 1), 5, 2))

    assert [at for at, _ in world.log] == [1, 1, 2, 2, 3, 3]


def test_no_children_are_joined_at_once() -> None:
    world = World()

    assert world.run(forking(world, lambda n: world.sleeper("c", n), 0, 5)) == [(0, Joined([]))]


def test_the_first_failure_is_the_answer_and_the_others_are_dropped() -> None:
    world, error = World(), StatesError("Boom")

    def child(number: int) -> Code:
        if number == 1:
            yield Sleep(2)
            raise error
        yield from world.sleeper(f"c{number}", 1, 5)

    world.run(forking(world, child, 3, 3))

    assert world.log == [(1, "c0"), (1, "c2"), (2, ChildFailed(1, error))]


def test_what_is_due_with_the_failure_still_happens() -> None:
    world, error = World(), StatesError("Boom")

    def child(number: int) -> Code:
        yield Sleep(2)
        world.note(f"c{number}")
        if number == 0:
            raise error

    world.run(forking(world, child, 2, 2))

    assert world.log == [(2, "c0"), (2, "c1"), (2, ChildFailed(0, error))]


def test_of_two_failures_at_an_instant_the_first_counts() -> None:
    world, errors = World(), [StatesError("A"), StatesError("B")]

    def child(number: int) -> Code:
        yield Sleep(2)
        raise errors[number]

    assert world.run(forking(world, child, 2, 2)) == [(2, ChildFailed(0, errors[0]))]


def test_a_child_that_waits_for_its_turn_is_never_started_after_a_failure() -> None:
    world = World()

    def child(number: int) -> Code:
        world.note(f"c{number}")
        raise StatesError("Boom")
        yield

    world.run(forking(world, child, 3, 1))

    assert [what for _, what in world.log if isinstance(what, str)] == ["c0"]


def test_dropped_children_stop_their_work_and_their_own_children() -> None:
    world = World()

    def grandchild(_: int) -> Code:
        yield Invoke(CALL, None)

    def child(number: int) -> Code:
        if number == 0:
            yield Sleep(1)
            raise StatesError("Boom")
        yield Fork(grandchild, 2, 2)

    world.run(forking(world, child, 2, 2))

    assert world.aborted == ["attempt", "attempt"]


def test_a_full_history_fails_the_child_for_good() -> None:
    world = World()

    def child(_: int) -> Code:
        raise HistoryLimitReachedError
        yield

    ((_, failed),) = world.run(forking(world, child, 1, 1))

    assert failed.error.is_terminal
    assert failed.error.name == "States.Runtime"


def test_an_execution_handles_its_own_failures() -> None:
    world = World()

    def execution() -> Code:
        raise StatesError("Boom")
        yield

    with pytest.raises(StatesError, match="Boom"):
        world.run(execution())


def test_an_execution_that_is_cut_off_goes_no_further_and_stops_its_work() -> None:
    world = World()

    def execution() -> Code:
        yield Invoke(CALL, None)
        world.note("went on")

    strand = Strand(execution())
    world.scheduler.start(strand)
    world.scheduler.at(5, lambda: world.scheduler.drop(strand))
    world.scheduler.at(6, lambda: world.scheduler.drop(strand))

    assert world.run(world.sleeper("another", 7)) == [(7, "another")]
    assert world.aborted == ["attempt"]


def test_the_run_ends_with_the_last_execution_whatever_timers_are_left() -> None:
    world = World()
    world.scheduler.at(1000, lambda: world.note("late"))

    assert world.run(world.sleeper("a", 1), world.sleeper("b", 2)) == [(1, "a"), (2, "b")]
    assert world.scheduler.now() == 2


def test_completions_from_elsewhere_are_waited_for() -> None:
    world = World()

    def execution() -> Code:
        world.scheduler.work_begins()
        world.scheduler.completions.put(complete)
        yield Sleep(math.inf)

    def complete() -> None:
        world.scheduler.work_ends()
        world.log.append("completed")

    assert world.run(execution()) == ["completed"]


def dispatching(world: World, children: Iterator[Code], limit: int, seconds: float | None = None) -> Code:
    answer = yield Dispatch(children, limit, seconds)
    world.note(answer)


def test_children_are_asked_for_as_there_is_room() -> None:
    world = World()

    def children() -> Iterator[Code]:
        for number in range(5):
            world.note(f"asked for {number}")
            yield world.sleeper(f"c{number}", 1)

    world.run(dispatching(world, children(), 2))

    assert world.log == [
        (0, "asked for 0"),
        (0, "asked for 1"),
        (1, "c0"),
        (1, "c1"),
        (1, "asked for 2"),
        (1, "asked for 3"),
        (2, "c2"),
        (2, "c3"),
        (2, "asked for 4"),
        (3, "c4"),
        (3, None),
    ]


def test_a_child_begins_once_nothing_else_can_go_on() -> None:
    world = World()

    def children() -> Iterator[Code]:
        for number in range(3):
            world.note(f"asked for {number}")
            yield quick(number)

    def quick(number: int) -> Code:
        yield PAUSE
        world.note(f"done with {number}")

    world.run(dispatching(world, children(), 100))

    assert [what for _, what in world.log] == [
        *("asked for 0", "done with 0", "asked for 1", "done with 1", "asked for 2", "done with 2"),
        None,
    ]


def test_what_is_done_elsewhere_is_taken_in_before_the_next_child_begins() -> None:
    world = World()

    def children() -> Iterator[Code]:
        for number in range(3):
            world.log.append(f"asked for {number}")
            world.scheduler.completions.put(lambda number=number: world.log.append(f"done {number}"))  # type: ignore[misc]
            yield world.sleeper(f"c{number}")

    world.run(dispatching(world, children(), 100))

    assert world.log[:6] == ["asked for 0", "done 0", "asked for 1", "done 1", "asked for 2", "done 2"]


def test_two_that_have_room_take_turns() -> None:
    world = World()

    def children(name: str) -> Iterator[Code]:
        return (world.sleeper(f"{name}{number}", 1) for number in range(2))

    world.run(dispatching(world, children("a"), 1), dispatching(world, children("b"), 1))

    assert [what for _, what in world.log] == ["a0", "b0", "a1", "b1", None, None]


def test_no_children_at_all_are_an_answer() -> None:
    world = World()

    assert world.run(dispatching(world, iter(()), 3)) == [(0, None)]


def test_the_failure_of_a_child_drops_the_others() -> None:
    world, error = World(), StatesError("Boom")

    def failing() -> Code:
        yield Sleep(2)
        raise error

    world.run(dispatching(world, iter([world.sleeper("c", 1, 5), failing()]), 5))

    assert world.log == [(1, "c"), (2, ChildFailed(1, error))]


@pytest.mark.parametrize("error", [StatesError("Boom"), HistoryLimitReachedError()])
def test_that_there_is_no_next_child_may_be_a_failure(error: Exception) -> None:
    world = World()

    def children() -> Iterator[Code]:
        yield world.sleeper("c", 1, 1)
        raise error

    world.run(dispatching(world, children(), 5))

    ((_, failed),) = world.log
    assert failed.index == -1
    assert failed.error.name == ("Boom" if isinstance(error, StatesError) else "States.Runtime")


def test_a_child_is_told_when_its_time_is_up() -> None:
    world = World()

    def slow() -> Code:
        try:
            yield Invoke(CALL, None)
        except TimeIsUpError:
            world.note("cut")

    world.run(dispatching(world, iter([world.sleeper("quick", 1), slow()]), 5, 2))

    assert world.log == [(1, "quick"), (2, "cut"), (2, None)]
    assert world.aborted == ["attempt"]


def test_a_child_that_fails_because_its_time_is_up_is_a_failure() -> None:
    world, error = World(), StatesError("Boom")

    def slow() -> Code:
        try:
            yield Sleep(10)
        except TimeIsUpError:
            raise error from None

    world.run(dispatching(world, iter([slow()]), 5, 2))

    assert world.log == [(2, ChildFailed(0, error))]


def test_what_is_under_way_at_the_end_is_let_go() -> None:
    world, closed = World(), []

    def endless() -> Code:
        try:
            yield Sleep(math.inf)
        finally:
            closed.append("closed")

    world.run(endless())
    world.scheduler.close()

    assert closed == ["closed"]


def test_a_strand_is_alone_while_nothing_else_can_happen() -> None:
    world, seen = World(), []

    def execution() -> Code:
        seen.append(world.scheduler.is_alone)
        world.scheduler.at(5, lambda: None)
        seen.append(world.scheduler.is_alone)
        yield Sleep(10)
        seen.append(world.scheduler.is_alone)
        world.scheduler.work_begins()
        seen.append(world.scheduler.is_alone)

    world.run(execution())

    assert seen == [True, False, True, False]
