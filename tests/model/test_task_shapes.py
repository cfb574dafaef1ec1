from __future__ import annotations

import pytest

from asltool.model.integrations import optimized, optimized_services
from asltool.model.resource import Resource, parse_resource
from asltool.model.shapes import Shape, ShapeKind
from asltool.model.task_shapes import has_metadata, task_request, task_response

STATES = "arn:aws:states:::"
METADATA = {"SdkHttpMetadata", "SdkResponseMetadata"}

ACTIONS = [
    (service, action)
    for service in optimized_services()
    if (integration := optimized(service))
    for action in integration.actions
]


def resource(key: str) -> Resource:
    return parse_resource(STATES + key)


def request(key: str) -> Shape:
    shape = task_request(resource(key))
    assert shape is not None
    return shape


def response(key: str) -> Shape:
    shape = task_response(resource(key))
    assert shape is not None
    return shape


def test_sdk_integrations_take_and_give_what_the_api_does() -> None:
    assert request("aws-sdk:s3:getObject").required == ("Bucket", "Key")
    assert response("aws-sdk:s3:getObject").members["Body"].kind is ShapeKind.BLOB
    assert not METADATA & set(response("aws-sdk:s3:getObject").members)


def test_optimized_integrations_add_how_the_response_came() -> None:
    item = response("dynamodb:getItem")

    assert {"Item", *METADATA} <= set(item.members)
    assert item.members["SdkHttpMetadata"].members["HttpStatusCode"].kind is ShapeKind.INTEGER
    assert not item.is_open
    assert not METADATA & set(response("events:putEvents").members)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("sqs:sendMessage.waitForTaskToken", True),
        ("events:putEvents", False),
        ("http:invoke", False),
        ("aws-sdk:sqs:sendMessage", False),
    ],
)
def test_only_some_integrations_tell_how_the_response_came(key: str, *, expected: bool) -> None:
    assert has_metadata(resource(key)) is expected


@pytest.mark.parametrize(
    ("key", "member"),
    [
        ("lambda:invoke", "Payload"),
        ("sns:publish", "Message"),
        ("sqs:sendMessage", "MessageBody"),
        ("states:startExecution", "Input"),
        ("bedrock:invokeModel", "Body"),
    ],
)
def test_optimized_integrations_take_json_where_the_api_takes_text(key: str, member: str) -> None:
    assert request(key).members[member].kind is ShapeKind.DOCUMENT


def test_the_detail_of_an_event_can_be_any_json() -> None:
    entry = request("events:putEvents").members["Entries"].element

    assert entry is not None
    assert entry.members["Detail"].kind is ShapeKind.DOCUMENT
    assert entry.members["Source"].kind is ShapeKind.STRING


def test_integrations_without_an_api_take_their_own_parameters() -> None:
    invoke = request("http:invoke")

    assert invoke.required == ("ApiEndpoint", "Method")
    assert "PATCH" in invoke.members["Method"].enum
    assert set(response("http:invoke").members) == {"Headers", "ResponseBody", "StatusCode", "StatusText"}
    assert request("elasticmapreduce:addStep").members["Step"].required == ("Name", "HadoopJarStep")


def test_a_job_that_was_waited_for_gives_what_describes_it() -> None:
    assert "StopCode" in response("ecs:runTask.sync").members
    assert "JobRunState" in response("glue:startJobRun.sync").members
    assert response("glue:startJobRun.sync").is_open


def test_a_child_execution_gives_its_output_as_text_or_as_json() -> None:
    assert response("states:startExecution.sync").members["Output"].kind is ShapeKind.STRING
    assert response("states:startExecution.sync:2").members["Output"].kind is ShapeKind.DOCUMENT
    assert "Output" not in response("states:startExecution").members


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:lambda:us-east-1:123456789012:function:f",
        "arn:aws:states:us-east-1:123456789012:activity:a",
        "what is this?",
        STATES + "sqs:sendMessage.waitForTaskToken",
        STATES + "aws-sdk:sqs:sendMessage.waitForTaskToken",
        STATES + "aws-sdk:batch:submitJob.sync",
        STATES + "aws-sdk:s3:bakePizza",
        STATES + "sqs:bakePizza",
        STATES + "pizza:bake",
        STATES + "eks:runJob.sync",
        STATES + "bedrockagentcore:invokeHarness",
        STATES + "sqs:sendMessage.sync",
    ],
)
def test_a_result_of_no_known_shape_is_unknown(text: str) -> None:
    assert task_response(parse_resource(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:lambda:us-east-1:123456789012:function:f",
        STATES + "sqs:bakePizza",
        STATES + "bedrockagentcore:invokeHarness",
    ],
)
def test_a_request_of_no_known_shape_is_unknown(text: str) -> None:
    assert task_request(parse_resource(text)) is None


def test_who_waits_for_a_token_sends_the_same_request() -> None:
    assert request("sqs:sendMessage.waitForTaskToken").required == ("QueueUrl", "MessageBody")


@pytest.mark.parametrize(("service", "action"), ACTIONS)
def test_every_optimized_action_is_described(service: str, action: str) -> None:
    integration = optimized(service)
    assert integration is not None
    described = integration.described[action]

    shapes = [task_request(resource(f"{service}:{action}"))] * ("request" not in described)
    for pattern in ("", *(p.value for p in integration.actions[action] if p.is_sync)):
        results = described.get("results", {})
        if pattern not in results or results[pattern] is not None:
            shapes.append(task_response(resource(f"{service}:{action}{pattern}")))

    assert None not in shapes
