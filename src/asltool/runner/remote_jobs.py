"""Work that others do: jobs of services are asked how they go, and stopped when nobody waits for them.

AWS: integrations.md 5.2, how `.sync` waits, and what becomes of a job whose task is aborted or times out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, wait

from asltool.engine.effects import Failed, Succeeded
from asltool.errors import TaskError
from asltool.handlers.handler import RemoteJob
from asltool.runner.attempts import Attempt
from asltool.runner.scheduler import Scheduler
from asltool.runner.workers import Workers

LONGEST_STOP_SECONDS = 30.0
"""How long the end of a run waits for jobs to be stopped."""

_LOG = logging.getLogger("asltool.jobs")


class RemoteJobs:
    """Follows the jobs of a run.

    Args:
        scheduler: By whose clock they are asked.
        workers: Threads in which they are asked and stopped.
    """

    def __init__(self, scheduler: Scheduler, workers: Workers) -> None:
        self._scheduler = scheduler
        self._workers = workers
        self._stops: list[Future[None]] = []

    def expect(self, attempt: Attempt) -> None:
        """Say that somebody outside works on an attempt until it is over."""
        self._scheduler.work_begins()
        attempt.at_end(self._scheduler.work_ends)

    def follow(self, attempt: Attempt, job: RemoteJob) -> None:
        """Ask a job how it goes until it has ended, and give what came of it."""
        self.expect(attempt)
        attempt.stop = self.stopping(job)
        self._ask_later(attempt, job)

    def _ask_later(self, attempt: Attempt, job: RemoteJob) -> None:
        self._scheduler.at(self._scheduler.now() + job.poll_seconds, lambda: self._ask(attempt, job))

    def _ask(self, attempt: Attempt, job: RemoteJob) -> None:
        if attempt.is_over:
            return

        def asked(future: Future[Succeeded | Failed | None]) -> None:
            if not future.cancelled():
                self._scheduler.completions.put(lambda: self._told(attempt, job, future))

        self._workers.submit(job.poll).add_done_callback(asked)

    def _told(self, attempt: Attempt, job: RemoteJob, future: Future[Succeeded | Failed | None]) -> None:
        answer = future.result()
        if answer is not None:
            attempt.finish(answer)
        elif not attempt.is_over:
            self._ask_later(attempt, job)

    def stopping(self, job: RemoteJob) -> Callable[[], None]:
        """Give what stops a job."""
        return lambda: self.stop(job)

    def stop(self, job: RemoteJob) -> None:
        """Stop a job; that it cannot be stopped is logged, and changes nothing."""
        self._stops.append(self._workers.submit(lambda: _stop(job)))

    def close(self) -> None:
        """Wait until all jobs are stopped that are to be."""
        wait(self._stops, LONGEST_STOP_SECONDS)


def _stop(job: RemoteJob) -> None:
    try:
        job.stop()
    except TaskError as error:
        _LOG.warning("a job may go on: stopping it failed: %s", error)


def fail(error: BaseException) -> None:
    """Raise an error of another thread in this one."""
    raise error
