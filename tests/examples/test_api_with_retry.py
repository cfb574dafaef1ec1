from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

import asltool
from aws_serving import client
from example_running import EXAMPLES, read, run_on_aws
from http_serving import Site, serving

GOOD = {"/latest": b'{"rates": {"EUR": 0.5}}', "/prod/payments": b'{"id": "p-77", "state": "booked"}'}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.by_path.update(GOOD)
        yield site


@pytest.fixture
def given(site: Site, aws_server: str) -> dict[str, Any]:
    """The example's input, with a real connection and a real server."""
    basic = {"BasicAuthParameters": {"Username": "me", "Password": "s3cret"}}
    made = client("events").create_connection(Name="rates", AuthorizationType="BASIC", AuthParameters=basic)
    places = {"ratesUrl": site.address, "paymentsHost": site.address, "connectionArn": made["ConnectionArn"]}
    return {**read(EXAMPLES / "api-with-retry" / "input.json"), **places}


def retried(execution: asltool.Execution) -> list[str]:
    """Give the errors of all attempts that failed."""
    return [e["taskFailedEventDetails"]["error"] for e in execution.history if e["type"] == "TaskFailed"]


def test_what_is_busy_is_asked_again(site: Site, given: dict[str, Any]) -> None:
    site.statuses += [503, 429, 200, 502]

    execution = run_on_aws("api-with-retry", input=given)

    assert execution.output == {"id": "p-77", "state": "booked"}
    assert retried(execution) == [
        "States.Http.StatusCode.503",
        "States.Http.StatusCode.429",
        "ApiGateway.502",
    ]
    assert [asked.path for asked in site.asked] == ["/latest?base=USD&symbols=EUR"] * 3 + [
        "/prod/payments"
    ] * 2
    booked = site.asked[-1]
    assert json.loads(booked.body) == {"id": "p-77", "euros": 125}
    assert booked.headers["idempotency-key"] == ["p-77"]
    assert booked.headers["authorization"][0].startswith("AWS4-HMAC-SHA256")


def test_a_payment_that_was_booked_before_is_no_failure(site: Site, given: dict[str, Any]) -> None:
    site.statuses += [200, 409]

    execution = run_on_aws("api-with-retry", input=given)

    assert execution.output == {"id": "p-77", "state": "booked before"}


def test_what_the_caller_did_wrong_is_not_tried_again(site: Site, given: dict[str, Any]) -> None:
    site.statuses += [404]

    execution = run_on_aws("api-with-retry", input=given)

    assert execution.error == "States.Http.StatusCode.404"
    assert len(site.asked) == 1
