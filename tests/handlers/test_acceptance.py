from __future__ import annotations

from typing import Any

import pytest

from asltool.handlers.acceptance import (
    acceptance,
    completed,
    date_text,
    execution_started,
    is_refusal,
    milliseconds,
    recorded_response,
    redrive_members,
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


def completion(resource: str, response: JsonValue) -> Any:
    return completed(task_call(resource), response, request_id="abc-def", now=0)


def test_what_an_integration_adds_joins_the_response() -> None:
    """AWS: mocking/base_scenarios.test_dynamodb_put_get_item."""
    result = completion("dynamodb:getItem", {"Item": {"id": {"S": "é"}}})

    http = result["SdkHttpMetadata"]
    assert list(result) == ["Item", "SdkHttpMetadata", "SdkResponseMetadata"]
    assert http["HttpHeaders"] == {
        "x-amzn-RequestId": "abc-def",
        "Connection": "keep-alive",
        "Content-Length": "26",
        "Date": "Thu, 01 Jan 1970 00:00:00 GMT",
        "Content-Type": "application/x-amz-json-1.0",
        "Server": "Server",
        "x-amz-crc32": "572059224",
    }
    assert http["AllHttpHeaders"] == {name: [value] for name, value in http["HttpHeaders"].items()}


def test_a_function_s_response_gets_the_members_that_it_lacks() -> None:
    result = completion("lambda:invoke", {"StatusCode": 201, "Payload": {"a": 1}})

    assert (result["StatusCode"], result["Payload"], result["ExecutedVersion"]) == (201, {"a": 1}, "$LATEST")
    assert result["SdkResponseMetadata"] == {"RequestId": "abc-def"}


@pytest.mark.parametrize("pattern", [".sync", ".sync:2"])
def test_an_execution_s_description_says_whether_it_can_be_redriven(pattern: str) -> None:
    """AWS: mocking/base_callbacks.test_sfn_start_execution_sync_*."""
    result = completion(f"states:startExecution{pattern}", {"Status": "SUCCEEDED", "RedriveCount": 2})

    assert result == {**redrive_members("SUCCEEDED"), "Status": "SUCCEEDED", "RedriveCount": 2}
    assert redrive_members("FAILED") == {"RedriveCount": 0, "RedriveStatus": "REDRIVABLE"}


@pytest.mark.parametrize(
    ("resource", "response"),
    [
        ("sqs:sendMessage.waitForTaskToken", {"a": 1}),
        ("aws-sdk:sqs:sendMessage", {"MessageId": "m"}),
        ("events:putEvents", {"FailedEntryCount": 0}),
        ("ecs:runTask.sync", {"a": 1}),
        ("sqs:sendMessage", "text"),
        ("arn:aws:lambda:us-east-1:123456789012:function:f", {"a": 1}),
    ],
)
def test_nothing_joins_what_is_whole(resource: str, response: JsonValue) -> None:
    assert completion(resource, response) == response


def test_what_is_there_stays() -> None:
    assert completion("sqs:sendMessage", {"SdkHttpMetadata": 1})["SdkHttpMetadata"] == 1
