from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asltool.json_value import json_text
from intrinsic_calling import reason_of, value_of

if TYPE_CHECKING:
    from asltool.json_value import JsonValue


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        (" \n", None),
        ("null", None),
        ("-0", 0),
        (' {"a" : [1.5, "x"]} ', {"a": [1.5, "x"]}),
        ('"\\u00e9"', "é"),
        ("false", False),
        ("1e2", 100.0),
    ],
)
def test_string_to_json(text: str, value: JsonValue) -> None:
    assert json_text(value_of("States.StringToJson($)", text)) == json_text(value)


@pytest.mark.parametrize(
    "text", ["{", "'a'", "NaN", "-Infinity", "1e999", "{} {}", "\u00a0", "[" * 100_000, "nul", "9" * 5000]
)
def test_string_to_json_refuses_what_is_no_json(text: str) -> None:
    assert reason_of("States.StringToJson($)", text).startswith(
        "argument 1 of States.StringToJson is no JSON text: "
    )


def test_string_to_json_takes_strings_only() -> None:
    assert reason_of("States.StringToJson($)", {"a": 1}) == (
        'argument 1 of States.StringToJson must be a string, not {"a":1}'
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "null"), (0, "0"), (1.5, "1.5"), ("é", '"é"'), ({"a": [1, {}]}, '{"a":[1,{}]}')],
)
def test_json_to_string_is_compact(value: JsonValue, text: str) -> None:
    assert value_of("States.JsonToString($)", value) == text


def test_json_merge_replaces_members_whole_and_in_place() -> None:
    data: JsonValue = {"l": {"a": {"x": 1}, "b": 2}, "r": {"c": 3, "a": {"y": 2}}}

    merged = value_of("States.JsonMerge($.l, $.r, false)", data)

    assert json_text(merged) == '{"a":{"y":2},"b":2,"c":3}'
    assert data == {"l": {"a": {"x": 1}, "b": 2}, "r": {"c": 3, "a": {"y": 2}}}


def test_json_merge_reads_the_json_text_of_an_object() -> None:
    assert value_of("""States.JsonMerge('{"a": 1}', $, false)""", {"b": 2}) == {"a": 1, "b": 2}


@pytest.mark.parametrize("value", [None, [], 1, "", "[]", "text"])
def test_json_merge_refuses_what_is_no_object(value: JsonValue) -> None:
    reason = reason_of("States.JsonMerge($.o, $.v, false)", {"o": {}, "v": value})

    assert reason.startswith("argument 2 of States.JsonMerge must be an object, not ")


def test_json_merge_cannot_go_deep() -> None:
    assert reason_of("States.JsonMerge($, $, true)", {}) == (
        "argument 3 of States.JsonMerge must be false, not true"
    )
