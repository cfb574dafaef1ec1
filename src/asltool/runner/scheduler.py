"""The only loop: a queue of code that can go on, timers for code that sleeps, and work elsewhere.

All at one instant run in the order in which they became ready: by the virtual clock, runs are deterministic.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from typing import Any, Protocol, assert_never

from asltool.engine.effects import (
    AwaitCompletion,
    ChildFailed,
    Dispatch,
    Effect,
    Failed,
    Fork,
    Invoke,
    Joined,
    OpenResults,
    Pause,
    ReadItem,
    ReadItems,
    ResultSink,
    RunElsewhere,
    Sleep,
    TaskAnswer,
    TimeIsUpError,
)
from asltool.engine.errors import StatesError
from asltool.engine.limits import history_limit_reached
from asltool.engine.outcomes import End
from asltool.history.recorder import HistoryLimitReachedError, Moment
from asltool.runner.clock import Clock, Completion
from asltool.runner.strands import Abort, Dispatching, Join, Strand, drop_children, drop_strand, stop_work
from asltool.runner.timers import Timer, Timers

END_OF_TIME = datetime.max.replace(tzinfo=UTC).timestamp()
"""Seconds since 1970: what is to come later than this never comes."""


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


class Storage(Protocol):
    """Reads items, and takes results; all may raise StatesError."""

    def read(self, effect: ReadItems) -> Iterator[ReadItem]:
        """Open what a reader names."""

    def write(self, effect: OpenResults) -> ResultSink:
        """Open what a writer names."""


class Elsewhere(Protocol):
    """Runs child executions in other processes, on other machines."""

    def begin(self, effect: RunElsewhere, answer: Callable[[End], None]) -> Abort:
        """Give a child execution away; *answer* is called, in the scheduler's thread, with its end.

        Gives what calls it back if nobody waits for it any more.
        """

    def settle(self) -> bool:
        """Wait for one that is away, if time stands still for it; returns False if none is."""

    def close(self) -> None:
        """Let go of those that are away."""


class Scheduler:
    """Runs strands until nothing can go on."""

    def __init__(self, clock: Clock, moment: Moment) -> None:
        self._clock = clock
        self._moment = moment
        self._ready: deque[tuple[Strand, Any]] = deque()
        self._timers = Timers()
        self._at_work = 0
        self.completions: queue.SimpleQueue[Completion] = queue.SimpleQueue()
        self._with_room: deque[Dispatching] = deque()
        """Those that may have more children running than they have."""
        self.tasks: TaskDriver
        self.storage: Storage
        """Both are set by whoever owns them and the scheduler."""
        self.elsewhere: Elsewhere | None = None
        self.at_close: set[Callable[[], None]] = set()
        """What is to be done once all is over, unless it is taken out before."""
        self._under_way: set[Strand] = set()
        """The executions that have not ended."""

    def run(self) -> None:
        """Run until all executions have ended, or none can go on: no timer is set and nobody is at work."""
        while self._under_way and self._goes_on():
            if self._ready:
                strand, answer = self._ready.popleft()
                if not strand.is_dropped:
                    self._advance(strand, answer)

    def _goes_on(self) -> bool:
        """See to it that something happens; returns False where nothing ever will."""
        return bool(self._ready) or self._complete() or self._begin_next() or self._settle() or self._wait()

    def _complete(self) -> bool:
        """Take in what is done elsewhere already, before more is begun."""
        if self.completions.empty():
            return False
        completion = self.completions.get_nowait()
        self.look_at_clock()
        completion()
        return True

    def start(self, execution: Strand) -> None:
        """Let an execution begin, once its turn comes."""
        self._under_way.add(execution)
        self._ready.append((execution, None))

    def drop(self, execution: Strand) -> None:
        """Cut an execution off where it is; nothing if it has ended."""
        if not execution.is_dropped:
            self._under_way.discard(execution)
            drop_strand(execution)

    def close(self) -> None:
        """Cut off all that is still under way: what it holds is let go."""
        for execution in [*self._under_way]:
            self.drop(execution)
        if self.elsewhere is not None:
            self.elsewhere.close()
        for do in [*self.at_close]:
            do()

    def _settle(self) -> bool:
        return self.elsewhere is not None and self.elsewhere.settle()

    def now(self) -> float:
        """Give the current time: seconds since 1970."""
        return self._moment.seconds

    def at(self, instant: float, do: Callable[[], None]) -> Timer:
        """Do something at an instant, unless it is called off; never, if no timestamp can show it."""
        timer = Timer(do)
        if instant < END_OF_TIME:
            self._timers.add(instant, timer)
        return timer

    @property
    def is_alone(self) -> bool:
        """Whether nothing can happen before the strand that runs now goes on."""
        return not (
            self._ready
            or self._with_room
            or self._at_work
            or self._timers.next_instant is not None
            or not self.completions.empty()
        )

    def look_at_clock(self) -> None:
        """Take note of the time, where some may have passed while a strand was served."""
        self._moment.seconds = self._clock.now()

    def work_begins(self) -> None:
        """Say that somebody is at work elsewhere: a completion may come."""
        self._at_work += 1

    def work_ends(self) -> None:
        """Say that somebody is at work no more."""
        self._at_work -= 1

    def _wait(self) -> bool:
        """Let time pass, and do what is due then; returns False where nothing ever will be."""
        until = self._timers.next_instant
        if until is None and not self._at_work and self.completions.empty():
            return False
        completion = self._clock.wait(until, self.completions, is_at_work=self._at_work > 0)
        self._moment.seconds = self._clock.now()
        if completion is not None:
            completion()
            return True
        self._timers.fire_until(self._moment.seconds)
        return True

    def _advance(self, strand: Strand, answer: Any) -> None:
        """Let a strand run on until its next effect."""
        strand.abort_work = None
        if strand.children is not None:
            drop_children(strand.children)
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
        self._serve(strand, effect)

    def _serve(self, strand: Strand, effect: Effect) -> None:
        """Do what a strand asks for, or see to it that it is done."""
        match effect:
            case Pause():
                self._ready.append((strand, None))
            case Sleep(until):
                self._sleep(strand, until)
            case Fork():
                self._fork(strand, effect)
            case Dispatch():
                strand.children = dispatching = Dispatching(strand, effect)
                self._with_room.append(dispatching)
            case Invoke():
                strand.abort_work = self.tasks.begin(effect, self._answering(strand))
            case AwaitCompletion():
                strand.abort_work = self.tasks.complete(effect, self._answering(strand))
            case ReadItems():
                self._ready.append((strand, _opened(self.storage.read, effect)))
            case OpenResults():
                self._ready.append((strand, _opened(self.storage.write, effect)))
            case RunElsewhere():
                assert self.elsewhere is not None  # noqa: S101 - nobody asks for it otherwise
                strand.abort_work = self.elsewhere.begin(effect, self._answering(strand))
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
        join = Join(strand, fork, [None] * fork.count, missing=fork.count)
        strand.children = join
        for _ in range(min(fork.limit, fork.count)):
            self._start_next(join)

    def _start_next(self, join: Join) -> None:
        if join.next_index < join.fork.count:
            index = join.next_index
            join.next_index += 1
            child = Strand(join.fork.start(index), join, index)
            join.running[index] = child
            self._ready.append((child, None))

    def _begin_next(self) -> bool:
        """Let the next child of a Dispatch begin; returns False where there is no room, or no child."""
        while self._with_room:
            dispatching = self._with_room.popleft()
            if dispatching.is_over or dispatching.strand.is_dropped:
                continue
            try:
                steps = next(dispatching.dispatch.children)
            except StopIteration:
                dispatching.has_begun_all = True
                self._end_if_done(dispatching)
                continue
            except StatesError as error:
                self._give_up(dispatching, ChildFailed(-1, error))
                return True
            except HistoryLimitReachedError:
                self._give_up(dispatching, ChildFailed(-1, history_limit_reached()))
                return True
            self._begin(dispatching, steps)
            return True
        return bool(self._ready)

    def _begin(self, dispatching: Dispatching, steps: Generator[Effect, Any, None]) -> None:
        child = Strand(steps, dispatching, dispatching.next_index)
        dispatching.next_index += 1
        dispatching.running[child.index] = child
        self._ready.append((child, None))
        if len(dispatching.running) < dispatching.dispatch.limit:
            self._with_room.append(dispatching)
        seconds = dispatching.dispatch.seconds
        if seconds is not None:
            child.time_limit = self.at(self._moment.seconds + seconds, lambda: self._cut(child))

    def _cut(self, child: Strand) -> None:
        """Let a child know that its time is up, if it is still running."""
        if child.is_dropped:
            return
        stop_work(child)
        try:
            child.steps.throw(TimeIsUpError())
        except StopIteration as end:
            self._ended(child, end.value)
        except StatesError as error:
            self._failed(child, error)

    def _ended(self, strand: Strand, value: Any) -> None:
        strand.finish()
        parent = strand.parent
        if parent is None:
            self._under_way.discard(strand)
            return
        del parent.running[strand.index]
        if parent.is_over:
            return
        if isinstance(parent, Dispatching):
            if len(parent.running) == parent.dispatch.limit - 1 and not parent.has_begun_all:
                self._with_room.append(parent)
            self._end_if_done(parent)
            return
        parent.results[strand.index] = value
        parent.missing -= 1
        if parent.missing:
            self._start_next(parent)
        else:
            self._ready.append((parent.strand, Joined(parent.results)))

    def _end_if_done(self, dispatching: Dispatching) -> None:
        if dispatching.has_begun_all and not dispatching.running:
            dispatching.is_over = True
            self._ready.append((dispatching.strand, None))

    def _failed(self, strand: Strand, error: StatesError) -> None:
        strand.finish()
        parent = strand.parent
        if parent is None:
            raise error
        if not parent.is_over:
            self._give_up(parent, ChildFailed(strand.index, error))

    def _give_up(self, parent: Join | Dispatching, failed: ChildFailed) -> None:
        parent.is_over = True
        # the others still get what is due at this instant; they are dropped when the parent goes on
        self._ready.append((parent.strand, failed))


def _opened(opening: Callable[[Any], Any], effect: ReadItems | OpenResults) -> Any:
    """Open what an effect names; a failure is an answer as well."""
    try:
        return opening(effect)
    except StatesError as error:
        return Failed(error.name, error.cause)
