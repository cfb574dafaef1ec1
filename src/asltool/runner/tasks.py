"""Has tasks' work done: calls handlers, keeps time limits, brings answers back."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from asltool.engine.effects import (
    AwaitCompletion,
    Invoke,
    Submitted,
    TaskAnswer,
    TaskCall,
    TimedOut,
)
from asltool.handlers.invocation import Outcome
from asltool.model.resource import Kind, Pattern
from asltool.runner.scheduler import Abort, Scheduler
from asltool.runner.workers import Workers

Call = Callable[[TaskCall], "Outcome | Awaitable[Outcome]"]
"""Calls the handler that serves a task."""


class Job(Protocol):
    """Work that goes on in the scheduler itself, without a handler."""

    @property
    def accepted(self) -> TaskAnswer:
        """What is said at once; if that is Submitted, the end is waited for."""

    def when_done(self, answer: Callable[[TaskAnswer], None]) -> None:
        """Call *answer* with what came of it, once it has ended."""

    def abort(self) -> None:
        """Stop: nobody waits for the end any more."""


Serve: TypeAlias = Callable[[TaskCall], "Job | None"]
"""Begins the work of a task without a handler; gives None if it is not for this one."""


@dataclass(slots=True)
class _Attempt:
    """An attempt that is waited for; the first answer counts."""

    answer: Callable[[TaskAnswer], None]
    job: Job | None = None
    is_settled: bool = False

    def settle(self, answer: TaskAnswer) -> None:
        if not self.is_settled:
            self.is_settled = True
            self.answer(answer)

    def time_out(self, *, has_missed_heartbeat: bool) -> None:
        if not self.is_settled:
            self.settle(TimedOut(has_missed_heartbeat))
            if self.job is not None:
                self.job.abort()


class Tasks:
    """Serves the engine's Invoke and AwaitCompletion effects.

    Args:
        scheduler: Whose timers and completions are used.
        call: Calls the handler of a task.
        workers: Threads for handlers.
        is_threaded: Whether handlers run in threads, beside each other; otherwise one after the other.
        serve: Asked before any handler, to begin work that goes on in the scheduler.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        call: Call,
        workers: Workers,
        *,
        is_threaded: bool,
        serve: Serve | None = None,
    ) -> None:
        self._scheduler = scheduler
        self._call = call
        self._workers = workers
        self._is_threaded = is_threaded
        self._serve = serve
        self._submitted: dict[int, Outcome | Job] = {}

    def begin(self, effect: Invoke, answer: Callable[[TaskAnswer], None]) -> Abort | None:
        """Start an attempt."""
        call = effect.call
        job = None if self._serve is None else self._serve(call)
        if job is not None:
            return self._begin_job(call, job, answer)
        attempt = _Attempt(answer)
        heartbeat = effect.heartbeat_seconds if call.resource.kind is Kind.ACTIVITY else None
        self._limit(attempt, call, heartbeat)
        if self._is_threaded:
            self._begin_in_thread(call, attempt)
            return None
        outcome = self._call(call)
        if not isinstance(outcome, Outcome):
            outcome = self._workers.submit_awaitable(outcome).result()
        self._took(call, attempt, outcome)
        return None

    def _begin_job(self, call: TaskCall, job: Job, answer: Callable[[TaskAnswer], None]) -> Abort | None:
        accepted = job.accepted
        answer(accepted)
        if not isinstance(accepted, Submitted):
            return None
        self._submitted[id(call)] = job
        return job.abort

    def complete(self, effect: AwaitCompletion, answer: Callable[[TaskAnswer], None]) -> Abort | None:
        """Wait for the end of a task that was submitted."""
        submitted = self._submitted.pop(id(effect.call))
        if isinstance(submitted, Outcome):
            attempt = _Attempt(answer)
            self._limit(attempt, effect.call, effect.heartbeat_seconds)
            self._answer_later(attempt, submitted)
            return None
        attempt = _Attempt(answer, submitted)
        self._limit(attempt, effect.call, effect.heartbeat_seconds)
        submitted.when_done(attempt.settle)
        return submitted.abort

    def _limit(self, attempt: _Attempt, call: TaskCall, heartbeat_seconds: float | None) -> None:
        beat = math.inf if heartbeat_seconds is None else self._scheduler.now() + heartbeat_seconds
        is_beat = beat < call.deadline
        self._scheduler.at(min(beat, call.deadline), lambda: attempt.time_out(has_missed_heartbeat=is_beat))

    def _begin_in_thread(self, call: TaskCall, attempt: _Attempt) -> None:
        def done(future: Future[Outcome]) -> None:
            self._scheduler.completions.put(lambda: self._took(call, attempt, future.result()))

        def work() -> None:
            outcome = self._call(call)
            if isinstance(outcome, Outcome):
                self._scheduler.completions.put(lambda: self._took(call, attempt, outcome))
            else:
                self._workers.submit_awaitable(outcome).add_done_callback(done)

        def failed(future: Future[None]) -> None:
            error = future.exception()
            if error is not None:
                self._scheduler.completions.put(lambda: _raise(error))

        self._scheduler.work_begins()
        self._workers.submit(work).add_done_callback(failed)

    def _took(self, call: TaskCall, attempt: _Attempt, outcome: Outcome) -> None:
        """Take what the handler said: the answer, or first that the work is under way elsewhere."""
        if outcome.submitted is None or call.resource.pattern is Pattern.REQUEST_RESPONSE:
            self._answer_later(attempt, outcome)
        elif not attempt.is_settled:
            self._submitted[id(call)] = outcome
            attempt.settle(Submitted(outcome.submitted))

    def _answer_later(self, attempt: _Attempt, outcome: Outcome) -> None:
        if outcome.delay_seconds <= 0:
            attempt.settle(outcome.answer)
        else:
            at = self._scheduler.now() + outcome.delay_seconds
            self._scheduler.at(at, lambda: attempt.settle(outcome.answer))


def _raise(error: BaseException) -> None:
    raise error
