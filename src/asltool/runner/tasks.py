"""Has tasks' work done: calls handlers, keeps time limits, brings answers back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from asltool.engine.effects import (
    AwaitCompletion,
    Invoke,
    Submitted,
    Taken,
    TaskAnswer,
    TaskCall,
)
from asltool.handlers.activity import ACTIVITIES, ActivityTask
from asltool.handlers.callback import TOKENS
from asltool.handlers.invocation import Outcome
from asltool.handlers.recording import Recording
from asltool.handlers.registry import Served
from asltool.json_value import copy_json
from asltool.model.resource import Kind, Pattern
from asltool.runner.attempts import Answer, Attempt
from asltool.runner.remote_jobs import RemoteJobs, fail
from asltool.runner.scheduler import Scheduler
from asltool.runner.strands import Abort
from asltool.runner.workers import Workers

Call = Callable[[TaskCall], "Outcome | Awaitable[Outcome]"]
"""Calls the handler that serves a task."""


class Job(Protocol):
    """Work that goes on in the scheduler itself, without a handler."""

    @property
    def accepted(self) -> TaskAnswer | None:
        """What is said at once; if that is Submitted, or nothing, the end is waited for."""

    def when_done(self, answer: Callable[[TaskAnswer], None]) -> None:
        """Call *answer* with what came of it, once it has ended."""

    def abort(self) -> None:
        """Stop: nobody waits for the end any more."""


@dataclass(frozen=True, slots=True)
class Said:
    """A job that is over with the first answer."""

    accepted: TaskAnswer

    def when_done(self, answer: Callable[[TaskAnswer], None]) -> None:
        """Say it again."""
        answer(self.accepted)

    def abort(self) -> None:
        """Nothing is left to stop."""


Serve: TypeAlias = Callable[[TaskCall], "Job | None"]
"""Begins the work of a task without a handler; gives None if it is not for this one."""


def nothing() -> None:
    """Do nothing: the end comes by itself."""


class Tasks:
    """Serves the engine's Invoke and AwaitCompletion effects.

    Args:
        scheduler: Whose timers and completions are used.
        call: Calls the handler of a task.
        workers: Threads for handlers, and for jobs elsewhere.
        is_threaded: Tells for a call whether its handler runs in a thread, beside others; otherwise handlers
            run one after the other.
        serve: Asked before any handler, to begin work that goes on in the scheduler.
        find: Finds the handler of an activity's task.
        recording: Writes down the attempts; not those of jobs in the scheduler, whose own tasks are.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        call: Call,
        workers: Workers,
        *,
        is_threaded: Callable[[TaskCall], bool],
        find: Callable[[TaskCall], Served | None],
        serve: Serve | None = None,
        recording: Recording | None = None,
    ) -> None:
        self._scheduler = scheduler
        self._call = call
        self._workers = workers
        self._is_threaded = is_threaded
        self._find = find
        self._serve = serve
        self._recording = recording
        self._waiting: dict[int, tuple[Attempt, Callable[[], None]]] = {}
        """By the id of its call: an attempt that was submitted or taken, and how its end is waited for."""
        self._live: dict[Attempt, None] = {}
        """Those that somebody outside may know of, in order."""
        self._remote = RemoteJobs(scheduler, workers)

    def begin(self, effect: Invoke, answer: Answer) -> Abort | None:
        """Start an attempt."""
        call = effect.call
        attempt = Attempt(self._scheduler, call, answer)
        job = None if self._serve is None else self._serve(call)
        if call.task_token is not None:
            attempt.token = TOKENS.open(call.task_token)
            attempt.at_end(attempt.token.close)
            self._live[attempt] = None
            attempt.at_end(lambda: self._live.pop(attempt))
        if job is not None:
            return self._begin_job(attempt, job)
        if self._recording is not None:
            attempt.watch = self._recording.begin(call, self._scheduler.now)
        attempt.limit(None)
        if call.resource.kind is Kind.ACTIVITY:
            self._begin_activity(attempt)
        else:
            self._call_handler(attempt)
        return attempt.abort

    def complete(self, effect: AwaitCompletion, answer: Answer) -> Abort | None:
        """Wait for the end of a task that was submitted or taken."""
        attempt, wait_for_end = self._waiting.pop(id(effect.call))
        attempt.limit(effect.heartbeat_seconds)
        attempt.wait(answer)
        attempt.listen()
        wait_for_end()
        return attempt.abort

    def close(self) -> None:
        """Take back all tokens and stop all jobs elsewhere: the run is over."""
        for attempt in list(self._live):
            attempt.abort()
        self._remote.close()

    def _tell(
        self, attempt: Attempt, answer: Submitted | Taken, wait_for_end: Callable[[], None] = nothing
    ) -> None:
        self._waiting[id(attempt.call)] = (attempt, wait_for_end)
        attempt.tell(answer)

    def _begin_job(self, attempt: Attempt, job: Job) -> Abort | None:
        accepted = job.accepted
        if accepted is None:
            attempt.limit(None)
            attempt.stop = job.abort
            job.when_done(attempt.finish)
            return attempt.abort
        if not isinstance(accepted, Submitted):
            attempt.finish(accepted)
            return None
        attempt.stop = job.abort
        self._tell(attempt, accepted, lambda: job.when_done(attempt.finish))
        return attempt.abort

    def _begin_activity(self, attempt: Attempt) -> None:
        """Have the work taken: by the activity's handler, or by the next worker that asks for some."""
        call = attempt.call
        served = self._find(call)
        if served is not None:
            worker_name = getattr(served.handler, "worker_name", None)
            self._tell(attempt, Taken(worker_name), lambda: self._call_handler(attempt))
            return
        assert call.task_token is not None  # noqa: S101 - every activity's task has one
        self._remote.expect(attempt)

        def taken(worker_name: str | None) -> None:
            self._scheduler.completions.put(lambda: self._tell(attempt, Taken(worker_name)))

        task = ActivityTask(call.task_token, copy_json(call.payload))
        attempt.at_end(ACTIVITIES.offer(call.resource.text, task, taken))

    def _call_handler(self, attempt: Attempt) -> None:
        if self._is_threaded(attempt.call):
            self._call_in_thread(attempt)
            return
        outcome = self._call(attempt.call)
        if not isinstance(outcome, Outcome):
            outcome = self._workers.submit_awaitable(outcome).result()
        self._scheduler.look_at_clock()
        self._took(attempt, outcome)

    def _call_in_thread(self, attempt: Attempt) -> None:
        def take(outcome: Outcome) -> None:
            self._scheduler.work_ends()
            self._took(attempt, outcome)

        def done(future: Future[Outcome]) -> None:
            self._scheduler.completions.put(lambda: take(future.result()))

        def work() -> None:
            outcome = self._call(attempt.call)
            if isinstance(outcome, Outcome):
                self._scheduler.completions.put(lambda: take(outcome))
            else:
                self._workers.submit_awaitable(outcome).add_done_callback(done)

        def failed(future: Future[None]) -> None:
            error = future.exception()
            if error is not None:
                self._scheduler.completions.put(lambda: fail(error))

        self._scheduler.work_begins()
        self._workers.submit(work).add_done_callback(failed)

    def _took(self, attempt: Attempt, outcome: Outcome) -> None:
        """Take what the handler said: the answer, or first that the work is under way elsewhere."""
        if attempt.is_over:
            if outcome.job is not None:
                self._remote.stop(outcome.job)
        elif outcome.submitted is None or attempt.call.resource.pattern is Pattern.REQUEST_RESPONSE:
            self._await_end(attempt, outcome)
        else:
            if outcome.job is not None:
                attempt.stop = self._remote.stopping(outcome.job)
            self._tell(attempt, Submitted(outcome.submitted), lambda: self._await_end(attempt, outcome))

    def _await_end(self, attempt: Attempt, outcome: Outcome) -> None:
        if outcome.job is not None:
            self._remote.follow(attempt, outcome.job)
        elif outcome.answer is None:
            self._remote.expect(attempt)
        elif outcome.delay_seconds <= 0:
            attempt.finish(outcome.answer)
        else:
            answer, at = outcome.answer, self._scheduler.now() + outcome.delay_seconds
            self._scheduler.at(at, lambda: attempt.finish(answer))
