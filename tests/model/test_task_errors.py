from __future__ import annotations

import pytest

from asltool.model.resource import parse_resource
from asltool.model.task_errors import TaskErrors, is_lambda, lambda_errors, task_errors

STATES = "arn:aws:states:::"


def errors(key: str) -> TaskErrors:
    found = task_errors(parse_resource(STATES + key))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "prefix"),
    [
        ("dynamodb:getItem", "DynamoDB"),
        ("aws-sdk:dynamodb:getItem", "DynamoDb"),
        ("events:putEvents", "EventBridge"),
        ("aws-sdk:sfn:startExecution", "Sfn"),
        ("batch:submitJob.sync", "Batch"),
    ],
)
def test_errors_begin_with_the_prefix_of_the_integration(key: str, prefix: str) -> None:
    assert errors(key).prefix == prefix
    assert errors(key).may_begin(prefix)
    assert not errors(key).may_begin("Pizza")


def test_an_error_that_is_not_described_has_the_name_of_the_service() -> None:
    assert "AmazonDynamoDBException" in errors("dynamodb:getItem").names
    assert "DynamoDbException" in errors("aws-sdk:dynamodb:getItem").names
    assert "SdkClientException" in errors("dynamodb:getItem").names


def test_an_error_that_is_described_is_surely_there_in_that_very_spelling() -> None:
    assert errors("dynamodb:getItem").has("DynamoDB.ResourceNotFoundException")
    assert not errors("dynamodb:getItem").has("DynamoDb.ResourceNotFoundException")
    assert not errors("dynamodb:getItem").has("DynamoDB.ResourceNotFound")
    assert not errors("dynamodb:getItem").has("DynamoDB")


def test_the_spelling_of_a_prefix_matters_where_it_is_known() -> None:
    assert not errors("dynamodb:getItem").may_begin("DynamoDb")
    assert not errors("aws-sdk:dynamodb:getItem").may_begin("DynamoDB")
    assert errors("emr-serverless:startApplication").may_begin("EMRServerless")
    assert errors("databrew:startJobRun").may_begin("AWSGlueDataBrew")
    assert errors("ecs:runTask").may_begin("AmazonECS")
    assert errors("glue:startJobRun.sync").may_begin("Events")
    assert not errors("glue:startJobRun").may_begin("Events")


def test_the_errors_of_the_sdk_are_exceptions() -> None:
    assert errors("aws-sdk:s3:getObject").may_be("BrandNewException")
    assert not errors("aws-sdk:s3:getObject").may_be("NoSuchKey")
    assert errors("events:putEvents").may_be("FailedEntry")


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:lambda:us-east-1:123456789012:function:f",
        "arn:aws:states:us-east-1:123456789012:activity:a",
        STATES + "lambda:invoke",
        STATES + "http:invoke",
        STATES + "states:startExecution.sync:2",
        STATES + "sqs:sendMessage.waitForTaskToken",
        STATES + "pizza:bake",
        STATES + "aws-sdk:pizza:bake",
    ],
)
def test_who_names_errors_freely_may_raise_any(text: str) -> None:
    assert task_errors(parse_resource(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arn:aws:lambda:us-east-1:123456789012:function:f", True),
        (STATES + "lambda:invoke", True),
        (STATES + "lambda:invoke.waitForTaskToken", False),
        (STATES + "aws-sdk:lambda:invoke", False),
    ],
)
def test_functions_are_told_apart(text: str, *, expected: bool) -> None:
    assert is_lambda(parse_resource(text)) is expected


def test_lambda_raises_errors_of_its_own() -> None:
    assert {"TooManyRequestsException", "Unknown", "AWSLambdaException"} <= lambda_errors().names
    assert not lambda_errors().may_begin("lambda")
