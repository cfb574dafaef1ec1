from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.expressions import Data
from linting import facts_of
from parsing import INNER

LAMBDA = "arn:aws:states:::lambda:invoke"
READ = "arn:aws:states:::s3:getObject"
WRITE = "arn:aws:states:::s3:putObject"
DISTRIBUTED = {**INNER, "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}}


def placed(state: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Give place, text and data of the expressions of a state."""
    facts = facts_of({"StartAt": "A", "States": {"A": state, "B": {"Type": "Succeed"}}})
    found = facts.expressions(facts.machine.states["A"])
    return [
        (str(each.at).removeprefix("/States/A/"), each.expression.text, each.data.value) for each in found
    ]


def test_the_expressions_of_a_task_see_input_then_result_then_output() -> None:
    task = {
        "Type": "Task",
        "Resource": LAMBDA,
        "InputPath": "$.i",
        "Parameters": {"a": [{"b.$": "$.b"}], "c": 1},
        "Credentials": {"RoleArn.$": "$.role"},
        "TimeoutSecondsPath": "$.t",
        "HeartbeatSecondsPath": "$.h",
        "ResultSelector": {"r.$": "States.UUID()"},
        "ResultPath": "$.out",
        "Assign": {"v.$": "$$.State.Name"},
        "OutputPath": "$.out",
        "Catch": [{"ErrorEquals": ["E"], "Next": "B", "Assign": {"cause.$": "$.Cause"}}],
        "Next": "B",
    }

    assert placed(task) == [
        ("InputPath", "$.i", "raw input"),
        ("Parameters/a/0/b.$", "$.b", "input"),
        ("Credentials/RoleArn.$", "$.role", "input"),
        ("TimeoutSecondsPath", "$.t", "input"),
        ("HeartbeatSecondsPath", "$.h", "input"),
        ("ResultSelector/r.$", "States.UUID()", "result"),
        ("Assign/v.$", "$$.State.Name", "result"),
        ("OutputPath", "$.out", "output"),
        ("Catch/0/Assign/cause.$", "$.Cause", "error"),
    ]


def test_the_expressions_of_a_jsonata_task_are_those_between_marks() -> None:
    task = {
        "Type": "Task",
        "QueryLanguage": "JSONata",
        "Resource": LAMBDA,
        "Arguments": {"a": ["{% 1 %}", "plain"]},
        "Credentials": {"RoleArn": "{% $role %}"},
        "TimeoutSeconds": "{% 2 %}",
        "HeartbeatSeconds": 1,
        "Assign": {"v": "{% 3 %}"},
        "Output": "{% $states.result %}",
        "Catch": [{"ErrorEquals": ["E"], "Next": "B", "Output": "{% 4 %}", "Assign": {"c": "{% 5 %}"}}],
        "End": True,
    }

    assert placed(task) == [
        ("Arguments/a/0", "1", "input"),
        ("Credentials/RoleArn", "$role", "input"),
        ("TimeoutSeconds", "2", "input"),
        ("Assign/v", "3", "result"),
        ("Output", "$states.result", "result"),
        ("Catch/0/Assign/c", "5", "error"),
        ("Catch/0/Output", "4", "error"),
    ]


def test_the_expressions_of_a_map_stand_in_its_parts_too() -> None:
    map_ = {
        "Type": "Map",
        "ItemProcessor": DISTRIBUTED,
        "ItemsPath": "$.items",
        "ItemReader": {
            "Resource": READ,
            "Parameters": {"Bucket.$": "$.bucket"},
            "ReaderConfig": {"InputType": "JSON", "MaxItemsPath": "$.most"},
        },
        "ItemSelector": {"item.$": "$$.Map.Item.Value"},
        "ItemBatcher": {"MaxItemsPerBatchPath": "$.n", "BatchInput": {"b.$": "$.b"}},
        "MaxConcurrencyPath": "$.many",
        "ToleratedFailureCountPath": "$.few",
        "ResultWriter": {"Resource": WRITE, "Parameters": {"Bucket.$": "$.out"}},
        "End": True,
    }

    assert [at for at, _, data in placed(map_) if data == "input"] == [
        "ItemsPath",
        "ItemReader/Parameters/Bucket.$",
        "ItemReader/ReaderConfig/MaxItemsPath",
        "ItemSelector/item.$",
        "ItemBatcher/BatchInput/b.$",
        "ItemBatcher/MaxItemsPerBatchPath",
        "MaxConcurrencyPath",
        "ToleratedFailureCountPath",
        "ResultWriter/Parameters/Bucket.$",
    ]


@pytest.mark.parametrize("name", ["ItemSelector", "Parameters"])
def test_only_what_is_made_for_each_item_sees_the_item(name: str) -> None:
    map_ = {"Type": "Map", "ItemProcessor": INNER, "InputPath": "$.a", name: {"b.$": "$.b"}, "End": True}
    facts = facts_of({"StartAt": "A", "States": {"A": map_}})

    found = facts.expressions(facts.machine.states["A"])

    assert [(each.field[-1], each.sees_item) for each in found] == [("InputPath", False), (name, True)]


def test_a_jsonata_map_gives_its_items_and_amounts_as_expressions() -> None:
    map_ = {
        "Type": "Map",
        "QueryLanguage": "JSONata",
        "ItemProcessor": DISTRIBUTED,
        "Items": "{% 1 %}",
        "ItemReader": {
            "Resource": READ,
            "Arguments": {"Bucket": "{% 2 %}"},
            "ReaderConfig": {"InputType": "JSON", "MaxItems": "{% 3 %}"},
        },
        "ItemBatcher": {"MaxItemsPerBatch": "{% 4 %}"},
        "MaxConcurrency": "{% 5 %}",
        "End": True,
    }

    assert [at for at, _, _ in placed(map_)] == [
        "Items",
        "ItemReader/Arguments/Bucket",
        "ItemReader/ReaderConfig/MaxItems",
        "ItemBatcher/MaxItemsPerBatch",
        "MaxConcurrency",
    ]


def test_conditions_are_looked_into() -> None:
    nested = {"Variable": "$.b", "StringEqualsPath": "$.c"}
    choice = {
        "Type": "Choice",
        "Choices": [
            {"Variable": "$.a", "IsNull": True, "Next": "B", "Assign": {"v.$": "$.v"}},
            {"And": [nested, {"Not": {"Or": [nested]}}], "Next": "B"},
        ],
        "Assign": {"w.$": "$.w"},
        "Default": "B",
    }

    assert [at for at, _, _ in placed(choice)] == [
        "Choices/0/Variable",
        "Choices/0/Assign/v.$",
        "Choices/1/And/0/Variable",
        "Choices/1/And/0/StringEqualsPath",
        "Choices/1/And/1/Not/Or/0/Variable",
        "Choices/1/And/1/Not/Or/0/StringEqualsPath",
        "Assign/w.$",
    ]


def test_a_jsonata_rule_has_a_condition_and_an_output() -> None:
    choice = {
        "Type": "Choice",
        "QueryLanguage": "JSONata",
        "Choices": [{"Condition": "{% true %}", "Next": "B", "Output": "{% 1 %}"}],
        "Output": {"a": "{% 2 %}"},
    }

    assert [at for at, _, _ in placed(choice)] == ["Choices/0/Condition", "Choices/0/Output", "Output/a"]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"Seconds": 5}, []),
        ({"SecondsPath": "$.s"}, ["SecondsPath"]),
        ({"Timestamp": "2030-01-31T12:00:00Z"}, []),
        ({"TimestampPath": "$.t"}, ["TimestampPath"]),
        ({"QueryLanguage": "JSONata", "Seconds": "{% 5 %}"}, ["Seconds"]),
        (
            {"QueryLanguage": "JSONata", "Timestamp": "{% 'x' %}", "Output": "{% 1 %}"},
            ["Timestamp", "Output"],
        ),
    ],
)
def test_what_a_wait_waits_for_may_be_an_expression(fields: dict[str, Any], found: list[str]) -> None:
    assert [at for at, _, _ in placed({"Type": "Wait", "End": True, **fields})] == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"Error": "Gone", "CausePath": "$.c"}, [("CausePath", "raw input")]),
        ({"ErrorPath": "States.UUID()", "Cause": "c"}, [("ErrorPath", "raw input")]),
        (
            {"QueryLanguage": "JSONata", "Error": "{% 'e' %}", "Cause": "{% 'c' %}"},
            [("Error", "input"), ("Cause", "input")],
        ),
    ],
)
def test_a_fail_state_computes_error_and_cause(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert [(at, data) for at, _, data in placed({"Type": "Fail", **fields})] == found


def test_the_variables_of_a_pass_are_made_of_its_result_in_jsonpath_only() -> None:
    pass_ = {"Type": "Pass", "End": True}

    assert placed({**pass_, "Parameters": {"b.$": "$.b"}, "Assign": {"a.$": "$.a"}}) == [
        ("Parameters/b.$", "$.b", "input"),
        ("Assign/a.$", "$.a", "result"),
    ]
    assert placed({**pass_, "QueryLanguage": "JSONata", "Assign": {"a": "{% 1 %}"}}) == [
        ("Assign/a", "1", "input")
    ]


def test_branches_get_what_the_parameters_of_a_parallel_make() -> None:
    parallel = {"Type": "Parallel", "Branches": [INNER], "Parameters": {"a.$": "$.a"}, "End": True}

    assert placed(parallel) == [("Parameters/a.$", "$.a", "input")]


def test_placeholders_and_broken_states_have_no_expressions() -> None:
    wait = {"Type": "Wait", "QueryLanguage": "JSONata", "Seconds": "${Pause}", "End": True}

    assert placed(wait) == []
    assert placed({"Type": "Pass", "InputPath": "no path", "Parameters": {"a.$": "$.a"}, "End": True}) == []


def test_succeed_selects_its_output() -> None:
    assert placed({"Type": "Succeed", "OutputPath": "$.a"}) == [("OutputPath", "$.a", Data.OUTPUT.value)]
