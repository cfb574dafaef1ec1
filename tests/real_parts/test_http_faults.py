"""HTTP endpoints and APIs that fail: what executions see is what AWS reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import asltool
from aws_serving import client
from engine_driving import only
from http_serving import Site, serving

RETRY = [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxAttempts": 3}]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture(params=["http", "apigateway"])
def call(request: pytest.FixtureRequest, site: Site, aws_server: str) -> dict[str, Any]:
    """A task that calls the site."""
    parameters: dict[str, Any] = {"ApiEndpoint": site.address, "Method": "GET"}
    if request.param == "http":
        key = {"ApiKeyAuthParameters": {"ApiKeyName": "k", "ApiKeyValue": "v"}}
        events = client("events")
        made = events.create_connection(Name="c", AuthorizationType="API_KEY", AuthParameters=key)
        parameters["InvocationConfig"] = {"ConnectionArn": made["ConnectionArn"]}
    return {"Type": "Task", "Resource": f"arn:aws:states:::{request.param}:invoke", "Parameters": parameters}


def run(call: dict[str, Any], **fields: Any) -> asltool.Execution:
    return asltool.run(only({**call, **fields}, "Call"), aws=True)


def name_of(call: dict[str, Any], status: int) -> str:
    return f"States.Http.StatusCode.{status}" if ":http:" in call["Resource"] else f"ApiGateway.{status}"


def no_answer_to(call: dict[str, Any]) -> str:
    return "States.Http.Socket" if ":http:" in call["Resource"] else "ApiGateway.SdkClientException"


@pytest.mark.parametrize("status", [400, 429, 500, 503])
def test_a_status_is_the_error_and_may_be_retried(site: Site, call: dict[str, Any], status: int) -> None:
    site.statuses += [status, status]

    execution = run(call, Retry=RETRY)

    failed = [e["taskFailedEventDetails"]["error"] for e in execution.history if e["type"] == "TaskFailed"]
    assert failed == [name_of(call, status)] * 2
    assert (execution.output["StatusCode"], execution.output["ResponseBody"]) == (200, {})


def test_an_answer_that_breaks_off_is_none(site: Site, call: dict[str, Any]) -> None:
    site.body, site.claimed_length = b'{"half":', 500

    execution = run(call)

    assert execution.error == no_answer_to(call)
    assert "IncompleteRead" in execution.cause


def test_an_endpoint_that_nobody_listens_for_is_told(site: Site, call: dict[str, Any]) -> None:
    call["Parameters"]["ApiEndpoint"] = "http://127.0.0.1:1"

    execution = run(call)

    assert execution.error == no_answer_to(call)
    assert "refused" in execution.cause


def test_an_answer_that_is_too_late_is_a_timeout(site: Site, call: dict[str, Any]) -> None:
    site.seconds = 2.5

    execution = run(call, TimeoutSeconds=1)

    assert execution.error == "States.Timeout"
