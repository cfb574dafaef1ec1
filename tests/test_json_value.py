from __future__ import annotations

from typing import Any

import pytest

from asltool.json_value import copy_json, json_bytes, json_text, json_type

CASES: list[tuple[Any, str, str]] = [
    (None, "null", "null"),
    (True, "true", "boolean"),
    (0, "0", "number"),
    (-1.5, "-1.5", "number"),
    ("é\n", '"é\\n"', "string"),
    ([], "[]", "array"),
    ([1, [2]], "[1,[2]]", "array"),
    ({"a": {"b": None}}, '{"a":{"b":null}}', "object"),
]


@pytest.mark.parametrize(("value", "text", "kind"), CASES)
def test_values_have_a_compact_text_and_a_type(value: Any, text: str, kind: str) -> None:
    assert json_text(value) == text
    assert json_type(value) == kind


@pytest.mark.parametrize(
    ("value", "size"), [("", 2), ("é", 4), ("😀", 6), ("\ud800", 5), ({"a": [1, 2]}, 11)]
)
def test_size_is_that_of_the_text_in_utf_8(value: Any, size: int) -> None:
    assert json_bytes(value) == size


def test_a_copy_shares_no_container() -> None:
    value = {"list": [1, {"deep": []}], "text": "t"}

    copied: Any = copy_json(value)

    assert copied == value
    assert copied is not value
    assert copied["list"] is not value["list"]
    assert copied["list"][1]["deep"] is not value["list"][1]["deep"]  # type: ignore[index]


def test_keys_keep_their_order() -> None:
    assert json_text(copy_json({"b": 1, "a": 2})) == '{"b":1,"a":2}'
