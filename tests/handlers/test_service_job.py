from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from asltool.engine.effects import Failed, Succeeded
from asltool.handlers.aws_failure import Refusal, ServiceError
from asltool.handlers.aws_operation import Response
from asltool.handlers.service_job import FIRST_POLL_SECONDS, LONGEST_POLL_SECONDS, STOP_REASON, ServiceJob
from asltool.json_value import JsonValue
from asltool.model.jobs import job_plan
from asltool.model.resource import parse_resource


class Service:
    """A service that answers from a list, and what it was asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, JsonValue]] = []

    def send(self, action: str) -> Callable[[JsonValue], Response]:
        def answer(parameters: JsonValue) -> Response:
            self.asked.append((action, parameters))
            said = self.answers.pop(0)
            if isinstance(said, Exception):
                raise said
            return Response(said, {})

        return answer


def refusal(code: str, status_code: int = 400) -> ServiceError:
    said = Refusal(code, "no", status_code, "r", None, 1, code)
    return ServiceError(f"Glue.{code}", "no", said)


def job(service: Service, resource: str = "glue:startJobRun.sync", **terms: Any) -> ServiceJob:
    plan = job_plan(parse_resource(f"arn:aws:states:::{resource}"))
    assert plan is not None
    return ServiceJob(plan, {"JobName": "etl", "Name": "c"}, {"JobRunId": "jr_1"}, service.send, **terms)


def run_in(state: str) -> dict[str, Any]:
    return {"JobRun": {"Id": "jr_1", "JobRunState": state}}


def test_a_job_goes_on_until_its_status_is_final() -> None:
    service = Service(run_in("RUNNING"), run_in("SUCCEEDED"))
    running = job(service)

    assert running.poll() is None
    assert running.poll() == Succeeded({"Id": "jr_1", "JobRunState": "SUCCEEDED"})
    assert service.asked[0] == ("getJobRun", {"JobName": "etl", "RunId": "jr_1"})


def test_a_failed_job_is_told_by_its_description() -> None:
    failed = job(Service(run_in("TIMEOUT"))).poll()

    assert isinstance(failed, Failed)
    assert failed.error == "States.TaskFailed"
    assert json.loads(str(failed.cause)) == {"Id": "jr_1", "JobRunState": "TIMEOUT"}


def test_success_may_be_judged() -> None:
    failed = job(Service(run_in("SUCCEEDED")), judge=lambda _: False).poll()

    assert isinstance(failed, Failed)


@pytest.mark.parametrize(
    "error", [refusal("ThrottlingException"), refusal("Busy", 503), ServiceError("Glue.X", "unsent", None)]
)
def test_what_cannot_be_asked_now_is_asked_again(error: ServiceError) -> None:
    running = job(Service(error, run_in("SUCCEEDED")))

    assert running.poll() is None
    assert isinstance(running.poll(), Succeeded)


def test_what_may_not_be_asked_fails_the_task() -> None:
    assert job(Service(refusal("AccessDeniedException"))).poll() == Failed("Glue.AccessDeniedException", "no")


def test_a_deletion_ends_when_nothing_is_left() -> None:
    deleting = job(
        Service({"Cluster": {"Status": "DELETING"}}, refusal("ResourceNotFoundException")),
        "eks:deleteCluster.sync",
    )

    assert deleting.poll() is None
    assert deleting.poll() == Succeeded({"Cluster": {"Status": "DELETING"}})


def test_a_job_is_stopped_by_its_service() -> None:
    service = Service({})

    job(service).stop()

    assert service.asked == [("batchStopJobRun", {"JobName": "etl", "JobRunIds": ["jr_1"]})]


def test_a_job_is_told_why_it_is_stopped() -> None:
    service = Service({})

    job(service, "batch:submitJob.sync").stop()

    assert service.asked == [("terminateJob", {"Reason": STOP_REASON})]


def test_what_cannot_be_stopped_goes_on() -> None:
    service = Service()

    job(service, "eks:createCluster.sync").stop()

    assert service.asked == []


def test_the_waits_grow() -> None:
    running = job(Service())
    waits = [running.poll_seconds for _ in range(12)]

    assert waits[0] == FIRST_POLL_SECONDS
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_POLL_SECONDS
