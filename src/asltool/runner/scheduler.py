"""The only loop: a queue of code that can go on, timers for code that sleeps, and work elsewhere.

All at one instant run in the order in which they became ready: by the virtual clock, runs are deterministic.
"""

from __future__ import annotations

import heapq
import queue
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, Protocol, TypeAlias, assert_never

from asltool.engine.effects import (
    AwaitCompletion,
    ChildFailed,
    Effect,
    Fork,
    Invoke,
    Joined,
    Pause,
    Sleep,
    TaskAnswer,
)
from asltool.engine.errors import StatesError
from asltool.engine.limits import history_limit_reached
from asltool.history.recorder import HistoryLimitReachedError, Moment
from asltool.runner.clock import Clock, Completion

END_OF_TIME = datetime.max.replace(tzinfo=UTC).timestamp()
"""Seconds since 1970: what is to come later than this never comes."""

Abort: TypeAlias = Callable[[], None]
"""Stops work that goes on elsewhere."""


class TaskDriver(Protocol):
    """Has tasks' work done."""

    def begin(self, effect: Invoke, answer: Callable[[TaskAnswer], None]) -> Abort | None:
        """Start an attempt; *answer* is called, in the scheduler's thread, with what comes of it.

        Gives what stops the work if nobody waits for it any more; None where nothing can be stopped.
        """

    def complete(self, effect: AwaitCompletion, answer: Callable[[TaskAnswer], None]) -> Abort | None:
        """Wait for a submitted task's end; *answer* and what it gives as above."""

    def close(self) -> None:
        """Stop all work that goes on elsewhere."""


@dataclass(slots=True, eq=False)
class Strand:
    """Code under way: a generator of effects, and the Fork that it belongs to.

    One without a Fork is an execution, and handles its own failures.
    """

    steps: Generator[Effect, Any, Any]
    parent: _Join | None = None
    index: int = 0
    is_dropped: bool = False
    """Whether it is never to go on again."""
    children: _Join | None = None
    abort_work: Abort | None = None
    """Stops the work that it waits for."""


@dataclass(slots=True, eq=False)
class _Join:
    """A Fork under way."""

    strand: Strand
    fork: Fork
    results: list[Any]
    next_index: int = 0
    running: dict[int, Strand] = field(default_factory=dict)
    missing: int = 0
    is_over: bool = False


class Scheduler:
    """Runs strands until nothing can go on."""

    def __init__(self, clock: Clock, moment: Moment) -> None:
        self._clock = clock
        self._moment = moment
        self._ready: deque[tuple[Strand, Any]] = deque()
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()
        self._at_work = 0
        self.completions: queue.SimpleQueue[Completion] = queue.SimpleQueue()
        self.tasks: TaskDriver
        """Set by whoever owns both."""
        self._executions = 0

    def run(self) -> None:
        """Run until all executions have ended, or none can go on: no timer is set and nobody is at work."""
        while self._executions and (self._ready or self._wait()):
            if self._ready:
                strand, answer = self._ready.popleft()
                if not strand.is_dropped:
                    self._advance(strand, answer)

    def start(self, execution: Strand) -> None:
        """Let an execution begin, once its turn comes."""
        self._executions += 1
        self._ready.append((execution, None))

    def drop(self, execution: Strand) -> None:
        """Cut an execution off where it is; nothing if it has ended."""
        if not execution.is_dropped:
            self._executions -= 1
            _drop(execution)

    def now(self) -> float:
        """Give the current time: seconds since 1970."""
        return self._moment.seconds

    def at(self, instant: float, do: Callable[[], None]) -> None:
        """Do something at an instant; never, if no timestamp can show it."""
        if instant < END_OF_TIME:
            heapq.heappush(self._timers, (instant, next(self._numbers), do))

    def work_begins(self) -> None:
        """Say that somebody is at work elsewhere: a completion may come."""
        self._at_work += 1

    def work_ends(self) -> None:
        """Say that somebody is at work no more."""
        self._at_work -= 1

    def _wait(self) -> bool:
        """Let time pass, and do what is due then; returns False where nothing ever will be."""
        if not self._timers and not self._at_work and self.completions.empty():
            return False
        until = self._timers[0][0] if self._timers else None
        completion = self._clock.wait(until, self.completions, is_at_work=self._at_work > 0)
        self._moment.seconds = self._clock.now()
        if completion is not None:
            completion()
            return True
        while self._timers and self._timers[0][0] <= self._moment.seconds:
            heapq.heappop(self._timers)[2]()
        return True

    def _advance(self, strand: Strand, answer: Any) -> None:
        """Let a strand run on until its next effect."""
        strand.abort_work = None
        if strand.children is not None:
            _drop_children(strand.children)
            strand.children = None
        try:
            effect = strand.steps.send(answer)
        except StopIteration as end:
            self._ended(strand, end.value)
            return
        except StatesError as error:
            self._failed(strand, error)
            return
        except HistoryLimitReachedError:
            self._failed(strand, history_limit_reached())
            return
        match effect:
            case Pause():
                self._ready.append((strand, None))
            case Sleep(until):
                self._sleep(strand, until)
            case Fork():
                self._fork(strand, effect)
            case Invoke():
                strand.abort_work = self.tasks.begin(effect, self._answering(strand))
            case AwaitCompletion():
                strand.abort_work = self.tasks.complete(effect, self._answering(strand))
            case _:
                assert_never(effect)

    def _answering(self, strand: Strand) -> Callable[[Any], None]:
        return lambda answer: self._ready.append((strand, answer))

    def _sleep(self, strand: Strand, until: float) -> None:
        if until <= self._moment.seconds:
            self._ready.append((strand, None))
        else:
            self.at(until, lambda: self._ready.append((strand, None)))

    def _fork(self, strand: Strand, fork: Fork) -> None:
        if fork.count == 0:
            self._ready.append((strand, Joined([])))
            return
        join = _Join(strand, fork, [None] * fork.count, missing=fork.count)
        strand.children = join
        for _ in range(min(fork.limit, fork.count)):
            self._start_next(join)

    def _start_next(self, join: _Join) -> None:
        if join.next_index < join.fork.count:
            index = join.next_index
            join.next_index += 1
            child = Strand(join.fork.start(index), join, index)
            join.running[index] = child
            self._ready.append((child, None))

    def _ended(self, strand: Strand, value: Any) -> None:
        join = strand.parent
        if join is None:
            strand.is_dropped = True
            self._executions -= 1
            return
        del join.running[strand.index]
        if join.is_over:
            return
        join.results[strand.index] = value
        join.missing -= 1
        if join.missing:
            self._start_next(join)
        else:
            self._ready.append((join.strand, Joined(join.results)))

    def _failed(self, strand: Strand, error: StatesError) -> None:
        join = strand.parent
        if join is None:
            raise error
        if join.is_over:
            return
        join.is_over = True
        # the others still get what is due at this instant; they are dropped when the parent goes on
        self._ready.append((join.strand, ChildFailed(strand.index, error)))


def _drop(strand: Strand) -> None:
    """Drop a strand and all that runs below it: it is never advanced again."""
    strand.is_dropped = True
    strand.steps.close()
    if strand.abort_work is not None:
        strand.abort_work()
    if strand.children is not None:
        _drop_children(strand.children)


def _drop_children(join: _Join) -> None:
    for child in join.running.values():
        _drop(child)
    join.running.clear()
