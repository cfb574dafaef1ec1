"""One call of each service that the server knows: the request arrives, the response and the errors have AWS's names."""

from __future__ import annotations

import json
from typing import Any

import pytest

import asltool
from aws_serving import client, tell_server
from engine_driving import only

METADATA = {"SdkHttpMetadata", "SdkResponseMetadata"}
ROLE = "arn:aws:iam::123456789012:role/r"
NOWHERE = "arn:aws:states:us-east-1:123456789012:stateMachine:none"


def run(resource: str, parameters: Any) -> asltool.Execution:
    state = {"Type": "Task", "Resource": f"arn:aws:states:::{resource}", "Parameters": parameters}
    return asltool.run(only(state, "Work"), aws=True)


def do(resource: str, parameters: Any) -> Any:
    execution = run(resource, parameters)
    assert execution.status == "SUCCEEDED", f"{execution.error}: {execution.cause}"
    return execution.output


@pytest.fixture
def table(aws_server: str) -> str:
    client("dynamodb").create_table(
        TableName="t",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    return "t"


def test_dynamodb_keeps_its_types(table: str) -> None:
    key = {"id": {"S": "1"}}
    item = {**key, "n": {"N": "1.50"}, "l": {"L": [{"BOOL": True}, {"NULL": True}]}, "ss": {"SS": ["a", "b"]}}

    put = do("dynamodb:putItem", {"TableName": table, "Item": item})
    got = do("dynamodb:getItem", {"TableName": table, "Key": key})
    updated = do(
        "dynamodb:updateItem",
        {
            "TableName": table,
            "Key": key,
            "UpdateExpression": "SET n = n + :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
            "ReturnValues": "UPDATED_NEW",
        },
    )
    found = do("aws-sdk:dynamodb:scan", {"TableName": table})
    deleted = do("aws-sdk:dynamodb:deleteItem", {"TableName": table, "Key": key})

    assert set(put) == METADATA
    assert got["Item"]["l"] == item["l"]
    assert sorted(got["Item"]["ss"]["SS"]) == ["a", "b"]
    assert updated["Attributes"] == {"n": {"N": "2.50"}}
    assert (found["Count"], found["ScannedCount"]) == (1, 1)
    assert deleted == {}


def test_a_message_that_is_an_object_is_sent_as_its_json(aws_server: str) -> None:
    url = client("sqs").create_queue(QueueName="q")["QueueUrl"]

    sent = do("sqs:sendMessage", {"QueueUrl": url, "MessageBody": {"a": 1}})

    (message,) = client("sqs").receive_message(QueueUrl=url)["Messages"]
    assert message["Body"] == '{"a":1}'
    assert set(sent) == {"MD5OfMessageBody", "MessageId", *METADATA}
    assert sent["MessageId"] == message["MessageId"]


def test_a_secret_is_read_with_its_dates(aws_server: str) -> None:
    client("secretsmanager").create_secret(Name="s", SecretString="{}")

    secret = do("aws-sdk:secretsmanager:getSecretValue", {"SecretId": "s"})

    assert (secret["Name"], secret["SecretString"], secret["VersionStages"]) == ("s", "{}", ["AWSCURRENT"])
    assert secret["CreatedDate"].endswith("Z")


def test_a_record_is_put_into_a_stream(aws_server: str) -> None:
    client("kinesis").create_stream(StreamName="s", ShardCount=1)

    put = do("aws-sdk:kinesis:putRecord", {"StreamName": "s", "PartitionKey": "p", "Data": "text"})

    shard = {"StreamName": "s", "ShardId": put["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
    iterator = client("kinesis").get_shard_iterator(**shard)["ShardIterator"]
    (record,) = client("kinesis").get_records(ShardIterator=iterator)["Records"]
    assert (record["Data"], record["SequenceNumber"]) == (b"text", put["SequenceNumber"])


def test_a_metric_is_counted(aws_server: str) -> None:
    metric = {"MetricName": "m", "Value": 2.5, "Unit": "Count"}

    assert do("aws-sdk:cloudwatch:putMetricData", {"Namespace": "n", "MetricData": [metric]}) == {}

    listed = do("aws-sdk:cloudwatch:listMetrics", {"Namespace": "n"})
    assert [found["MetricName"] for found in listed["Metrics"]] == ["m"]


def test_an_execution_is_started_and_described(aws_server: str) -> None:
    definition = json.dumps(only({"Type": "Pass"}, "P"))
    sfn = client("stepfunctions")
    arn = sfn.create_state_machine(name="C", roleArn=ROLE, definition=definition)["stateMachineArn"]

    started = do("states:startExecution", {"StateMachineArn": arn, "Input": {"n": 1}})
    described = do("aws-sdk:sfn:describeExecution", {"ExecutionArn": started["ExecutionArn"]})

    assert set(started) == {"ExecutionArn", "StartDate", *METADATA}
    assert json.loads(described["Input"]) == {"n": 1}
    assert (described["StateMachineArn"], described["Status"]) == (arn, "RUNNING")


def test_a_batch_job_is_followed_to_its_end(aws_server: str) -> None:
    tell_server(aws_server, "config", {"batch": {"use_docker": False}})
    batch = client("batch")
    role = client("iam").create_role(RoleName="b", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    where = batch.create_compute_environment(
        computeEnvironmentName="environment", type="UNMANAGED", state="ENABLED", serviceRole=role
    )["computeEnvironmentArn"]
    order = [{"order": 1, "computeEnvironment": where}]
    batch.create_job_queue(jobQueueName="queue", state="ENABLED", priority=1, computeEnvironmentOrder=order)
    container = {"image": "busybox", "vcpus": 1, "memory": 128, "command": ["true"]}
    batch.register_job_definition(
        jobDefinitionName="definition", type="container", containerProperties=container
    )

    done = do("batch:submitJob.sync", {"JobName": "j", "JobQueue": "queue", "JobDefinition": "definition"})

    assert (done["JobName"], done["Status"]) == ("j", "SUCCEEDED")
    assert done["JobDefinition"].endswith(":job-definition/definition:1")


@pytest.mark.parametrize(
    ("resource", "parameters", "error"),
    [
        (
            "dynamodb:getItem",
            {"TableName": "none", "Key": {"id": {"S": "1"}}},
            "DynamoDB.ResourceNotFoundException",
        ),
        (
            "aws-sdk:dynamodb:getItem",
            {"TableName": "none", "Key": {"id": {"S": "1"}}},
            "DynamoDb.ResourceNotFoundException",
        ),
        (
            "sns:publish",
            {"TopicArn": "arn:aws:sns:us-east-1:123456789012:none", "Message": "m"},
            "SNS.NotFoundException",
        ),
        (
            "aws-sdk:secretsmanager:getSecretValue",
            {"SecretId": "none"},
            "SecretsManager.ResourceNotFoundException",
        ),
        (
            "aws-sdk:kinesis:putRecord",
            {"StreamName": "none", "PartitionKey": "p", "Data": "d"},
            "Kinesis.ResourceNotFoundException",
        ),
        (
            "states:startExecution",
            {"StateMachineArn": NOWHERE},
            "StepFunctions.StateMachineDoesNotExistException",
        ),
        ("aws-sdk:sfn:startExecution", {"StateMachineArn": NOWHERE}, "Sfn.StateMachineDoesNotExistException"),
        ("glue:startJobRun.sync", {"JobName": "none"}, "Glue.EntityNotFoundException"),
        ("ecs:runTask.sync", {"Cluster": "none", "TaskDefinition": "d"}, "ECS.ClusterNotFoundException"),
        ("aws-sdk:ssm:getParameter", {"Name": "none"}, "Ssm.ParameterNotFoundException"),
        ("aws-sdk:s3:getObject", {"Bucket": "none", "Key": "k"}, "S3.NoSuchBucketException"),
    ],
)
def test_what_is_not_there_is_told_by_the_services_error(
    aws_server: str, resource: str, parameters: dict[str, Any], error: str
) -> None:
    execution = run(resource, parameters)

    assert execution.error == error
    assert "(Service: " in execution.cause
