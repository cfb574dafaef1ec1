from __future__ import annotations

import json
import subprocess
import sys
import threading
from typing import Any

import boto3
import pytest

import asltool
from asltool.engine.effects import Failed, Succeeded
from asltool.errors import AsltoolError, TaskError
from asltool.handlers.aws_clients import Aws
from asltool.handlers.aws_sdk import AwsSdk
from asltool.handlers.handler import Reply
from asltool.json_value import JsonValue
from http_serving import serving
from task_calls import task_call

REGION = "us-east-1"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:Filter"


def client(service: str) -> Any:
    return boto3.client(service, region_name=REGION)


def do(resource: str, payload: JsonValue) -> Any:
    handler = AwsSdk(Aws(), REGION).find(task_call(resource, payload))
    assert handler is not None
    return handler(payload)


def failure_of(resource: str, payload: JsonValue) -> TaskError:
    with pytest.raises(TaskError) as raised:
        do(resource, payload)
    return raised.value


def refusal_of(resource: str) -> str:
    with pytest.raises(AsltoolError) as raised:
        AwsSdk(Aws(), REGION).find(task_call(resource))
    return str(raised.value)


@pytest.fixture
def bucket(aws_server: str) -> str:
    client("s3").create_bucket(Bucket="pictures")
    return "pictures"


@pytest.mark.parametrize(
    ("body", "stored"),
    [("some text", b"some text"), ({"a": [1, None]}, b'{"a":[1,null]}'), (False, b"false"), (0, b"0")],
)
def test_a_body_that_is_no_text_is_stored_as_its_json(bucket: str, body: JsonValue, stored: bytes) -> None:
    do("aws-sdk:s3:putObject", {"Bucket": bucket, "Key": "k", "Body": body})

    assert client("s3").get_object(Bucket=bucket, Key="k")["Body"].read() == stored


def test_a_response_has_pascal_case_members_and_no_metadata(bucket: str) -> None:
    done = do("aws-sdk:s3:putObject", {"Bucket": bucket, "Key": "k", "Body": "x"})

    assert done["ETag"] == '"9dd4e461268c8034f5c8564e155c67a6"'
    assert not {"ResponseMetadata", "SdkHttpMetadata"} & done.keys()


def test_a_stream_is_read_as_text_and_an_instant_is_written(bucket: str) -> None:
    client("s3").put_object(Bucket=bucket, Key="k", Body="grüße".encode())

    done = do("aws-sdk:s3:getObject", {"Bucket": bucket, "Key": "k"})

    assert done["Body"] == "grüße"
    assert done["LastModified"].endswith("Z")


def test_a_modelled_error_is_named_as_the_sdk_for_java_does(bucket: str) -> None:
    error = failure_of("aws-sdk:s3:getObject", {"Bucket": bucket, "Key": "none"})

    assert error.error == "S3.NoSuchKeyException"
    assert str(error.cause).startswith(
        "The specified key does not exist. (Service: S3, Status Code: 404, Request ID: "
    )


def test_an_optimized_integration_adds_how_the_response_came(aws_server: str) -> None:
    url = client("sqs").create_queue(QueueName="q")["QueueUrl"]

    done = do("sqs:sendMessage", {"QueueUrl": url, "MessageBody": {"n": 1}})

    assert done["SdkHttpMetadata"]["HttpStatusCode"] == 200
    assert done["SdkResponseMetadata"]["RequestId"]
    assert client("sqs").receive_message(QueueUrl=url)["Messages"][0]["Body"] == '{"n":1}'


@pytest.mark.parametrize(
    ("resource", "parameters", "error", "cause"),
    [
        (
            "dynamodb:getItem",
            {"TableName": "none", "Key": {"id": {"S": "1"}}},
            "DynamoDB.ResourceNotFoundException",
            "(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; ",
        ),
        (
            "aws-sdk:dynamodb:getItem",
            {"TableName": "none", "Key": {"id": {"S": "1"}}},
            "DynamoDb.ResourceNotFoundException",
            "(Service: DynamoDb, Status Code: 400, Request ID: ",
        ),
        (
            "sns:publish",
            {"TopicArn": "arn:aws:sns:us-east-1:123456789012:none", "Message": "hello"},
            "SNS.NotFoundException",
            "(Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: ",
        ),
    ],
)
def test_the_same_refusal_has_two_names(
    aws_server: str, resource: str, parameters: JsonValue, error: str, cause: str
) -> None:
    failure = failure_of(resource, parameters)

    assert failure.error == error
    assert cause in str(failure.cause)


def test_a_bus_that_takes_all_entries_gives_its_response_alone(aws_server: str) -> None:
    entry = {"Source": "shop", "DetailType": "sold", "Detail": {"price": 3}}

    done = do("events:putEvents", {"Entries": [entry]})

    assert done["FailedEntryCount"] == 0
    assert "SdkHttpMetadata" not in done


def test_a_function_that_does_not_exist_is_lambdas_error(aws_server: str) -> None:
    for resource, payload in ((FUNCTION, {}), ("lambda:invoke", {"FunctionName": "Filter", "Payload": {}})):
        error = failure_of(resource, payload)

        assert error.error == "Lambda.ResourceNotFoundException"
        assert "(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException;" in str(
            error.cause
        )


def test_unknown_and_unusable_parameters_fail_before_anything_is_sent() -> None:
    unknown = failure_of("aws-sdk:s3:putObject", {"Bukket": "b"})
    unusable = failure_of("aws-sdk:s3:putObject", {"Bucket": "b", "Metadata": [1]})

    assert unknown.error == "States.Runtime"
    assert unknown.cause == (
        'The Parameters \'{"Bukket":"b"}\' could not be used to start the Task: '
        '[The field "Bukket" is not supported by Step Functions.]'
    )
    assert "[The value of the field 'Metadata' has an invalid format]" in str(unusable.cause)


def test_a_service_out_of_reach_is_a_failure_of_the_client(
    aws_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")

    error = failure_of("sqs:sendMessage", {"QueueUrl": "http://127.0.0.1:1/q", "MessageBody": "x"})

    assert error.error == "SQS.SdkClientException"
    assert "127.0.0.1:1" in str(error.cause)


def test_without_credentials_the_tool_cannot_be_used(
    aws_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    with pytest.raises(AsltoolError, match="cannot call AWS: Unable to locate credentials"):
        do("aws-sdk:s3:listBuckets", {})


def test_a_profile_that_does_not_exist_is_told(aws_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")

    with pytest.raises(AsltoolError, match=r"cannot call AWS: The config profile \(nobody\) could"):
        do("aws-sdk:s3:listBuckets", {})


@pytest.mark.parametrize(
    ("resource", "text"),
    [
        ("aws-sdk:s4:putObject", 'state "Work": the AWS SDK has no service "s4"'),
        ("aws-sdk:dynamodbb:getItem", 'the AWS SDK has no service "dynamodbb" (did you mean "dynamodb"?)'),
        ("aws-sdk:s3:putObjekt", 'aws-sdk:s3 has no action "putObjekt" (did you mean "putObject"?)'),
        ("aws-sdk:s3:quux", 'aws-sdk:s3 has no action "quux"'),
        (
            "nothing:atAll",
            "asltool cannot call nothing:atAll on AWS yet; give arn:aws:states:::nothing:atAll a handler",
        ),
    ],
)
def test_what_is_not_served_is_told_before_the_call(resource: str, text: str) -> None:
    assert text in refusal_of(resource)


def test_activities_are_for_somebody_else() -> None:
    assert (
        AwsSdk(Aws(), REGION).find(task_call("arn:aws:states:us-east-1:123456789012:activity:approve"))
        is None
    )


def test_an_action_without_parameters_needs_none(bucket: str) -> None:
    assert [found["Name"] for found in do("aws-sdk:s3:listBuckets", {})["Buckets"]] == [bucket]


def test_a_function_is_called_with_its_event_and_gives_what_it_returned(
    aws_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr("botocore.client.BaseClient._make_api_call", _playing_lambda(sent))

    direct = do(FUNCTION, {"n": 1})
    integrated = do("lambda:invoke", {"FunctionName": "Filter", "Payload": {"n": 2}})

    assert direct == {"doubled": 2}
    assert isinstance(integrated, Reply)
    assert integrated.raw
    assert isinstance(integrated.result, dict)
    assert integrated.result["Payload"] == {"doubled": 4}
    assert [call["FunctionName"] for call in sent] == [FUNCTION, "Filter"]


def _playing_lambda(sent: list[dict[str, Any]]) -> Any:
    def call(_: Any, __: str, parameters: dict[str, Any]) -> dict[str, Any]:
        sent.append(parameters)
        payload = json.dumps({"doubled": json.loads(parameters["Payload"])["n"] * 2}).encode()
        return {"Payload": payload, "StatusCode": 200, "ResponseMetadata": {"HTTPStatusCode": 200}}

    return call


def test_a_service_is_set_up_once(bucket: str) -> None:
    aws = AwsSdk(Aws(), REGION)
    put = aws.find(task_call("aws-sdk:s3:putObject"))
    get = aws.find(task_call("aws-sdk:s3:getObject"))
    assert put is not None
    assert get is not None

    put({"Bucket": bucket, "Key": "k", "Body": "x"})

    assert get({"Bucket": bucket, "Key": "k"})["Body"] == "x"


def test_nothing_slow_is_loaded_before_a_task_calls() -> None:
    code = (
        "import sys; from asltool.handlers.aws_clients import Aws; "
        "from asltool.handlers.aws_sdk import AwsSdk; AwsSdk(Aws(), 'eu-west-1');"
        "sys.exit('boto3' in sys.modules or 'botocore' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def job(resource: str, payload: JsonValue) -> Reply:
    reply = do(resource, payload)
    assert isinstance(reply, Reply)
    assert reply.job is not None
    return reply


def test_a_query_is_followed_to_its_end(aws_server: str) -> None:
    reply = job(
        "athena:startQueryExecution.sync",
        {"QueryString": "SELECT 1", "ResultConfiguration": {"OutputLocation": "s3://results/"}},
    )
    assert isinstance(reply.submitted, dict)
    assert reply.job is not None

    ended = [reply.job.poll() for _ in range(5)][-1]

    assert isinstance(ended, Succeeded)
    assert isinstance(ended.result, dict)
    assert ended.result["QueryExecution"]["Status"]["State"] == "SUCCEEDED"
    assert ended.result["QueryExecution"]["QueryExecutionId"] == reply.submitted["QueryExecutionId"]


def test_a_job_run_has_its_name_in_the_response(aws_server: str) -> None:
    client("glue").create_job(Name="etl", Role="r", Command={"Name": "glueetl", "ScriptLocation": "s3://s"})

    started = do("glue:startJobRun", {"JobName": "etl"})

    assert started["JobName"] == "etl"
    assert started["JobRunId"]
    assert started["SdkHttpMetadata"]["HttpStatusCode"] == 200


def test_a_training_job_is_stopped_by_its_name(aws_server: str) -> None:
    reply = job(
        "sagemaker:createTrainingJob.sync",
        {
            "TrainingJobName": "t",
            "RoleArn": "arn:aws:iam::123456789012:role/r",
            "AlgorithmSpecification": {"TrainingInputMode": "File", "TrainingImage": "i"},
            "OutputDataConfig": {"S3OutputPath": "s3://out"},
            "ResourceConfig": {"InstanceType": "ml.m4.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 1},
            "StoppingCondition": {"MaxRuntimeInSeconds": 60},
        },
    )
    assert reply.job is not None

    ended = reply.job.poll()

    assert isinstance(ended, Succeeded)
    assert isinstance(ended.result, dict)
    assert ended.result["TrainingJobStatus"] == "Completed"
    assert isinstance(ended.result["CreationTime"], int)


def test_a_child_execution_on_aws_is_followed_and_stopped(aws_server: str) -> None:
    arn = client("stepfunctions").create_state_machine(
        name="Child",
        roleArn="arn:aws:iam::123456789012:role/r",
        definition=json.dumps({"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}),
    )["stateMachineArn"]

    reply = job("states:startExecution.sync:2", {"StateMachineArn": arn, "Input": {"n": 1}})
    assert reply.job is not None
    assert reply.job.poll() is None
    reply.job.stop()

    ended = reply.job.poll()

    assert isinstance(ended, Failed)
    description = json.loads(str(ended.cause))
    assert description["Status"] == "ABORTED"
    assert description["Input"] == '{"n":1}'
    assert isinstance(description["StartDate"], int)


def test_a_step_is_added_to_a_cluster_and_known_by_its_id(aws_server: str) -> None:
    cluster = do(
        "elasticmapreduce:createCluster",
        {
            "Name": "c",
            "Instances": {
                "KeepJobFlowAliveWhenNoSteps": True,
                "InstanceCount": 1,
                "MasterInstanceType": "m5.xlarge",
            },
            "JobFlowRole": "r",
            "ServiceRole": "r",
        },
    )
    step = {"Name": "s", "ActionOnFailure": "CONTINUE", "HadoopJarStep": {"Jar": "j", "Args": []}}

    added = do("elasticmapreduce:addStep", {"ClusterId": cluster["ClusterId"], "Step": step})

    assert added["StepId"].startswith("s-")


def test_what_waits_for_a_token_is_submitted(aws_server: str) -> None:
    url = client("sqs").create_queue(QueueName="q")["QueueUrl"]

    reply = do("sqs:sendMessage.waitForTaskToken", {"QueueUrl": url, "MessageBody": {"token": "t"}})

    assert reply.is_pending
    assert reply.submitted["MessageId"]


@pytest.mark.parametrize(
    ("services", "resource", "is_served"),
    [
        (["dynamodb"], "dynamodb:getItem", True),
        (["dynamodb"], "aws-sdk:dynamodb:getItem", True),
        (["dynamodb"], "sqs:sendMessage", False),
        (["logs"], "aws-sdk:cloudwatchlogs:describeLogGroups", True),
        (["stepfunctions"], "states:startExecution", True),
        (["states"], "aws-sdk:sfn:startExecution", True),
        (["lambda"], FUNCTION, True),
        (["sqs"], FUNCTION, False),
        ([], "sqs:sendMessage", False),
    ],
)
def test_only_the_services_that_are_named_are_called(
    services: list[str], resource: str, *, is_served: bool
) -> None:
    found = AwsSdk(Aws(services=services), REGION).find(task_call(resource))

    assert (found is not None) is is_served


def test_a_service_that_does_not_exist_cannot_be_named() -> None:
    with pytest.raises(AsltoolError, match=r'AWS has no service "dynamo-db" \(did you mean "dynamodb"\?\)'):
        AwsSdk(Aws(services=["dynamo-db"]), REGION)


@pytest.mark.parametrize(
    ("resource", "parameters"),
    [("aws-sdk:sqs:listQueues", {}), ("apigateway:invoke", {"ApiEndpoint": "ADDRESS", "Method": "GET"})],
)
def test_a_call_ends_with_its_task_and_is_not_repeated(
    aws_server: str, resource: str, parameters: dict[str, Any]
) -> None:
    with serving() as site:
        site.seconds = 5
        given = {name: site.address if value == "ADDRESS" else value for name, value in parameters.items()}
        work = {
            "Type": "Task",
            "Resource": f"arn:aws:states:::{resource}",
            "Parameters": given,
            "TimeoutSeconds": 1,
            "End": True,
        }
        aws = Aws(endpoint_url=site.address)

        execution = asltool.run({"StartAt": "Work", "States": {"Work": work}}, {}, aws=aws)
        threads = [thread for thread in threading.enumerate() if thread.name.startswith("asltool-handler")]
        for thread in threads:
            thread.join(5)

        assert (execution.error, execution.cause) == ("States.Timeout", None)
        assert not any(thread.is_alive() for thread in threads)
        assert len(site.asked) == 1
