from __future__ import annotations

from typing import Any

from asltool.lint.data_flow.notes import Missing, Mistyped
from asltool.lint.data_flow.shapes import (
    OPEN_OBJECT,
    UNKNOWN,
    ObjectShape,
    Scalar,
    exact,
)
from shape_checking import after, entries_of, ways_by_state

LAMBDA = "arn:aws:states:us-east-1:123456789012:activity:Work"


def data_after(state: dict[str, Any], value: Any = None) -> Any:
    (way,) = ways_by_state(after({"a": 1} if value is None else value, {**state, "Next": "E"}))["E"]
    return way.data


def test_result_path_adds_to_the_raw_input() -> None:
    state = {"Type": "Pass", "InputPath": "$.a", "ResultPath": "$.r"}

    assert data_after(state) == ObjectShape({"a": exact(1), "r": exact(1)})


def test_null_for_result_path_keeps_the_input() -> None:
    assert data_after({"Type": "Pass", "Result": 5, "ResultPath": None}) == exact({"a": 1})


def test_null_for_a_path_gives_an_empty_object() -> None:
    assert data_after({"Type": "Pass", "InputPath": None}) == ObjectShape({})
    assert data_after({"Type": "Pass", "OutputPath": None}) == ObjectShape({})


def test_a_result_selector_sees_the_result() -> None:
    state = {"Type": "Task", "Resource": LAMBDA, "ResultSelector": {"x.$": "$.y"}, "ResultPath": "$.r"}

    assert data_after(state) == ObjectShape({"a": exact(1), "r": ObjectShape({"x": UNKNOWN})})


def test_output_path_selects_from_input_and_result() -> None:
    assert data_after({"Type": "Pass", "Result": 5, "ResultPath": "$.r", "OutputPath": "$.r"}) == exact(5)


def test_a_placeholder_for_result_path_leaves_everything_open() -> None:
    assert data_after({"Type": "Pass", "Result": 5, "ResultPath": "${Place}"}) is UNKNOWN


def test_variables_are_assigned_from_the_result_with_their_values_at_entry() -> None:
    state = {"Type": "Pass", "Result": 5, "Assign": {"v.$": "$"}, "Next": "C"}
    definition = after({}, state)
    definition["States"]["C"] = {"Type": "Pass", "Assign": {"v": 6, "w.$": "$v"}, "Next": "E"}

    (way,) = ways_by_state(definition)["E"]

    assert way.variables == ObjectShape({"v": exact(6), "w": exact(5)})


def test_a_catcher_replaces_the_input_or_adds_to_it() -> None:
    catchers = [
        {"ErrorEquals": ["Boom"], "Next": "C", "ResultPath": "$.e", "Assign": {"why.$": "$.Cause"}},
        {"ErrorEquals": ["States.ALL"], "Next": "D"},
    ]
    definition = after({"a": 1}, {"Type": "Task", "Resource": LAMBDA, "Catch": catchers, "Next": "E"})
    definition["States"] |= {"C": {"Type": "Succeed"}, "D": {"Type": "Succeed"}}
    text = Scalar(frozenset({"string", "null"}))
    error = ObjectShape({"Error": text, "Cause": text})

    ways = ways_by_state(definition)

    assert ways["C"][0].data == ObjectShape({"a": exact(1), "e": error})
    assert ways["C"][0].variables == ObjectShape({"why": text})
    assert ways["D"][0].data == error


def test_jsonata_passes_on_output_or_result() -> None:
    output = {"a": "{% $states.input.a %}", "r": "{% $states.result.x %}"}
    task = {"Type": "Task", "Resource": LAMBDA, "QueryLanguage": "JSONata"}

    assert data_after({**task, "Output": output}) == ObjectShape({"a": exact(1), "r": UNKNOWN})
    assert data_after(task) is UNKNOWN
    assert data_after({"Type": "Pass", "QueryLanguage": "JSONata"}) == exact({"a": 1})


def test_an_output_that_gives_nothing_ends_the_way() -> None:
    definition = after({}, {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.a %}"})
    definition["States"]["B"]["Next"] = "E"

    (note,) = entries_of(definition)

    assert isinstance(note, Missing)
    assert "E" not in ways_by_state(definition)


def test_a_result_without_a_place_is_noted() -> None:
    definition = after("text", {"Type": "Pass", "Result": 1, "ResultPath": "$.a", "Next": "E"})

    (note,) = entries_of(definition)

    assert isinstance(note, Mistyped)
    assert note.role == "place"
    assert "E" not in ways_by_state(definition)


def test_of_null_nobody_knows_whether_a_result_finds_a_place() -> None:
    definition = after(None, {"Type": "Pass", "Result": 1, "ResultPath": "$.a", "Next": "E"})

    assert entries_of(definition) == []


def test_too_many_variables_are_not_followed() -> None:
    assign = {f"v{number}.$": "$" for number in range(500)}
    definition = after({}, {"Type": "Pass", "Assign": assign, "Next": "E"})

    assert ways_by_state(definition)["E"][0].variables is OPEN_OBJECT
