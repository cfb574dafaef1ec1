from __future__ import annotations

from typing import Any

from asltool.lint.data_flow.shapes import NUMBER, exact
from asltool.lint.wrong_types import mistyped, quoted, value_in_words, wrong_type_mistakes
from linting import facts_of
from shape_checking import after

BODY = {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}


def map_of(value: Any, **fields: Any) -> dict[str, Any]:
    return after(value, {"Type": "Map", "ItemProcessor": BODY, "Next": "E", **fields})


def test_only_values_for_the_one_purpose_are_given() -> None:
    facts = facts_of(map_of({"a": 1}, ItemsPath="$.a"))

    ((_, note),) = mistyped(facts, "field")

    assert note.text == "$.a"
    assert list(mistyped(facts, "operand")) == []


def test_a_mistake_names_the_type_that_is_wanted_and_the_value() -> None:
    (mistake,) = wrong_type_mistakes(facts_of(map_of({"a": 1}, ItemsPath="$.a")), "field")
    assert mistake.message == '"$.a" must be an array, and is a number: 1'

    (mistake,) = wrong_type_mistakes(facts_of(map_of({"a": 1})), "field")
    assert mistake.message == 'the input must be an array, and is an object: {"a":1}'
    assert str(mistake.at) == "/States/B"


def test_a_mistake_on_some_ways_names_them() -> None:
    definition = map_of({"a": 1}, ItemsPath="$.a")
    definition["States"] |= {
        "A": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.a", "IsNull": True, "Next": "P"}],
            "Default": "Q",
        },
        "P": {"Type": "Pass", "Result": {"a": "x"}, "Next": "B"},
        "Q": {"Type": "Pass", "Result": {"a": []}, "Next": "B"},
    }

    (mistake,) = wrong_type_mistakes(facts_of(definition), "field")

    assert mistake.message == '"$.a" must be an array, and is a string: "x" on the way from "P"'


def test_long_values_and_null_are_not_shown() -> None:
    assert value_in_words(exact("x" * 100)) == "a string"
    assert value_in_words(exact(None)) == "null"
    assert value_in_words(NUMBER) == "a number"


def test_what_gives_a_value_is_quoted() -> None:
    ((_, note),) = mistyped(facts_of(map_of(5)), "field")

    assert quoted(note) == "the input"
