from __future__ import annotations

import pytest

from asltool.lint.resources import (
    near_sdk_service,
    not_recognized,
    readable_resource,
    resource_at,
    same_but_case,
    sdk_service_like,
    use_integration,
    waits_of,
    what_it_waits_for,
)
from asltool.model.machine import Task
from asltool.model.resource import Kind, Pattern
from asltool.source.edits import apply_edits
from asltool.source.pointer import ROOT
from linting import facts_of
from parsing import any_state


def task(resource: str) -> Task:
    state = any_state({"Type": "Task", "Resource": resource, "End": True})
    assert isinstance(state, Task)
    return state


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("arn:aws:states:::sqs:sendMessage", Kind.INTEGRATION, "sqs:sendMessage"),
        ("arn:${AWS::Partition}:states:::sqs:sendMessage", Kind.INTEGRATION, "sqs:sendMessage"),
        ("arn:aws:states:${Region}:${Account}:sqs:sendMessage", Kind.INTEGRATION, "sqs:sendMessage"),
        ("arn:aws:lambda:${Region}:${Account}:function:pay", Kind.LAMBDA_FUNCTION, ":"),
        ("arn:aws:lambda:us-east-1:444455556666:function:pay:${Alias}", Kind.LAMBDA_FUNCTION, ":"),
        ("pay", Kind.UNKNOWN, ":"),
    ],
)
def test_placeholders_of_partition_region_and_account_hide_nothing(text: str, kind: Kind, key: str) -> None:
    resource = readable_resource(task(text))

    assert resource is not None
    assert (resource.kind, resource.key) == (kind, key)


@pytest.mark.parametrize(
    "text",
    [
        "${FunctionArn}",
        "arn:aws:lambda:us-east-1:444455556666:function:${Name}",
        "arn:aws:lambda:us-east-1:444455556666:function:pay-${Stage}",
        "arn:aws:states:::${Service}:sendMessage",
        "arn:aws:states:::sqs:${Action}",
        "arn:${AWS::Partition}:states:::${Rest}",
    ],
)
def test_a_placeholder_in_the_name_hides_what_the_resource_is(text: str) -> None:
    assert readable_resource(task(text)) is None


def test_aws_words_name_the_resource_as_it_is_written() -> None:
    wording = not_recognized(task("arn:aws:states:::sqs:${Action}"))

    assert wording.message.startswith(
        "The resource provided arn:aws:states:::sqs:${Action} is not recognized. "
    )
    assert wording.at == resource_at(task("pay")) == ROOT / "States" / "A" / "Resource"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("arn:aws:states:::s3:putObject", "arn:aws:states:::aws-sdk:s3:putObject"),
        ("arn:${P}:states:::s3:putObject.sync", "arn:${P}:states:::aws-sdk:s3:putObject.sync"),
        (
            "arn:aws:states:${R}::s3:putObject.waitForTaskToken",
            "arn:aws:states:${R}::aws-sdk:s3:putObject.waitForTaskToken",
        ),
    ],
)
def test_a_fix_keeps_what_stands_before_and_after_the_integration(before: str, after: str) -> None:
    facts = facts_of({"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": before, "End": True}}})
    state = task(before)
    resource = readable_resource(state)
    assert resource is not None

    fix = use_integration(state, resource, "aws-sdk:s3:putObject", facts, safe=True)

    assert fix is not None
    assert fix.title == 'Use "aws-sdk:s3:putObject"'
    assert fix.safe
    assert apply_edits(facts.document.text, fix.edits)[0] == facts.document.text.replace(before, after)


@pytest.mark.parametrize(
    ("name", "service"),
    [("sqs", "sqs"), ("events", "eventbridge"), ("logs", "cloudwatchlogs"), ("s3", "s3"), ("nimbus", None)],
)
def test_a_service_is_known_by_any_of_its_names(name: str, service: str | None) -> None:
    found = sdk_service_like(name)

    assert (None if found is None else found.service) == service


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("SQS", "sqs"),
        ("Dynamo-DB", "dynamodb"),
        ("secrets_manager", "secretsmanager"),
        ("dynamobd", "dynamodb"),
        ("qqqqqqqqqqqq", None),
    ],
)
def test_a_service_is_guessed_from_its_case_its_hyphens_and_its_letters(name: str, near: str | None) -> None:
    assert near_sdk_service(name) == near


def test_a_name_that_differs_in_case_only_is_found() -> None:
    assert same_but_case("PUTobject", ("getObject", "putObject")) == "putObject"
    assert same_but_case("put-object", frozenset({"putObject"})) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arn:aws:states:::aws-sdk:s3:getObject", (Pattern.WAIT_FOR_TASK_TOKEN,)),
        ("arn:aws:states:::glue:startJobRun", (Pattern.SYNC,)),
        ("arn:aws:states:::glue:stopJobRun", None),
        ("arn:aws:states:::nothing:at", None),
    ],
)
def test_the_ways_to_wait_are_those_of_the_integration(
    text: str, expected: tuple[Pattern, ...] | None
) -> None:
    resource = readable_resource(task(text))

    assert resource is not None
    assert waits_of(resource) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arn:aws:states:::glue:startJobRun", None),
        ("arn:aws:states:::glue:startJobRun.sync", "a job (.sync)"),
        ("arn:aws:states:::sqs:sendMessage.waitForTaskToken", "a task token (.waitForTaskToken)"),
        ("arn:aws:states:eu-west-1:444455556666:activity:approve", "an activity"),
    ],
)
def test_what_a_task_waits_for_has_words(text: str, expected: str | None) -> None:
    resource = readable_resource(task(text))

    assert resource is not None
    wait = what_it_waits_for(resource)
    assert (None if wait is None else wait[0]) == expected
