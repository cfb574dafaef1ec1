from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from asltool.engine.effects import Submitted, Succeeded, TimedOut
from asltool.handlers.callback import HEARTBEAT, Tokens
from asltool.history.recorder import Moment
from asltool.runner.attempts import Attempt
from asltool.runner.clock import VirtualClock
from asltool.runner.scheduler import Scheduler
from asltool.runner.strands import Strand
from engine_driving import SEND_AND_WAIT
from task_calls import task_call


class World:
    def __init__(self) -> None:
        self.scheduler = Scheduler(VirtualClock(0), Moment(0))
        self.told: list[Any] = []
        self.attempt = Attempt(self.scheduler, task_call(SEND_AND_WAIT), self.told.append)

    def pass_time(self, seconds: float) -> None:
        """Let timers fire."""

        def sleeper() -> Any:
            self.scheduler.at(self.scheduler.now() + seconds, lambda: self.scheduler.drop(strand))
            yield from ()

        strand = Strand(sleeper())
        self.scheduler.at(self.scheduler.now() + seconds, lambda: self.scheduler.drop(strand))
        self.scheduler._under_way.add(strand)
        self.scheduler.run()


def test_the_first_end_counts() -> None:
    world = World()

    world.attempt.finish(Succeeded(1))
    world.attempt.finish(Succeeded(2))
    world.attempt.abort()

    assert world.told == [Succeeded(1)]


def test_an_end_that_comes_before_anybody_waits_is_kept() -> None:
    world = World()
    later: list[Any] = []

    world.attempt.tell(Submitted({}))
    world.attempt.finish(Succeeded(1))
    world.attempt.wait(later.append)

    assert (world.told, later) == ([Submitted({})], [Succeeded(1)])


def test_what_is_to_be_done_at_the_end_is_done_once() -> None:
    world = World()
    done: list[str] = []
    world.attempt.at_end(lambda: done.append("end"))
    world.attempt.stop = lambda: done.append("stopped")

    world.attempt.abort()
    world.attempt.abort()

    assert done == ["end", "stopped"]
    assert world.told == []


def test_a_missed_heartbeat_stops_the_work() -> None:
    world = World()
    stopped: list[bool] = []
    world.attempt.stop = lambda: stopped.append(True)

    world.attempt.limit(5)
    world.pass_time(6)

    assert world.told == [TimedOut(has_missed_heartbeat=True)]
    assert stopped == [True]


def test_a_heartbeat_puts_the_end_off() -> None:
    world = World()
    tokens = Tokens()
    world.attempt.token = tokens.open("t")
    world.attempt.limit(5)
    world.attempt.listen()

    world.pass_time(4)
    tokens.send("t", HEARTBEAT)
    world.pass_time(4)

    assert world.told == []

    world.pass_time(2)

    assert world.told == [TimedOut(has_missed_heartbeat=True)]


def test_without_limits_it_never_times_out() -> None:
    world = World()
    world.attempt.limit(None)

    assert world.attempt.call.deadline == math.inf
    assert world.told == []


def test_whoever_watches_is_told_all_until_the_end() -> None:
    world = World()
    seen: list[Any] = []
    world.attempt.watch = seen.append
    world.attempt.token = Tokens().open("t")

    world.attempt.tell(Submitted({}))
    world.attempt.listen()
    world.attempt._receive(HEARTBEAT)
    world.attempt.finish(Succeeded(1))
    world.attempt.finish(Succeeded(2))

    assert seen == [Submitted({}), HEARTBEAT, Succeeded(1)]


def test_an_answer_that_comes_at_the_deadline_is_too_late() -> None:
    scheduler = Scheduler(VirtualClock(0), Moment(5))
    told: list[Any] = []
    call = replace(task_call(SEND_AND_WAIT), deadline=5.0)

    Attempt(scheduler, call, told.append).finish(Succeeded(1))

    assert told == [TimedOut()]
