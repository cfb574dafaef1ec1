from __future__ import annotations

from typing import Any

import pytest

from asltool.expr.jsonpath.path import parse_path
from asltool.lint.data_flow.places import Miss, is_present, put, select
from asltool.lint.data_flow.responses import response_shape
from asltool.lint.data_flow.shapes import (
    BOOLEAN,
    NUMBER,
    STRING,
    UNKNOWN,
    ArrayShape,
    ObjectShape,
    Scalar,
    Shape,
    join,
)
from asltool.model.machine import Task
from asltool.parse.machine import parse_machine
from asltool.source.document import Document


def response(integration: str) -> Shape:
    state = {"Type": "Task", "Resource": f"arn:aws:states:::{integration}", "End": True}
    definition: Any = {"StartAt": "T", "States": {"T": state}}
    machine = parse_machine(Document.from_value(definition)).machine
    assert machine is not None
    task = machine.states["T"]
    assert isinstance(task, Task)
    return response_shape(task)


def found(integration: str, path: str) -> Shape | Miss:
    return select(response(integration), parse_path(path))


@pytest.mark.parametrize(
    ("integration", "path", "shape"),
    [
        ("sqs:sendMessage", "$.MessageId", STRING),
        ("lambda:invoke", "$.Payload.anything", UNKNOWN),
        ("lambda:invoke", "$.StatusCode", NUMBER),
        ("aws-sdk:dynamodb:query", "$.Count", NUMBER),
        ("aws-sdk:dynamodb:query", "$.Items[0].id.S", STRING),
        ("aws-sdk:dynamodb:scan", "$.Items[0].id.Bool", BOOLEAN),
        ("aws-sdk:sfn:describeExecution", "$.StartDate", Scalar(frozenset({"string", "number"}))),
        ("lambda:invoke.waitForTaskToken", "$.anything", UNKNOWN),
    ],
)
def test_members_of_responses(integration: str, path: str, shape: Shape) -> None:
    assert found(integration, path) == shape


def test_texts_of_a_service_are_listed() -> None:
    status = found("aws-sdk:sfn:describeExecution", "$.Status")

    assert isinstance(status, Scalar)
    assert status.values is not None
    assert "SUCCEEDED" in status.values


@pytest.mark.parametrize("path", ["$.item", "$.Item.id.s", "$.Item.id.S.x", "$.Payload"])
def test_names_that_a_response_has_not(path: str) -> None:
    assert isinstance(found("dynamodb:getItem", path), Miss)


def test_no_member_of_a_response_is_sure() -> None:
    assert is_present(response("dynamodb:getItem"), parse_path("$.Item").steps) is None


def test_names_that_the_sdk_may_spell_otherwise_are_not_missed() -> None:
    instances = response("aws-sdk:rds:describeDBInstances")

    assert select(instances, parse_path("$.DBInstances")) is UNKNOWN
    assert isinstance(select(instances, parse_path("$.DbInstances")), ArrayShape)
    assert isinstance(select(instances, parse_path("$.dbInstances")), Miss)


def test_a_response_to_which_something_is_added_keeps_its_members() -> None:
    added = put(response("dynamodb:getItem"), ("mine",), NUMBER)
    added = put(added, ("Item", "mine"), NUMBER)

    assert select(added, parse_path("$.mine")) is NUMBER
    assert is_present(added, parse_path("$.mine").steps) is True
    assert select(added, parse_path("$.Item.mine")) is NUMBER
    assert select(added, parse_path("$.Item.other.S")) is UNKNOWN
    assert isinstance(select(added, parse_path("$.other")), Miss)
    assert isinstance(added, ObjectShape)
    assert list(added.members)[-1] == "mine"
    assert len(added.members) == 1 + len(list(response_members()))


def response_members() -> Any:
    shape = response("dynamodb:getItem")
    assert isinstance(shape, ObjectShape)
    return shape.members


def test_responses_of_one_action_are_alike() -> None:
    one, other = response("dynamodb:getItem"), response("dynamodb:getItem")

    assert one == other
    assert put(one, ("a",), NUMBER) == put(other, ("a",), NUMBER)
    assert put(one, ("Item", "a"), NUMBER) == put(other, ("Item", "a"), NUMBER)
    assert one != response("dynamodb:putItem")
    assert join(one, other) is one


def test_of_two_responses_every_member_is_optional() -> None:
    either = join(response("dynamodb:getItem"), response("sqs:sendMessage"))

    assert is_present(either, parse_path("$.Item").steps) is None
    assert is_present(either, parse_path("$.MessageId").steps) is None
    assert is_present(either, parse_path("$.Payload").steps) is False
