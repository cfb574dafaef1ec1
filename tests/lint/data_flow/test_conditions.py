from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.data_flow.notes import Missing, Mistyped, NeverEqual
from asltool.lint.data_flow.shapes import ABSENT, STRING, UNKNOWN, ObjectShape, exact
from shape_checking import after, entries_of, ways_by_state

GLUE = {
    "Type": "Task",
    "Resource": "arn:aws:states:::aws-sdk:glue:getJobRun",
    "Parameters": {"JobName": "a", "RunId": "b"},
    "Next": "B",
}


def choice(*rules: dict[str, Any], **fields: Any) -> dict[str, Any]:
    choices = [{**rule, "Next": f"Rule{number}"} for number, rule in enumerate(rules)]
    return {"Type": "Choice", "Choices": choices, "Default": "E", **fields}


def machine(value: Any, *rules: dict[str, Any], **fields: Any) -> dict[str, Any]:
    definition = after(value, choice(*rules, **fields))
    for number in range(len(rules)):
        definition["States"][f"Rule{number}"] = {"Type": "Succeed"}
    return definition


def of_unknown(definition: dict[str, Any]) -> dict[str, Any]:
    del definition["States"]["A"]["Result"]
    return definition


def taken(definition: dict[str, Any]) -> set[str]:
    return set(ways_by_state(definition)) - {"A", "B"}


HOLDS = {"Variable": "$.a", "StringEquals": "x"}
FAILS = {"Variable": "$.a", "StringEquals": "y"}
OPEN = {"Variable": "$$.Execution.Input.a", "IsNull": True}


@pytest.mark.parametrize(
    ("rule", "ways"),
    [
        (HOLDS, {"Rule0"}),
        (FAILS, {"E"}),
        (OPEN, {"Rule0", "E"}),
        ({"Not": FAILS}, {"Rule0"}),
        ({"And": [HOLDS, FAILS]}, {"E"}),
        ({"And": [HOLDS, OPEN]}, {"Rule0", "E"}),
        ({"Or": [FAILS, HOLDS]}, {"Rule0"}),
        ({"Or": [FAILS, OPEN]}, {"Rule0", "E"}),
        ({"Variable": "$.a", "IsPresent": True}, {"Rule0"}),
        ({"Variable": "$.no.b", "IsPresent": True}, {"E"}),
        ({"Variable": "$.no", "IsPresent": False}, {"Rule0"}),
        ({"Variable": "$.list[*]", "IsPresent": True}, {"Rule0", "E"}),
        ({"Variable": "$.a", "IsString": True}, {"Rule0"}),
        ({"Variable": "$.a", "IsString": False}, {"E"}),
        ({"Variable": "$.a", "IsTimestamp": True}, {"Rule0", "E"}),
        ({"Variable": "$.a", "IsNumeric": True}, {"E"}),
        ({"Variable": "$.a", "StringLessThan": "b"}, {"Rule0", "E"}),
        ({"Variable": "$.a", "StringEqualsPath": "$.a"}, {"Rule0"}),
    ],
)
def test_only_ways_that_may_be_taken_are_followed(rule: dict[str, Any], ways: set[str]) -> None:
    definition = machine({"a": "x", "list": []}, rule)

    assert taken(definition) == ways
    assert entries_of(definition) == []


def test_a_rule_that_comes_first_hides_the_others() -> None:
    assert taken(machine({"a": "x"}, HOLDS, OPEN)) == {"Rule0"}


def test_conditions_of_jsonata_are_followed_as_far_as_they_are_constant() -> None:
    definition = machine({"a": "x"}, {"Condition": False}, {"Condition": "{% true %}"}, {"Condition": True})
    definition["States"]["B"]["QueryLanguage"] = "JSONata"

    assert taken(definition) == {"Rule1"}


def test_a_condition_of_jsonata_that_gives_no_boolean_fails() -> None:
    definition = machine({"a": "x"}, {"Condition": "{% $states.input.a %}"})
    definition["States"]["B"]["QueryLanguage"] = "JSONata"

    assert taken(definition) == set()
    (note,) = entries_of(definition)
    assert isinstance(note, Mistyped)
    assert note.wanted == "a boolean"


def test_a_path_that_was_asked_for_is_there() -> None:
    definition = of_unknown(machine(None, {"Variable": "$.x", "IsPresent": True}))
    definition["States"]["A"]["Parameters"] = {"x.$": "$.y"}
    definition["States"]["A"]["ResultPath"] = "$.r"
    definition["States"]["B"]["Choices"][0]["Variable"] = "$.r.z.a"

    assert taken(definition) == {"E"}
    definition["States"]["B"]["Choices"][0]["Variable"] = "$.s"
    ways = ways_by_state(definition)
    assert isinstance(ways["Rule0"][0].data, ObjectShape)
    assert ways["Rule0"][0].data.members["s"] is UNKNOWN
    assert isinstance(ways["E"][0].data, ObjectShape)
    assert ways["E"][0].data.members["s"] is ABSENT


def test_what_is_known_of_a_variable_is_refined_too() -> None:
    definition = of_unknown(machine(None, {"Variable": "$v", "IsString": True}))
    definition["States"]["A"]["Assign"] = {"v.$": "$.v"}

    ways = ways_by_state(definition)

    assert ways["Rule0"][0].variables.members["v"] == STRING
    assert ways["E"][0].variables.members["v"] is UNKNOWN


def test_conditions_on_a_part_of_the_input_tell_nothing_of_the_whole() -> None:
    definition = of_unknown(machine(None, {"Variable": "$.x", "IsPresent": True}, InputPath="$.a"))

    assert ways_by_state(definition)["Rule0"][0].data is UNKNOWN


def test_a_variable_that_leads_nowhere_fails_the_state() -> None:
    definition = machine(
        {"a": "x"}, {"Variable": "$.no", "IsNull": True}, {"Variable": "$.a", "StringEqualsPath": "$.nor"}
    )

    first, second = entries_of(definition)

    assert isinstance(first, Missing)
    assert isinstance(second, Missing)
    assert str(second.place.at) == "/States/B/Choices/1/StringEqualsPath"
    assert taken(definition) == set()


def test_a_comparison_with_another_type_is_noted() -> None:
    definition = machine({"a": "x"}, {"Variable": "$.a", "NumericEquals": 1})

    (note,) = entries_of(definition)

    assert isinstance(note, Mistyped)
    assert (note.role, note.wanted, note.shape) == ("operand", "a number", exact("x"))
    assert taken(definition) == {"E"}


def test_a_comparison_with_a_text_that_the_service_never_gives_is_noted() -> None:
    rules = [{"Variable": "$.JobRun.JobRunState", "StringEquals": value} for value in ("DONE", "SUCCEEDED")]
    definition = machine(None, *rules)
    definition["States"]["A"] = GLUE

    (note,) = entries_of(definition)

    assert isinstance(note, NeverEqual)
    assert note.value == "DONE"
    assert "SUCCEEDED" in note.values
    assert taken(definition) == {"Rule1", "E"}


def test_a_placeholder_is_compared_with_anything() -> None:
    definition = machine({"a": "x"}, {"Variable": "${Path}", "StringEquals": "y"})

    assert taken(definition) == {"Rule0", "E"}
