from __future__ import annotations

import pytest

from asltool.model.integrations import (
    optimized,
    optimized_services,
    sdk_service,
    sdk_service_of_alias,
    sdk_services,
)
from asltool.model.resource import Pattern


def test_services_are_listed_in_order() -> None:
    assert {"dynamodb", "lambda", "sns", "sqs", "states"} <= set(optimized_services())
    assert list(optimized_services()) == sorted(optimized_services())
    assert {"dynamodb", "s3", "sfn", "sqs"} <= set(sdk_services())


@pytest.mark.parametrize(
    ("service", "action", "patterns"),
    [
        ("sqs", "sendMessage", {Pattern.WAIT_FOR_TASK_TOKEN}),
        ("dynamodb", "getItem", set()),
        ("states", "startExecution", {Pattern.SYNC, Pattern.SYNC_2, Pattern.WAIT_FOR_TASK_TOKEN}),
        ("lambda", "invoke", {Pattern.WAIT_FOR_TASK_TOKEN}),
    ],
)
def test_an_optimized_action_says_how_it_can_be_waited_for(
    service: str, action: str, patterns: set[Pattern]
) -> None:
    found = optimized(service)

    assert found is not None
    assert set(found.actions[action]) == patterns


@pytest.mark.parametrize("service", optimized_services())
def test_every_optimized_service_can_be_read(service: str) -> None:
    found = optimized(service)

    assert found is not None
    assert found.service == service
    assert found.actions
    assert found.sdk_service is None or sdk_service(found.sdk_service) is not None


def test_a_service_of_the_sdk_goes_by_two_names() -> None:
    logs = sdk_service("cloudwatchlogs")

    assert logs is not None
    assert (logs.service, logs.alias) == ("cloudwatchlogs", "logs")
    assert "putLogEvents" in logs.actions
    assert sdk_service_of_alias("logs") == logs
    assert sdk_service_of_alias("sqs") == sdk_service("sqs")


def test_services_that_do_not_exist_are_none() -> None:
    assert optimized("pizza") is None
    assert sdk_service("pizza") is None
    assert sdk_service_of_alias("pizza") is None
