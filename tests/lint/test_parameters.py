from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.parameters import Given, given, members, missing
from asltool.model.machine import Task
from asltool.model.resource import parse_resource
from asltool.model.shapes import Shape, ShapeKind
from asltool.model.task_shapes import task_request
from asltool.source.pointer import ROOT, Pointer
from linting import facts_of


def shape_of(key: str) -> Shape:
    shape = task_request(parse_resource(f"arn:aws:states:::{key}"))
    assert shape is not None
    return shape


def given_for(key: str, value: Any, language: str = "JSONPath") -> list[Given]:
    return list(given(value, ROOT / "Parameters", shape_of(key), key, language))


def places(found: list[Given]) -> list[str]:
    return [str(Pointer(one.at[1:])) for one in found]


def test_what_may_be_wrong_is_given_beside_its_shape() -> None:
    found = given_for("aws-sdk:eventbridge:putTargets", {"rule": 1, "Targets": [{"id": "1"}]})

    assert places(found) == ["", "/rule", "/Targets", "/Targets/0"]
    assert [one.shape.kind for one in found] == [
        ShapeKind.STRUCTURE,
        ShapeKind.STRING,
        ShapeKind.LIST,
        ShapeKind.STRUCTURE,
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sqs:sendMessage", {"QueueUrl": "q", "MessageBody.$": "$", "MessageAttributes": {}}),
        ("aws-sdk:s3:putObject", {"Bucket": "b", "Key": "k", "Acl": "private"}),
        ("dynamodb:getItem", {"TableName": "t", "Key": {"id": {"S": "1"}}, "ConsistentRead": True}),
    ],
)
def test_what_is_surely_right_is_not_given(key: str, value: dict[str, Any]) -> None:
    assert not given_for(key, value)


def test_the_values_of_maps_are_given_too() -> None:
    found = given_for("dynamodb:getItem", {"Key": {"id": {"Bool": "true"}}})

    assert places(found) == ["", "/Key/id/Bool"]


@pytest.mark.parametrize(
    ("language", "member"),
    [
        ("JSONPath", {"QueueUrl.$": "$.url"}),
        ("JSONPath", {"QueueUrl": "$.url"}),
        ("JSONPath", {"QueueUrl": "States.UUID()"}),
        ("JSONPath", {"QueueUrl": "${Url}"}),
        ("JSONPath", {"QueueUrl": None}),
        ("JSONPath", {"MessageBody": {"any": "thing"}}),
        ("JSONPath", {"Unheard": "of"}),
        ("JSONata", {"QueueUrl": "{% $url %}"}),
        ("JSONata", {"QueueUrl": "https://${Host}/q"}),
    ],
)
def test_what_nobody_knows_or_nobody_describes_is_not_given(language: str, member: dict[str, Any]) -> None:
    assert places(given_for("sqs:sendMessage", member, language)) == [""]


def test_values_of_the_wrong_kind_are_not_looked_into() -> None:
    found = given_for(
        "aws-sdk:eventbridge:putTargets", {"Rule": {"Id": 1}, "Targets": {"Id": "1"}, "EventBusName": [1]}
    )

    assert places(found) == ["/Rule", "/Targets", "/EventBusName"]


def test_values_are_named_by_the_members_that_lead_to_them() -> None:
    found = given_for("aws-sdk:eventbridge:putTargets", {"rule": [], "Targets": [{"Id": {}}]})

    assert [one.name for one in found] == [
        "the parameters of aws-sdk:eventbridge:putTargets",
        '"rule"',
        '"Targets"',
        '"Targets"',
        '"Id" of "Targets"',
    ]


def test_members_are_named_without_their_suffix() -> None:
    whole, *_ = given_for("sqs:sendMessage", {"QueueUrl.$": "$.url", "${Key}": 1, "MessageBody": "b"})

    assert [(member.key, member.name) for member in members(whole.value)] == [
        ("QueueUrl.$", "QueueUrl"),
        ("MessageBody", "MessageBody"),
    ]
    assert not list(members(["QueueUrl"]))


def test_members_that_a_structure_does_not_have_are_strangers() -> None:
    whole, *_ = given_for("sqs:sendMessage", {"QueueUrl.$": "$.url", "queueUrl": 1, "Pizza": 2, "${Key}": 3})

    assert [member.name for member in whole.strangers] == ["queueUrl", "Pizza"]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"QueueUrl": "q", "MessageBody": "b", "Pizza": 1}, []),
        ({"queueUrl": "q", "MessageBody.$": "$"}, []),
        ({"QueueUrl": "q", "${Body}": "b"}, []),
        ({"QueueUrl": "q"}, ['"MessageBody"']),
        ({"QueueUrl": "q", "MesageBody": "b"}, []),
        (["QueueUrl"], []),
    ],
)
def test_what_must_be_there_is_missing_where_nothing_may_be_it(value: Any, names: list[str]) -> None:
    whole, *_ = given_for("sqs:sendMessage", value)

    assert missing(whole) == names


@pytest.mark.parametrize(
    ("task", "count"),
    [
        ({"Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"DelaySeconds": "5"}}, 2),
        ({"Resource": "arn:aws:states:::sqs:sendMessage"}, 0),
        ({"Resource": "arn:aws:states:::sqs:${Action}", "Parameters": {"QueueUrl": "q"}}, 0),
        ({"Resource": "arn:aws:states:::pizza:bake", "Parameters": {"QueueUrl": "q"}}, 0),
        (
            {
                "Resource": "arn:aws:states:::sqs:sendMessage",
                "QueryLanguage": "JSONata",
                "Arguments": {"DelaySeconds": "5"},
            },
            2,
        ),
    ],
)
def test_a_task_is_given_what_its_integration_takes(task: dict[str, Any], count: int) -> None:
    facts = facts_of({"StartAt": "A", "States": {"A": {"Type": "Task", "End": True, **task}}})
    state = facts.machine.states["A"]
    assert isinstance(state, Task)

    assert len(facts.parameters(state)) == count
    assert facts.parameters(state) is facts.parameters(state)
