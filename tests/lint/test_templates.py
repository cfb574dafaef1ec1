from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.templates import (
    looks_like_expression,
    marked_texts,
    templates,
    unmarked_expressions,
)
from asltool.source.pointer import ROOT
from linting import facts_of
from parsing import INNER

AT = ROOT / "Parameters"


@pytest.mark.parametrize(
    "text",
    [
        "$.a",
        "$.a[0].b",
        "$['a']",
        "$$.Execution.Id",
        "$$['Execution']",
        "States.UUID()",
        "States.Format('{}', $.a)",
    ],
)
def test_paths_and_calls_look_like_expressions(text: str) -> None:
    assert looks_like_expression(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "$",
        "$$",
        "$5",
        "$a",
        "$. a b(",
        "a $.b",
        "States.ALL",
        "States.Format(",
        "states.uuid()",
        "$[",
        "{% $.a %}",
    ],
)
def test_other_texts_do_not(text: str) -> None:
    assert not looks_like_expression(text)


def places(state: dict[str, Any]) -> list[str]:
    """Give where a state has templates."""
    facts = facts_of({"StartAt": "A", "States": {"A": state}})
    found = templates(facts.machine.states["A"], facts)
    return [str(at).removeprefix("/States/A") for at, _ in found]


def test_templates_are_found_in_every_field_that_has_one() -> None:
    task = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": {},
        "ResultSelector": {},
        "Assign": {},
        "Credentials": {"RoleArn": "arn:aws:iam::444455556666:role/Work"},
        "Catch": [
            {"ErrorEquals": ["E"], "Next": "A"},
            {"ErrorEquals": ["States.ALL"], "Next": "A", "Assign": {}},
        ],
        "End": True,
    }

    assert places(task) == ["/Parameters", "/ResultSelector", "/Assign", "/Credentials", "/Catch/1/Assign"]


def test_templates_of_maps_stand_in_their_inner_fields_too() -> None:
    map_ = {
        "Type": "Map",
        "ItemProcessor": {**INNER, "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}},
        "ItemSelector": {},
        "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {}},
        "ItemBatcher": {"MaxItemsPerBatch": 2, "BatchInput": {}},
        "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {}},
        "End": True,
    }

    assert places(map_) == [
        "/ItemSelector",
        "/ItemReader/Parameters",
        "/ItemBatcher/BatchInput",
        "/ResultWriter/Parameters",
    ]


def test_a_jsonata_state_has_templates_of_its_own() -> None:
    task = {
        "Type": "Task",
        "QueryLanguage": "JSONata",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Arguments": {},
        "Assign": {},
        "Output": "all",
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "A", "Output": {}}],
        "End": True,
    }

    assert places(task) == ["/Arguments", "/Assign", "/Output", "/Catch/0/Output"]
    assert places({"Type": "Fail", "QueryLanguage": "JSONata", "Cause": "$.a"}) == ["/Cause"]


def test_templates_of_choice_rules_are_found() -> None:
    rule = {"Variable": "$.a", "IsNull": True, "Next": "A"}

    assert places({"Type": "Choice", "Choices": [rule, {**rule, "Assign": {"a": 1}}]}) == [
        "/Choices/1/Assign"
    ]


@pytest.mark.parametrize("catch", [{}, [1, None], "no list"])
def test_what_is_no_list_of_objects_has_no_templates(catch: object) -> None:
    task = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Catch": catch, "End": True}

    assert places(task) == []


def test_unmarked_expressions_are_found_at_any_depth() -> None:
    template = {"a": "$.a", "b.$": "$.b", "c": [{"d": "$.d"}, "$.e", "plain", 5, None], "f": {"g": True}}

    found = list(unmarked_expressions(template, AT))

    assert [(str(text.at), text.value, text.key) for text in found] == [
        ("/Parameters/a", "$.a", "a"),
        ("/Parameters/c/0/d", "$.d", "d"),
        ("/Parameters/c/1", "$.e", None),
    ]
    assert [text.siblings for text in found] == [{"a", "b.$", "c", "f"}, {"d"}, frozenset()]
    assert {text.root for text in found} == {AT}


@pytest.mark.parametrize("key", ["InputPath", "inputPath", "InputPathsMap", "Paths", "JsonPointer"])
def test_fields_that_take_paths_as_texts_are_left_alone(key: str) -> None:
    assert list(unmarked_expressions({key: "$.a"}, AT)) == []
    assert list(unmarked_expressions({key: {"b": "$.a"}}, AT)) == []


def test_marked_texts_are_those_whose_key_says_so() -> None:
    template = {"a.$": "$.a", "b": {"c.$": "nothing", "d.$": 5}, "e": ["$.e"], "f": "$.f"}

    assert [(str(text.at), text.value) for text in marked_texts(template, AT)] == [
        ("/Parameters/a.$", "$.a"),
        ("/Parameters/b/c.$", "nothing"),
    ]
