"""Services that fail: what executions see is what AWS reports, and the workflow's own means help."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

import asltool
from aws_serving import Fault, Gateway, client
from engine_driving import machine, only

RETRY = [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxAttempts": 2}]


def refusal(code: str, status: int = 400) -> Fault:
    """Give the answer by which services with JSON say no."""
    body = json.dumps({"__type": code, "message": "no"}).encode()
    return Fault(status, body, (("Content-Type", "application/x-amz-json-1.0"),))


def run(resource: str, parameters: Any, **fields: Any) -> asltool.Execution:
    state = {"Type": "Task", "Resource": f"arn:aws:states:::{resource}", "Parameters": parameters, **fields}
    return asltool.run(only(state, "Work"), aws=True)


def failures(execution: asltool.Execution) -> list[str]:
    """Give the errors of all attempts that failed."""
    return [e["taskFailedEventDetails"]["error"] for e in execution.history if e["type"] == "TaskFailed"]


@pytest.fixture
def put(gateway: Gateway) -> dict[str, Any]:
    """Parameters that put an item into a table."""
    client("dynamodb").create_table(
        TableName="t",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    return {"TableName": "t", "Item": {"id": {"S": "1"}}}


def stored() -> list[Any]:
    items: list[Any] = client("dynamodb").scan(TableName="t")["Items"]
    return items


@pytest.mark.parametrize(
    ("resource", "fault", "error"),
    [
        ("dynamodb:putItem", refusal("ThrottlingException"), "DynamoDB.ThrottlingException"),
        (
            "dynamodb:putItem",
            refusal("ProvisionedThroughputExceededException"),
            "DynamoDB.ProvisionedThroughputExceededException",
        ),
        ("aws-sdk:dynamodb:putItem", refusal("ThrottlingException"), "DynamoDb.ThrottlingException"),
        ("dynamodb:putItem", refusal("InternalServerError", 500), "DynamoDB.InternalServerErrorException"),
        (
            "aws-sdk:dynamodb:putItem",
            refusal("InternalServerError", 500),
            "DynamoDb.InternalServerErrorException",
        ),
        ("dynamodb:putItem", Fault(503, b"<html>busy</html>"), "DynamoDB.AmazonDynamoDBException"),
        ("aws-sdk:dynamodb:putItem", Fault(503, b"<html>busy</html>"), "DynamoDb.DynamoDbException"),
        ("dynamodb:putItem", Fault(is_cut=True), "DynamoDB.SdkClientException"),
        ("aws-sdk:dynamodb:putItem", Fault(is_cut=True), "DynamoDb.SdkClientException"),
    ],
)
def test_the_workflows_own_retry_gets_over_a_failure(
    gateway: Gateway, put: dict[str, Any], resource: str, fault: Fault, error: str
) -> None:
    gateway.faults["PutItem"] = [fault, fault]

    execution = run(resource, {**put, "ReturnConsumedCapacity": "TOTAL"}, Retry=RETRY)

    assert execution.status == "SUCCEEDED", execution.cause
    assert failures(execution) == [error, error]
    assert gateway.asked.count("PutItem") == 3
    assert stored() == [{"id": {"S": "1"}}]


def test_without_a_retry_the_execution_fails_with_the_services_words(
    gateway: Gateway, put: dict[str, Any]
) -> None:
    gateway.faults["PutItem"] = [refusal("ThrottlingException")]

    execution = run("dynamodb:putItem", put)

    assert execution.error == "DynamoDB.ThrottlingException"
    assert execution.cause.startswith(
        "no (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ThrottlingException;"
    )
    assert stored() == []


def test_a_service_that_nobody_listens_for_can_be_caught(
    aws_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL_SQS", f"http://127.0.0.1:{unused.getsockname()[1]}")
    send = {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage",
        "Parameters": {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/q", "MessageBody": "m"},
        "Catch": [{"ErrorEquals": ["SQS.SdkClientException"], "Next": "Caught"}],
        "End": True,
    }

    execution = asltool.run(machine("Send", Send=send, Caught={"Type": "Succeed"}), aws=True)

    assert execution.status == "SUCCEEDED", execution.cause
    assert execution.output["Error"] == "SQS.SdkClientException"
    assert "Could not connect" in execution.output["Cause"]


def test_an_answer_that_is_too_late_is_a_timeout(gateway: Gateway, put: dict[str, Any]) -> None:
    gateway.faults["PutItem"] = [Fault(seconds=3)]

    execution = run("dynamodb:putItem", put, TimeoutSeconds=1, Retry=RETRY)

    assert execution.status == "SUCCEEDED", execution.cause
    assert [e["type"] for e in execution.history].count("TaskTimedOut") == 1


LAMBDA_JSON = ("Content-Type", "application/json")
INVOCATION = "POST /2015-03-31/functions/f/invocations"


def lambda_refusal(kind: str, status: int) -> Fault:
    return Fault(status, b'{"Type":"User","Message":"no"}', (LAMBDA_JSON, ("x-amzn-ErrorType", kind)))


def returned(payload: bytes, *headers: tuple[str, str]) -> Fault:
    return Fault(200, payload, (LAMBDA_JSON, ("X-Amz-Executed-Version", "$LATEST"), *headers))


def test_a_function_that_is_throttled_or_broken_is_called_again(gateway: Gateway) -> None:
    gateway.faults[INVOCATION] = [
        lambda_refusal("TooManyRequestsException", 429),
        lambda_refusal("ServiceException", 500),
        returned(b'{"paid": true}'),
    ]

    execution = run("lambda:invoke", {"FunctionName": "f", "Payload": {}}, Retry=RETRY)

    assert failures(execution) == ["Lambda.TooManyRequestsException", "Lambda.ServiceException"]
    assert execution.output["Payload"] == {"paid": True}
    assert (execution.output["StatusCode"], execution.output["ExecutedVersion"]) == (200, "$LATEST")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (
            returned(
                b'{"errorMessage":"too much","errorType":"CardDeclined"}',
                ("X-Amz-Function-Error", "Unhandled"),
            ),
            "CardDeclined",
        ),
        (lambda_refusal("ResourceNotFoundException", 404), "Lambda.ResourceNotFoundException"),
        (Fault(502, b"<html>bad gateway</html>"), "Lambda.AWSLambdaException"),
    ],
)
def test_the_error_of_a_function_or_of_lambda_itself_fails_the_task(
    gateway: Gateway, answer: Fault, error: str
) -> None:
    gateway.faults[INVOCATION] = [answer]

    execution = run("lambda:invoke", {"FunctionName": "f"})

    assert execution.error == error


def query(**fields: Any) -> asltool.Execution:
    parameters = {"QueryString": "SELECT 1", "ResultConfiguration": {"OutputLocation": "s3://b/"}}
    return run("athena:startQueryExecution.sync", parameters, **fields)


def test_a_job_that_cannot_be_asked_for_a_while_is_asked_again(gateway: Gateway) -> None:
    gateway.faults["GetQueryExecution"] = [
        refusal("ThrottlingException"),
        refusal("InternalServerException", 500),
    ]

    execution = query()

    assert execution.status == "SUCCEEDED", execution.cause
    assert failures(execution) == []
    assert gateway.asked.count("StartQueryExecution") == 1


def test_a_job_that_may_not_be_asked_fails_its_task(gateway: Gateway) -> None:
    gateway.faults["GetQueryExecution"] = [refusal("AccessDeniedException")] * 9

    execution = query()

    assert execution.error == "Athena.AmazonAthenaException"
    assert "Error Code: AccessDeniedException" in execution.cause
