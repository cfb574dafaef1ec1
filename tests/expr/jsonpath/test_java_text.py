from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asltool.expr.jsonpath.java_text import java_number, java_text

if TYPE_CHECKING:
    from asltool.json_value import JsonValue


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        ("a b", "a b"),
        (7, "7"),
        (2.5, "2.5"),
        ([], "[]"),
        ({}, "{}"),
        ({"a": 1, "b c": "x"}, "{a=1, b c=x}"),
        ({"a": [{"b": "x"}, None]}, '{a=[{"b":"x"},null]}'),
        ({"a": {"b": {}}}, "{a={b={}}}"),
    ],
)
def test_objects_print_as_maps_and_arrays_as_json(value: JsonValue, text: str) -> None:
    assert java_text(value) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-12, "-12"),
        (12345678901234567890, "12345678901234567890"),
        (0.0, "0.0"),
        (1.0, "1.0"),
        (0.001, "0.001"),
        (0.00025, "2.5E-4"),
        (-1e-5, "-1.0E-5"),
        (9999999.0, "9999999.0"),
        (1e7, "1.0E7"),
        (-123456789.5, "-1.234567895E8"),
        (1.5e300, "1.5E300"),
        (float("inf"), "inf"),
    ],
)
def test_numbers(number: float, text: str) -> None:
    assert java_number(number) == text


def test_numbers_may_have_any_number_of_digits() -> None:
    assert java_number(10**5000) == "1" + "0" * 5000


def test_what_is_too_deep_to_print_is_left_out() -> None:
    value: JsonValue = []
    for _ in range(100_000):
        value = [value]

    assert java_text({"a": value}) == "..."
