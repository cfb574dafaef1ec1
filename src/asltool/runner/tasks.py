"""Has tasks' work done: calls handlers, keeps time limits, brings answers back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from asltool.engine.effects import (
    AwaitCompletion,
    Invoke,
    Submitted,
    TaskAnswer,
    TaskCall,
    TimedOut,
)
from asltool.handlers.invocation import Outcome
from asltool.model.resource import Kind
from asltool.runner.scheduler import Scheduler
from asltool.runner.workers import Workers

Call = Callable[[TaskCall], "Outcome | Awaitable[Outcome]"]
"""Calls the handler that serves a task."""


class Serve(Protocol):
    """Serves a task without a handler, in the scheduler itself; tells whether it does."""

    def __call__(self, call: TaskCall, settle: Callable[[Outcome], None]) -> bool:
        """Begin the work, if it is for this one; *settle* is called with what comes of it."""


@dataclass(slots=True)
class _Attempt:
    """An attempt that is waited for; the first answer counts."""

    answer: Callable[[TaskAnswer], None]
    is_settled: bool = field(default=False)

    def settle(self, answer: TaskAnswer) -> None:
        if not self.is_settled:
            self.is_settled = True
            self.answer(answer)


class Tasks:
    """Serves the engine's Invoke and AwaitCompletion effects.

    Args:
        scheduler: Whose timers and completions are used.
        call: Calls the handler of a task.
        workers: Threads for handlers.
        is_threaded: Whether handlers run in threads, beside each other; otherwise one after the other.
        serve: Asked before any handler.
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
        self._submitted: dict[int, Outcome] = {}

    def begin(self, effect: Invoke, answer: Callable[[TaskAnswer], None]) -> None:
        """Start an attempt."""
        call = effect.call
        attempt = _Attempt(answer)
        heartbeat = effect.heartbeat_seconds if call.resource.kind is Kind.ACTIVITY else None
        self._limit(attempt, call, heartbeat)
        if self._serve is not None and self._serve(call, lambda outcome: self._took(call, attempt, outcome)):
            return
        if self._is_threaded:
            self._begin_in_thread(call, attempt)
            return
        outcome = self._call(call)
        if not isinstance(outcome, Outcome):
            outcome = self._workers.submit_awaitable(outcome).result()
        self._took(call, attempt, outcome)

    def complete(self, effect: AwaitCompletion, answer: Callable[[TaskAnswer], None]) -> None:
        """Wait for the end of a task that was submitted."""
        attempt = _Attempt(answer)
        self._limit(attempt, effect.call, effect.heartbeat_seconds)
        self._answer_later(attempt, self._submitted.pop(id(effect.call)))

    def _limit(self, attempt: _Attempt, call: TaskCall, heartbeat_seconds: float | None) -> None:
        until = call.deadline
        if heartbeat_seconds is not None:
            until = min(until, self._scheduler.now() + heartbeat_seconds)
        self._scheduler.at(until, lambda: attempt.settle(TimedOut()))

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
        if outcome.submitted is None or call.task_token is None:
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
