from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from asltool.engine.effects import (
    AwaitCompletion,
    Failed,
    Invoke,
    Sleep,
    Submitted,
    Succeeded,
    Taken,
    TaskAnswer,
    TaskCall,
    TimedOut,
)
from asltool.handlers.invocation import Outcome
from asltool.handlers.registry import Registry
from asltool.history.recorder import Moment
from asltool.model.resource import parse_resource
from asltool.runner.clock import Clock, SystemClock, VirtualClock
from asltool.runner.scheduler import Scheduler
from asltool.runner.strands import Strand
from asltool.runner.tasks import Job, Tasks
from asltool.runner.workers import Workers
from engine_driving import ACTIVITY, LAMBDA, PUT, SEND_AND_WAIT

DONE = Succeeded("done")


def call(resource: str = LAMBDA, *, deadline: float = math.inf) -> TaskCall:
    token = None if resource == LAMBDA else "token"
    return TaskCall(parse_resource(resource), {}, "S", 0, token, deadline)


class World:
    """Tasks by a virtual clock that begins at 0, and the answers that they give, with their times."""

    def __init__(self, clock: Clock | None = None) -> None:
        clock = clock or VirtualClock(0)
        self.moment = Moment(clock.now())
        self.scheduler = Scheduler(clock, self.moment)
        self.workers = Workers(4)
        self.answers: list[tuple[float, TaskAnswer]] = []

    def serve(
        self,
        outcome: Callable[[TaskCall], Any],
        *,
        is_threaded: bool = False,
        serve: Callable[[TaskCall], Job | None] | None = None,
    ) -> None:
        self.scheduler.tasks = Tasks(
            self.scheduler,
            outcome,
            self.workers,
            is_threaded=lambda _: is_threaded,
            find=Registry({"*": lambda event: event}).find_any,
            serve=serve,
        )

    def run(self, *effects: Invoke) -> list[tuple[float, TaskAnswer]]:
        def execution(effect: Invoke) -> Any:
            answer = yield effect
            self.answers.append((self.moment.seconds, answer))
            if isinstance(answer, (Submitted, Taken)):
                answer = yield AwaitCompletion(effect.call, effect.heartbeat_seconds)
                self.answers.append((self.moment.seconds, answer))

        for effect in effects:
            self.scheduler.start(Strand(execution(effect)))
        self.scheduler.run()
        return self.answers


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.workers.close()


def test_an_answer_comes_at_once_or_after_its_delay(world: World) -> None:
    outcomes = iter([Outcome(DONE), Outcome(DONE, delay_seconds=5)])
    world.serve(lambda _: next(outcomes))

    assert world.run(Invoke(call(), None), Invoke(call(), None)) == [(0, DONE), (5, DONE)]


def test_a_failure_is_an_answer(world: World) -> None:
    world.serve(lambda _: Outcome(Failed("Boom", None), delay_seconds=5))

    assert world.run(Invoke(call(), None)) == [(5, Failed("Boom", None))]


@pytest.mark.parametrize(
    ("delay", "answer"), [(9.9, (9.9, DONE)), (10, (10, TimedOut())), (11, (10, TimedOut()))]
)
def test_the_deadline_ends_the_attempt(world: World, delay: float, answer: tuple[float, TaskAnswer]) -> None:
    world.serve(lambda _: Outcome(DONE, delay))

    assert world.run(Invoke(call(deadline=10), None)) == [answer]


def test_activities_must_send_heartbeats(world: World) -> None:
    world.serve(lambda _: Outcome(DONE, 60))

    assert world.run(Invoke(call(ACTIVITY), 5)) == [
        (0, Taken(None)),
        (5, TimedOut(has_missed_heartbeat=True)),
    ]


def test_the_deadline_may_come_before_the_heartbeat(world: World) -> None:
    world.serve(lambda _: Outcome(DONE, 60))

    assert world.run(Invoke(call(ACTIVITY, deadline=5), 5)) == [(0, Taken(None)), (5, TimedOut())]


def test_functions_send_none(world: World) -> None:
    world.serve(lambda _: Outcome(DONE, 60))

    assert world.run(Invoke(call(), 5)) == [(60, DONE)]


def test_a_submitted_task_is_answered_twice(world: World) -> None:
    world.serve(lambda _: Outcome(DONE, 7, submitted={"MessageId": "m"}))

    assert world.run(Invoke(call(SEND_AND_WAIT), None)) == [(0, Submitted({"MessageId": "m"})), (7, DONE)]


def test_a_submitted_task_has_its_limits_too(world: World) -> None:
    world.serve(lambda _: Outcome(DONE, 60, submitted={}))

    answers = world.run(Invoke(call(SEND_AND_WAIT, deadline=30), None), Invoke(call(SEND_AND_WAIT), 20))

    assert answers[2:] == [(20, TimedOut(has_missed_heartbeat=True)), (30, TimedOut())]


@pytest.mark.parametrize("resource", [LAMBDA, ACTIVITY, PUT])
def test_nothing_is_submitted_where_the_response_is_the_result(world: World, resource: str) -> None:
    world.serve(lambda _: Outcome(DONE, submitted={}))

    assert world.run(Invoke(call(resource), None))[-1:] == [(0, DONE)]


def test_a_handler_may_be_a_coroutine(world: World) -> None:
    async def outcome() -> Outcome:
        return Outcome(DONE, 3)

    world.serve(lambda _: outcome())

    assert world.run(Invoke(call(), None)) == [(3, DONE)]


@pytest.mark.parametrize("is_async", [False, True])
def test_in_threads_handlers_run_beside_each_other(world: World, is_async: bool) -> None:  # noqa: FBT001
    barrier = threading.Barrier(2, timeout=5)

    def outcome(_: TaskCall) -> Any:
        barrier.wait()
        return later() if is_async else Outcome(DONE)

    async def later() -> Outcome:
        return Outcome(DONE)

    world.serve(outcome, is_threaded=True)

    assert [answer for _, answer in world.run(Invoke(call(), None), Invoke(call(), None))] == [DONE, DONE]


@pytest.mark.parametrize("resource", [LAMBDA, SEND_AND_WAIT])
def test_in_real_time_an_answer_that_comes_too_late_counts_for_nothing(resource: str) -> None:
    clock, release = SystemClock(), threading.Event()
    world = World(clock)

    def slow(_: TaskCall) -> Outcome:
        release.wait(5)
        return Outcome(DONE, submitted={})

    world.serve(slow, is_threaded=True)
    world.scheduler.at(clock.now() + 0.04, release.set)
    world.scheduler.at(clock.now() + 0.08, lambda: world.scheduler.drop(sleeper))
    sleeper = Strand(yield_ for yield_ in [Sleep(math.inf)])
    world.scheduler.start(sleeper)
    ((_, answer),) = world.run(Invoke(call(resource, deadline=clock.now() + 0.02), None))
    world.workers.close()

    assert answer == TimedOut()


def test_what_breaks_in_a_thread_breaks_the_run(world: World) -> None:
    def outcome(_: TaskCall) -> Outcome:
        raise LookupError("our bug")

    world.serve(outcome, is_threaded=True)

    with pytest.raises(LookupError, match="our bug"):
        world.run(Invoke(call(), None))


def test_what_breaks_in_a_coroutine_breaks_the_run(world: World) -> None:
    async def outcome() -> Outcome:
        raise LookupError("our bug")

    world.serve(lambda _: outcome(), is_threaded=True)

    with pytest.raises(LookupError, match="our bug"):
        world.run(Invoke(call(), None))


class Work:
    """A job that ends after some seconds, or never."""

    def __init__(self, world: World, accepted: TaskAnswer, seconds: float = math.inf) -> None:
        self.accepted = accepted
        self.is_aborted = False
        self._world = world
        self._seconds = seconds

    def when_done(self, answer: Callable[[TaskAnswer], None]) -> None:
        self._world.scheduler.at(self._world.moment.seconds + self._seconds, lambda: answer(DONE))

    def abort(self) -> None:
        self.is_aborted = True


def never(_: TaskCall) -> Outcome:
    raise AssertionError("no handler is asked")


def test_a_job_is_asked_before_any_handler(world: World) -> None:
    world.serve(never, serve=lambda _: Work(world, Failed("Refused", None)))

    assert world.run(Invoke(call(), None)) == [(0, Failed("Refused", None))]


def test_the_end_of_a_submitted_job_is_waited_for(world: World) -> None:
    job = Work(world, Submitted({}), 30)
    world.serve(never, serve=lambda _: job)

    assert world.run(Invoke(call(SEND_AND_WAIT), None)) == [(0, Submitted({})), (30, DONE)]
    assert not job.is_aborted


def test_a_job_that_takes_too_long_is_aborted(world: World) -> None:
    job = Work(world, Submitted({}), 30)
    world.serve(never, serve=lambda _: job)

    assert world.run(Invoke(call(SEND_AND_WAIT, deadline=10), None))[1] == (10, TimedOut())
    assert job.is_aborted


def test_a_job_that_nobody_waits_for_any_more_is_aborted(world: World) -> None:
    job = Work(world, Submitted({}))
    world.serve(never, serve=lambda _: job)
    effect = Invoke(call(SEND_AND_WAIT), None)

    def execution() -> Any:
        yield effect
        yield AwaitCompletion(effect.call, None)

    strand = Strand(execution())
    world.scheduler.start(strand)
    world.scheduler.at(5, lambda: world.scheduler.drop(strand))
    world.scheduler.run()

    assert job.is_aborted


def test_a_task_that_is_no_job_goes_to_its_handler(world: World) -> None:
    world.serve(lambda _: Outcome(DONE), serve=lambda _: None)

    assert world.run(Invoke(call(), None)) == [(0, DONE)]
