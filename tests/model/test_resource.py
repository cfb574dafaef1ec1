from __future__ import annotations

import pytest

from asltool.model.resource import Kind, Pattern, parse_resource, readable_resource_of


@pytest.mark.parametrize(
    ("text", "kind", "key", "pattern", "name"),
    [
        ("arn:aws:lambda:eu-west-1:123456789012:function:f", Kind.LAMBDA_FUNCTION, ":", "", "f"),
        ("arn:aws-cn:lambda:cn-north-1:123456789012:function:f:prod", Kind.LAMBDA_FUNCTION, ":", "", "f"),
        ("arn:aws:lambda:REGION:ACCOUNT_ID:function:f", Kind.LAMBDA_FUNCTION, ":", "", "f"),
        ("arn:aws:states:eu-west-1:123456789012:activity:a", Kind.ACTIVITY, ":", "", "a"),
        ("arn:aws:states:::sqs:sendMessage", Kind.INTEGRATION, "sqs:sendMessage", "", ""),
        ("arn:aws:states:::aws-sdk:s3:putObject", Kind.INTEGRATION, "aws-sdk:s3:putObject", "", ""),
        ("arn:aws:states:::batch:submitJob.sync", Kind.INTEGRATION, "batch:submitJob", ".sync", ""),
        (
            "arn:aws:states:::states:startExecution.sync:2",
            Kind.INTEGRATION,
            "states:startExecution",
            ".sync:2",
            "",
        ),
        (
            "arn:aws:states:::lambda:invoke.waitForTaskToken",
            Kind.INTEGRATION,
            "lambda:invoke",
            ".waitForTaskToken",
            "",
        ),
        ("${Function}", Kind.UNKNOWN, ":", "", ""),
    ],
)
def test_resources_are_taken_apart(text: str, kind: Kind, key: str, pattern: str, name: str) -> None:
    resource = parse_resource(text)

    assert (resource.text, resource.kind, resource.key) == (text, kind, key)
    assert (resource.pattern, resource.name) == (Pattern(pattern), name)


def test_histories_show_the_action_with_its_pattern() -> None:
    assert parse_resource("arn:aws:states:::batch:submitJob.sync").action_with_pattern == "submitJob.sync"


@pytest.mark.parametrize(
    ("suffix", "expected"), [("", False), (".sync", True), (".sync:2", True), (".waitForTaskToken", False)]
)
def test_tasks_that_end_with_their_job_are_told_apart(suffix: str, *, expected: bool) -> None:
    assert Pattern(suffix).is_sync is expected


def test_a_placeholder_hides_a_resource_only_where_its_name_should_be() -> None:
    readable = readable_resource_of("arn:${AWS::Partition}:states:${Region}::sqs:sendMessage")

    assert readable is not None
    assert readable.key == "sqs:sendMessage"
    assert readable_resource_of("arn:aws:states:::sqs:${Action}") is None
