from __future__ import annotations

import pytest

from asltool.errors import AsltoolError
from asltool.handlers.aws_services import known_service, service_of
from asltool.model.resource import parse_resource
from engine_driving import ACTIVITY, LAMBDA


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("dynamodb", "dynamodb"),
        ("states", "sfn"),
        ("sfn", "sfn"),
        ("stepfunctions", "sfn"),
        ("logs", "cloudwatchlogs"),
        ("elasticmapreduce", "emr"),
        ("http", "http"),
    ],
)
def test_a_service_has_one_name_here(name: str, service: str) -> None:
    assert known_service(name) == service


def test_a_name_of_nothing_is_told_with_the_nearest() -> None:
    with pytest.raises(AsltoolError, match=r'AWS has no service "dynamo-db" \(did you mean "dynamodb"\?\)'):
        known_service("dynamo-db")


@pytest.mark.parametrize(
    ("resource", "service"),
    [
        (LAMBDA, "lambda"),
        (ACTIVITY, None),
        ("arn:aws:states:::states:startExecution.sync", "sfn"),
        ("arn:aws:states:::aws-sdk:cloudwatchlogs:describeLogGroups", "cloudwatchlogs"),
        ("arn:aws:states:::http:invoke", "http"),
    ],
)
def test_a_resource_calls_a_service_under_that_name(resource: str, service: str | None) -> None:
    assert service_of(parse_resource(resource)) == service
