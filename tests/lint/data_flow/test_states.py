from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.data_flow.notes import Missing, Mistyped
from asltool.lint.data_flow.shapes import (
    ARRAY,
    STRING,
    UNKNOWN,
    ArrayShape,
    ObjectShape,
    array_of,
    exact,
)
from shape_checking import after, entries_of, ways_by_state

WORK = {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:Work"}
INNER = {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": True}}}


def map_of(value: Any, inner: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return after(value, {"Type": "Map", "ItemProcessor": inner or INNER, "Next": "E", **fields})


def data_at(name: str, definition: dict[str, Any]) -> Any:
    (way,) = ways_by_state(definition)[name]
    return way.data


def test_an_iteration_gets_an_item() -> None:
    assert data_at("I", map_of(["a", "b"])) == STRING
    assert data_at("I", map_of({"list": [{"x": 1}]}, ItemsPath="$.list")) == exact({"x": 1})


def test_an_iteration_gets_what_is_selected() -> None:
    selector = {"item.$": "$$.Map.Item.Value", "n.$": "$.n"}

    data = data_at("I", map_of({"list": ["a"], "n": 1}, ItemsPath="$.list", ItemSelector=selector))

    assert data == ObjectShape({"item": exact("a"), "n": exact(1)})


def test_a_batch_has_items_and_input() -> None:
    batcher = {"MaxItemsPerBatch": 2, "BatchInput": {"n.$": "$[0]"}}

    data = data_at("I", map_of(["a"], ItemBatcher=batcher))

    assert data == ObjectShape(
        {"Items": ArrayShape(exact("a")), "BatchInput": ObjectShape({"n": exact("a")})}
    )


def test_nothing_is_known_of_items_that_are_read() -> None:
    reader = {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket.$": "$.no", "Key": "k"}}
    definition = map_of({}, ItemReader=reader)

    assert data_at("I", definition) is UNKNOWN
    (note,) = entries_of(definition)
    assert str(note.place.at) == "/States/B/ItemReader/Parameters/Bucket.$"


def test_a_map_gives_an_array_of_what_its_iterations_give() -> None:
    inner = {"StartAt": "I", "States": {"I": {"Type": "Pass", "Result": {"x": 1}, "End": True}}}

    assert data_at("E", map_of([1, 2], inner)) == ArrayShape(exact({"x": 1}))


def test_a_map_whose_iterations_all_fail_gives_an_empty_array() -> None:
    inner = {"StartAt": "I", "States": {"I": {"Type": "Fail"}}}

    assert data_at("E", map_of([1], inner)) == array_of([])


def test_a_map_that_writes_its_results_tells_nothing_of_them() -> None:
    writer = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b", "Prefix": "p"}}

    assert data_at("E", map_of([1], ResultWriter=writer)) is UNKNOWN


@pytest.mark.parametrize("mode", ["INLINE", "DISTRIBUTED"])
def test_only_inline_iterations_see_the_variables_outside(mode: str) -> None:
    config: dict[str, Any] = {"Mode": mode} | ({"ExecutionType": "STANDARD"} if mode != "INLINE" else {})
    definition = map_of([1], {**INNER, "ProcessorConfig": config})
    definition["States"]["A"]["Assign"] = {"v": 1}

    (way,) = ways_by_state(definition)["I"]

    assert way.variables == (ObjectShape({"v": exact(1)}) if mode == "INLINE" else ObjectShape({}))


def test_the_input_of_a_child_execution_is_its_item() -> None:
    config = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
    reading = {"Type": "Pass", "InputPath": "$$.Execution.Input.y", "End": True}
    definition = map_of([{"x": 1}], {"StartAt": "I", "States": {"I": reading}, "ProcessorConfig": config})

    (note,) = entries_of(definition)

    assert isinstance(note, Missing)
    assert note.names == ("Execution", "Input", "y")


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ({"a": 1}, {}),
        ({"a": "x"}, {"ItemsPath": "$.a"}),
        ([], {"MaxConcurrencyPath": "$"}),
        ([True], {"ToleratedFailureCountPath": "$[0]"}),
        ([None], {"ToleratedFailurePercentagePath": "$[0]"}),
    ],
)
def test_fields_of_a_map_want_their_types(value: Any, fields: dict[str, Any]) -> None:
    (note,) = entries_of(map_of(value, **fields))

    assert isinstance(note, Mistyped)


def test_a_distributed_map_takes_an_object() -> None:
    config = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}

    assert entries_of(map_of({"a": 1}, {**INNER, "ProcessorConfig": config})) == []


def test_items_of_jsonata_must_be_an_array() -> None:
    definition = map_of({"list": [1], "x": 1}, QueryLanguage="JSONata", Items="{% $states.input.x %}")

    (note,) = entries_of(definition)

    assert isinstance(note, Mistyped)
    definition["States"]["B"]["Items"] = "{% $states.input.list %}"
    assert entries_of(definition) == []


def test_a_parallel_gives_what_its_branches_give_in_order() -> None:
    branches = [
        {"StartAt": "P", "States": {"P": {"Type": "Pass", "Result": 1, "End": True}}},
        {"StartAt": "Q", "States": {"Q": {"Type": "Pass", "InputPath": "$.a", "End": True}}},
    ]
    definition = after({"a": "x"}, {"Type": "Parallel", "Branches": branches, "Next": "E"})

    assert data_at("E", definition) == array_of([exact(1), exact("x")])
    definition["States"]["B"]["Parameters"] = {"a": 2}
    assert data_at("Q", definition) == exact({"a": 2})


def test_a_parallel_with_a_branch_that_fails_is_left_by_catchers_only() -> None:
    catcher = {"ErrorEquals": ["States.ALL"], "Next": "C"}
    branches = [{"StartAt": "P", "States": {"P": {"Type": "Fail"}}}]
    definition = after({}, {"Type": "Parallel", "Branches": branches, "Catch": [catcher], "Next": "E"})
    definition["States"]["C"] = {"Type": "Succeed"}

    assert ways_by_state(definition).keys() == {"A", "B", "P", "C"}


def test_after_a_choice_ways_are_told_apart_no_longer() -> None:
    definition = after({}, {"Type": "Choice", "Choices": [], "Default": "E"})
    definition["States"]["A"] = {
        "Type": "Choice",
        "Choices": [{"Variable": "$.x", "IsNull": True, "Next": "P"}],
        "Default": "Q",
    }
    definition["States"] |= {
        "P": {"Type": "Pass", "Result": {"x": 1}, "Next": "B"},
        "Q": {"Type": "Pass", "Result": {"y": 1}, "Next": "B"},
        "B": {**definition["States"]["A"], "Default": "E"},
    }
    definition["States"]["B"]["Choices"] = [
        {"Variable": "$.z", "IsPresent": True, "Next": "E"},
    ]

    ways = ways_by_state(definition)

    assert len(ways["B"]) == 2
    assert ways["E"][0].data == ObjectShape({"x": exact(1), "y": exact(1)}, frozenset({"x", "y"}))


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ({"Type": "Wait", "SecondsPath": "$", "Next": "E"}, "a number or a string"),
        ({"Type": "Wait", "TimestampPath": "$", "Next": "E"}, "a string"),
        ({"Type": "Fail", "ErrorPath": "$"}, "a string"),
        ({**WORK, "TimeoutSecondsPath": "$", "Next": "E"}, "a number or a string"),
        ({**WORK, "HeartbeatSecondsPath": "$", "Next": "E"}, "a number or a string"),
    ],
)
def test_fields_want_their_types(state: dict[str, Any], wanted: str) -> None:
    (note,) = entries_of(after([1], state))

    assert isinstance(note, Mistyped)
    assert note.wanted == wanted


@pytest.mark.parametrize(
    "state",
    [
        {"Type": "Wait", "Seconds": "{% 'a' %}", "Next": "E"},
        {"Type": "Wait", "Timestamp": "{% 1 %}", "Next": "E"},
        {"Type": "Fail", "Cause": "{% 1 %}"},
        {**WORK, "TimeoutSeconds": "{% 'a' %}", "Next": "E"},
    ],
)
def test_fields_of_jsonata_want_their_types(state: dict[str, Any]) -> None:
    (note,) = entries_of(after(1, {**state, "QueryLanguage": "JSONata"}))

    assert isinstance(note, Mistyped)


def test_a_wait_passes_on_what_it_selects() -> None:
    state = {"Type": "Wait", "Seconds": 1, "InputPath": "$.a", "Next": "E"}

    assert data_at("E", after({"a": 1}, state)) == exact(1)


def test_a_task_that_surely_fails_before_its_work_is_left_by_catchers_only() -> None:
    catcher = {"ErrorEquals": ["States.ALL"], "ResultPath": "$.e", "Next": "C"}
    state = {**WORK, "Parameters": {"x.$": "$.no"}, "Catch": [catcher], "Next": "E"}
    definition = after({}, state)
    definition["States"]["C"] = {"Type": "Succeed"}

    assert ways_by_state(definition).keys() == {"A", "B", "C"}


def test_credentials_are_looked_at() -> None:
    state = {**WORK, "Credentials": {"RoleArn.$": "$.role"}, "Next": "E"}

    (note,) = entries_of(after({}, state))

    assert str(note.place.at) == "/States/B/Credentials/RoleArn.$"


def test_nothing_is_known_behind_a_state_that_does_not_parse() -> None:
    broken = {"Type": "Parallel", "Branches": [INNER], "Retry": 1, "Next": "E"}
    definition = after({"a": 1}, broken)

    ways = ways_by_state(definition)

    assert ways["E"][0].data is UNKNOWN
    assert ways["I"][0].data is UNKNOWN
    assert ways["E"][0].variables.is_open


def test_a_path_that_selects_several_places_gives_an_array() -> None:
    assert data_at("E", after({"a": 1}, {"Type": "Pass", "InputPath": "$[*]", "Next": "E"})) is ARRAY
