from __future__ import annotations

from typing import Any

import pytest

from asltool.handlers.result_shapes import ResultShapeError, check_result
from asltool.model.resource import parse_resource

START = "arn:aws:states:::states:startExecution"
EXECUTION = {
    "ExecutionArn": "arn",
    "StateMachineArn": "arn",
    "Status": "SUCCEEDED",
    "StartDate": "2026-01-01T00:00:00Z",
}


def refusal(resource: str, result: Any, *, requires_members: bool = True) -> str | None:
    full = resource if resource.startswith("arn:") else f"arn:aws:states:::{resource}"
    try:
        check_result(parse_resource(full), result, requires_members=requires_members)
    except ResultShapeError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    ("resource", "result", "expected"),
    [
        ("aws-sdk:sqs:receiveMessage", {"Messages": {}}, "Field 'Messages' must be an array"),
        ("aws-sdk:sqs:receiveMessage", {"Messages": [1]}, "Field 'Messages' must be an object"),
        ("aws-sdk:sqs:receiveMessage", {"Messages": [{"Body": 1}]}, "Field 'Body' must be a string"),
        ("aws-sdk:sqs:receiveMessage", {"Messages": [{"Body": None}]}, "Field 'Body' must be a string"),
        ("aws-sdk:sqs:getQueueAttributes", {"Attributes": []}, "Field 'Attributes' must be an object"),
        ("aws-sdk:sqs:getQueueAttributes", {"Attributes": {"A": 1}}, "Field 'Attributes' must be a string"),
        ("aws-sdk:s3:getObject", {"ContentLength": "1"}, "Field 'ContentLength' must be a number"),
        ("aws-sdk:s3:getObject", {"ContentLength": True}, "Field 'ContentLength' must be a number"),
        ("aws-sdk:s3:getObject", {"DeleteMarker": "no"}, "Field 'DeleteMarker' must be a boolean"),
        ("aws-sdk:s3:getObject", {"Body": {}}, "Field 'Body' must be a string"),
        ("aws-sdk:s3:getObject", {"LastModified": 0}, "Field 'LastModified' must be a string"),
        ("aws-sdk:s3:getObject", {"StorageClass": "SHELF"}, "Field 'StorageClass' is not an expected value"),
        ("aws-sdk:s3:getObject", [], "Field 'result' must be an object"),
        (
            "aws-sdk:lambda:getFunctionConfiguration",
            {"MemorySize": 1},
            "Field 'MemorySize' is less than the minimum value",
        ),
        (
            "aws-sdk:lambda:getFunctionConfiguration",
            {"MemorySize": 10**9},
            "Field 'MemorySize' exceeds the maximum value",
        ),
        (
            "aws-sdk:kms:decrypt",
            {"Plaintext": ""},
            "Field 'Plaintext' is smaller than the minimum length",
        ),
        ("aws-sdk:kms:decrypt", {"KeyId": "k" * 2049}, "Field 'KeyId' exceeds the maximum length"),
        ("aws-sdk:sfn:describeExecution", {}, "Required field 'ExecutionArn' is missing"),
        ("dynamodb:getItem", {"Item": {"a": {"L": [{"S": 1}]}}}, "Field 'S' must be a string"),
        ("lambda:invoke", {"StatusCode": "200"}, "Field 'StatusCode' must be a number"),
        ("sqs:sendMessage", {"MessageId": 1}, "Field 'MessageId' must be a string"),
    ],
)
def test_a_result_that_the_service_cannot_give_is_refused(resource: str, result: Any, expected: str) -> None:
    assert refusal(resource, result) == expected


@pytest.mark.parametrize(
    ("resource", "result"),
    [
        ("sqs:sendMessage", {"MessageId": "1", "Colour": 7}),
        ("sqs:sendMessage", {"SdkHttpMetadata": {"HttpStatusCode": 200}}),
        ("dynamodb:putItem", {}),
        ("aws-sdk:sqs:receiveMessage", {"Messages": [{"Body": "b"}, {}]}),
        ("dynamodb:getItem", {"Item": {"a": {"N": "1"}, "b": {"BOOL": True}}}),
        ("lambda:invoke", {"Payload": {"any": ["json"]}, "StatusCode": 200}),
        ("states:startExecution", {"ExecutionArn": "a", "StartDate": "today", "startDate": 5}),
        ("states:startExecution.sync", {**EXECUTION, "Output": "{}"}),
        ("states:startExecution.sync:2", {**EXECUTION, "Output": {"a": 1}, "Input": []}),
        ("aws-sdk:kms:decrypt", {"Plaintext": "bytes"}),
        ("aws-sdk:bedrockruntime:converse", {"AdditionalModelResponseFields": [1]}),
    ],
)
def test_a_result_that_the_service_can_give_is_taken(resource: str, result: Any) -> None:
    try:
        check_result(parse_resource(f"arn:aws:states:::{resource}"), result, requires_members=False)
    except ResultShapeError as error:
        pytest.fail(str(error))


@pytest.mark.parametrize(
    "resource",
    [
        "arn:aws:lambda:us-east-1:123456789012:function:f",
        "arn:aws:states:us-east-1:123456789012:activity:a",
        "sqs:sendMessage.waitForTaskToken",
        "http:invoke",
        "apigateway:invoke",
        "eks:call",
        "eks:runJob.sync",
        "aws-sdk:nosuchservice:run",
        "aws-sdk:qldb:describeLedger",  # which botocore has dropped
        "nosuchservice:run",
        "sqs:noSuchAction",
        "aws-sdk:sqs:deleteMessage",
    ],
)
def test_what_no_model_describes_may_be_anything(resource: str) -> None:
    assert refusal(resource, ["anything", 1]) is None


def test_required_members_may_be_left_out_where_only_what_is_there_counts() -> None:
    assert refusal(START, {}) == "Required field 'ExecutionArn' is missing"
    assert refusal(START, {}, requires_members=False) is None
    assert refusal(START, {"StartDate": 1}, requires_members=False) == "Field 'StartDate' must be a string"


@pytest.mark.parametrize(
    ("resource", "result", "expected"),
    [
        (f"{START}.sync", {"ExecutionArn": "a"}, "Required field 'StateMachineArn' is missing"),
        (f"{START}.sync", {**EXECUTION, "Output": {}}, "Field 'Output' must be a string"),
        ("ecs:runTask.sync", {"Cpu": 256}, "Field 'Cpu' must be a string"),
        ("batch:submitJob.sync", {"Status": "ASLEEP"}, "Required field 'JobName' is missing"),
        ("glue:startJobRun.sync", {"JobRunState": 1}, "Field 'JobRunState' must be a string"),
        (
            "codebuild:startBuild.sync",
            {"Build": {"BuildNumber": "1"}},
            "Field 'BuildNumber' must be a number",
        ),
    ],
)
def test_a_job_s_result_is_what_is_polled(resource: str, result: Any, expected: str) -> None:
    assert refusal(resource, result) == expected
