from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from asltool.engine.effects import Failed, Succeeded
from asltool.errors import TaskError
from asltool.handlers.handler import Reply
from engine_driving import chain, machine, only, run, run_state

JOB = "arn:aws:states:::glue:startJobRun.sync"


class Job:
    """A job that is asked three times before it ends."""

    poll_seconds = 0.01

    def __init__(self, *answers: Succeeded | Failed | None) -> None:
        self.answers = iter(answers)
        self.stopped = 0

    def poll(self) -> Succeeded | Failed | None:
        return next(self.answers, None)

    def stop(self) -> None:
        self.stopped += 1


def starting(job: Any) -> Any:
    return {"*": lambda _: Reply(submitted={"JobRunId": "j"}, job=job)}


@pytest.mark.parametrize("clock", [False, True])
def test_a_job_is_asked_until_it_has_ended(clock: bool) -> None:  # noqa: FBT001
    job = Job(None, None, Succeeded({"JobRunState": "SUCCEEDED"}))

    done = run_state({"Type": "Task", "Resource": JOB}, handlers=starting(job), is_real_time=clock)

    assert done.output == {"JobRunState": "SUCCEEDED"}
    assert chain(done)[3:7] == [
        "4:TaskStarted<3",
        "5:TaskSubmitted<4",
        "6:TaskSucceeded<5",
        "7:TaskStateExited<6",
    ]
    assert job.stopped == 0


def test_a_job_that_fails_fails_its_task() -> None:
    done = run_state(
        {"Type": "Task", "Resource": JOB}, handlers=starting(Job(Failed("States.TaskFailed", "why")))
    )

    assert (done.error, done.cause) == ("States.TaskFailed", "why")


def test_a_task_that_times_out_stops_its_job() -> None:
    job = Job()

    done = run_state({"Type": "Task", "Resource": JOB, "TimeoutSeconds": 1}, handlers=starting(job))

    assert done.error == "States.Timeout"
    assert job.stopped == 1


def test_a_branch_that_is_cut_off_stops_its_job() -> None:
    job = Job()
    failing = machine("W", W={"Type": "Wait", "Seconds": 1, "Next": "F"}, F={"Type": "Fail"})

    done = run(
        only({"Type": "Parallel", "Branches": [only({"Type": "Task", "Resource": JOB}, "J"), failing]}),
        handlers=starting(job),
    )

    assert (done.status, job.stopped) == ("FAILED", 1)


def test_a_run_that_is_interrupted_stops_its_jobs() -> None:
    class Interrupting(Job):
        def poll(self) -> Succeeded | Failed | None:
            raise KeyboardInterrupt

    job = Interrupting()

    with pytest.raises(KeyboardInterrupt):
        run_state({"Type": "Task", "Resource": JOB}, handlers=starting(job))

    assert job.stopped == 1


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.WARNING, "asltool.jobs"):
        yield caplog


def test_a_job_that_cannot_be_stopped_is_told_of(log: pytest.LogCaptureFixture) -> None:
    class Stubborn(Job):
        def stop(self) -> None:
            raise TaskError("Glue.AccessDeniedException", "no")

    run_state({"Type": "Task", "Resource": JOB, "TimeoutSeconds": 1}, handlers=starting(Stubborn()))

    assert log.messages == ["a job may go on: stopping it failed: Glue.AccessDeniedException: no"]
