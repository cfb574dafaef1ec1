from __future__ import annotations

import pytest

from asltool.model.sdk_models import Operation, model_text, operation, sdk_model, sdk_names
from asltool.model.shapes import Shape, ShapeKind


def known(service: str, action: str) -> Operation:
    found = operation(service, action)
    assert found is not None
    return found


def at(shape: Shape, *path: str) -> Shape:
    for step in path:
        inner = shape.element if step == "*" else shape.members[step]
        assert inner is not None
        shape = inner
    return shape


def test_an_action_says_what_it_takes_gives_and_raises() -> None:
    put = known("s3", "putObject")

    assert put.request.kind is ShapeKind.STRUCTURE
    assert put.request.required == ("Bucket", "Key")
    assert "ETag" in put.response.members
    assert "EncryptionTypeMismatchException" in put.errors


@pytest.mark.parametrize(
    ("service", "action", "member"),
    [
        ("eventbridge", "putTargets", "Targets"),
        ("batch", "submitJob", "JobName"),
        ("rds", "startDBInstance", "DbInstanceIdentifier"),
        ("s3", "putObject", "SsekmsKeyId"),
        ("cloudtrail", "createTrail", "SnsTopicName"),
        ("costexplorer", "getCostAndUsage", "TimePeriod"),
    ],
)
def test_members_bear_the_names_of_step_functions(service: str, action: str, member: str) -> None:
    assert member in known(service, action).request.members


def test_what_the_sdk_fills_in_is_not_required() -> None:
    create = known("ssmincidents", "startIncident").request

    assert "ClientToken" in create.members
    assert "ClientToken" not in create.required


@pytest.mark.parametrize(
    ("service", "action", "path", "kind"),
    [
        ("s3", "putObject", ("Metadata",), ShapeKind.MAP),
        ("s3", "putObject", ("Metadata", "*"), ShapeKind.STRING),
        ("s3", "putObject", ("Body",), ShapeKind.BLOB),
        ("s3", "putObject", ("BucketKeyEnabled",), ShapeKind.BOOLEAN),
        ("s3", "putObject", ("Expires",), ShapeKind.TIMESTAMP),
        ("s3", "putObject", ("ContentLength",), ShapeKind.INTEGER),
        ("cloudwatch", "putMetricData", ("MetricData", "*", "Value"), ShapeKind.DOUBLE),
        ("bedrockruntime", "converse", ("AdditionalModelRequestFields",), ShapeKind.DOCUMENT),
        ("dynamodb", "getItem", ("Key", "*", "S"), ShapeKind.STRING),
    ],
)
def test_a_request_can_be_walked_to_any_depth(
    service: str, action: str, path: tuple[str, ...], kind: ShapeKind
) -> None:
    assert at(known(service, action).request, *path).kind is kind


def test_a_shape_can_hold_itself() -> None:
    value = at(known("dynamodb", "getItem").response, "Item", "*")

    assert at(value, "M", "*") is value
    assert at(value, "L", "*", "L", "*") is value


def test_known_values_and_limits_are_told() -> None:
    request = known("sqs", "sendMessage").request
    messages = at(known("sqs", "receiveMessage").request, "MessageSystemAttributeNames", "*")
    years = at(known("dynamodb", "listTables").request, "Limit")

    assert "SentTimestamp" in messages.enum
    assert at(request, "QueueUrl").enum == ()
    assert (years.least, years.most) == (1, 100)


def test_copies_of_s3_can_be_named_as_java_does() -> None:
    copy = known("s3", "copyObject").request

    assert {"Bucket", "CopySource", "DestinationBucket", "SourceKey"} <= set(copy.members)
    assert copy.required == ()


def test_an_action_can_take_and_give_nothing() -> None:
    assert not known("sts", "getCallerIdentity").request.members
    assert not known("s3", "deleteBucket").response.members


def test_a_service_has_its_error_prefix() -> None:
    dynamodb = sdk_model("dynamodb")

    assert dynamodb is not None
    assert dynamodb.prefix == "DynamoDb"


def test_a_service_has_the_errors_of_all_its_actions() -> None:
    s3 = sdk_model("s3")

    assert s3 is not None
    assert {"NoSuchKeyException", "BucketAlreadyExistsException"} <= s3.errors()


def test_services_are_listed_in_order_with_their_names_in_the_command_line() -> None:
    names = sdk_names()

    assert list(names) == sorted(names)
    assert (names["cloudwatchlogs"], names["s3"], names["sfn"]) == ("logs", "s3", "stepfunctions")


def test_a_service_that_is_no_more_has_a_name_only() -> None:
    assert sdk_names()["qldb"] == "qldb"
    assert sdk_model("qldb") is None


def test_what_does_not_exist_is_none() -> None:
    assert operation("s3", "bakePizza") is None
    assert operation("pizza", "bake") is None
    assert sdk_model("pizza") is None
    assert model_text("") is None
