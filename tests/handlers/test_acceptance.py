from __future__ import annotations

import pytest

from asltool.handlers.acceptance import (
    acceptance,
    date_text,
    execution_started,
    is_refusal,
    milliseconds,
    recorded_response,
)
from asltool.json_value import JsonValue
from task_calls import task_call

REQUEST = "11111111-2222-4333-8444-555555555555"
NOW = 1767225600.25


def accepted(resource: str, payload: JsonValue = None) -> JsonValue:
    return acceptance(task_call(resource, payload), request_id=REQUEST, now=NOW)


@pytest.mark.parametrize(
    "resource",
    ["sqs:sendMessage", "arn:aws:lambda:us-east-1:123456789012:function:f", "aws-sdk:s3:putObject"],
)
def test_tasks_that_end_with_the_response_are_not_accepted_first(resource: str) -> None:
    assert accepted(resource) is None


@pytest.mark.parametrize(
    ("body", "digest"),
    [("hello", "5d41402abc4b2a76b9719d911017c592"), ({"a": 1}, "bb6cb5c68df4652941caf652a366f2d8")],
)
def test_a_queue_says_which_message_it_took(body: JsonValue, digest: str) -> None:
    said = accepted("sqs:sendMessage.waitForTaskToken", {"QueueUrl": "q", "MessageBody": body})

    assert isinstance(said, dict)
    assert said["MD5OfMessageBody"] == digest
    assert said["MessageId"] == REQUEST
    assert said["SdkHttpMetadata"]["HttpHeaders"]["Content-Length"] == "106"
    assert said["SdkResponseMetadata"] == {"RequestId": REQUEST}


def test_each_service_says_what_it_took_in_its_own_words() -> None:
    topic = accepted("sns:publish.waitForTaskToken", {})
    function = accepted("lambda:invoke.waitForTaskToken", {})
    execution = accepted(
        "states:startExecution.sync",
        {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:m", "Name": "one"},
    )

    assert isinstance(topic, dict)
    assert isinstance(function, dict)
    assert isinstance(execution, dict)
    assert topic["MessageId"] == REQUEST
    assert function["StatusCode"] == 200
    assert execution["ExecutionArn"] == "arn:aws:states:us-east-1:123456789012:execution:m:one"


def test_metadata_comes_with_optimized_integrations_only() -> None:
    assert accepted("aws-sdk:sqs:sendMessage.waitForTaskToken", {"MessageBody": "x"}) == {
        "MD5OfMessageBody": "9dd4e461268c8034f5c8564e155c67a6",
        "MessageId": REQUEST,
    }
    assert accepted("events:putEvents.waitForTaskToken") == {
        "Entries": [{"EventId": REQUEST}],
        "FailedEntryCount": 0,
    }
    assert set(accepted("glue:startJobRun.sync") or ()) == {"SdkHttpMetadata", "SdkResponseMetadata"}


def test_a_started_execution_is_told_with_its_start() -> None:
    said = execution_started("arn:x", NOW, request_id=REQUEST)

    assert said["StartDate"] == 1767225600250
    assert said["SdkHttpMetadata"]["HttpHeaders"]["Content-Length"] == str(
        len('{"executionArn":"arn:x","startDate":1.76722560025E9}')
    )


def test_instants_are_written_for_http_and_for_the_api() -> None:
    assert date_text(0) == "Thu, 01 Jan 1970 00:00:00 GMT"
    assert milliseconds(1.5) == 1500


@pytest.mark.parametrize(
    ("said", "response"),
    [
        ({"output": {"MessageId": "1"}}, {"MessageId": "1"}),
        ({"output": '{"MessageId":"1"}', "outputDetails": {"truncated": False}}, {"MessageId": "1"}),
        ({"output": "taken", "resource": "sendMessage", "resourceType": "sqs"}, "taken"),
        ({"MessageId": "1"}, {"MessageId": "1"}),
        ({"output": 1, "more": 2}, {"output": 1, "more": 2}),
        ("taken", "taken"),
    ],
)
def test_a_recorded_event_holds_the_response(said: JsonValue, response: JsonValue) -> None:
    assert recorded_response(said) == response


@pytest.mark.parametrize(
    ("resource", "error", "is_refused"),
    [
        ("sqs:sendMessage.waitForTaskToken", "SQS.AmazonSQSException", True),
        ("sqs:sendMessage.waitForTaskToken", "OutOfStock", False),
        ("sqs:sendMessage.waitForTaskToken", None, False),
        ("aws-sdk:s3:putObject.waitForTaskToken", "S3.NoSuchBucketException", True),
        ("states:startExecution.sync", "States.TaskFailed", False),
        ("states:startExecution.sync", "StepFunctions.ExecutionAlreadyExistsException", True),
        ("sqs:sendMessage", None, True),
    ],
)
def test_a_service_refuses_under_its_own_name(resource: str, error: str | None, *, is_refused: bool) -> None:
    assert is_refusal(task_call(resource), error) is is_refused
