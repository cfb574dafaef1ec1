from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.comparisons import TESTS, is_number, is_timestamp, string_matches
from asltool.model.choice import OPERATORS

EARLY, LATE = "2024-02-29T12:00:00Z", "2024-02-29T12:00:01Z"

ORDERED = {
    "String": ("apple", "banana"),
    "Numeric": (-1, 2.5),
    "Timestamp": (EARLY, LATE),
}
HOLDS = {
    "Equals": (False, True, False),
    "LessThan": (True, False, False),
    "GreaterThan": (False, False, True),
    "LessThanEquals": (True, True, False),
    "GreaterThanEquals": (False, True, True),
}
"""Whether the relation holds for a smaller value, an equal one, a larger one."""

SAMPLES: dict[str, Any] = {
    "null": None,
    "true": True,
    "number": 0,
    "fraction": 1.5,
    "text": "text",
    "empty text": "",
    "timestamp": EARLY,
    "array": [""],
    "object": {"a": 1},
}


OF_FAMILY = {
    "String": {"text", "empty text", "timestamp"},
    "Numeric": {"number", "fraction"},
    "Timestamp": {"timestamp"},
}


@pytest.mark.parametrize("family", ORDERED)
@pytest.mark.parametrize("relation", HOLDS)
def test_ordered_values_compare(family: str, relation: str) -> None:
    small, large = ORDERED[family]
    test = TESTS[family + relation]

    assert (test(small, large), test(small, small), test(large, small)) == HOLDS[relation]


@pytest.mark.parametrize("family", ORDERED)
@pytest.mark.parametrize("relation", HOLDS)
def test_values_of_another_type_are_never_equal_and_never_ordered(family: str, relation: str) -> None:
    test, operand = TESTS[family + relation], ORDERED[family][0]
    others = [value for name, value in SAMPLES.items() if name not in OF_FAMILY[family]]

    assert [test(value, operand) for value in others] == [False] * len(others)
    assert [test(operand, value) for value in others] == [False] * len(others)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize(
    ("operator", "accepted"),
    [
        ("IsNull", {"null"}),
        ("IsNumeric", {"number", "fraction"}),
        ("IsString", {"text", "empty text", "timestamp"}),
        ("IsBoolean", {"true"}),
        ("IsTimestamp", {"timestamp"}),
    ],
)
def test_type_tests_say_what_a_value_is_and_what_it_is_not(
    operator: str, accepted: set[str], sample: str
) -> None:
    expected = sample in accepted

    assert TESTS[operator](SAMPLES[sample], True) is expected
    assert TESTS[operator](SAMPLES[sample], False) is not expected


@pytest.mark.parametrize(
    ("value", "operand", "expected"),
    [(True, True, True), (False, False, True), (True, False, False), (1, True, False), ("true", True, False)],
)
def test_booleans_equal_booleans_only(value: Any, operand: bool, expected: bool) -> None:  # noqa: FBT001
    assert TESTS["BooleanEquals"](value, operand) is expected


def test_numbers_are_equal_whatever_they_are_written_as() -> None:
    assert TESTS["NumericEquals"](5, 5.0)
    assert TESTS["NumericEquals"](0, -0.0)


def test_booleans_are_no_numbers() -> None:
    assert not is_number(True)
    assert not TESTS["NumericEquals"](True, 1)


def test_strings_are_ordered_by_code_units_as_java_does() -> None:
    beyond_the_basic_plane, last_of_the_basic_plane = "\U0001f600", "\uff5e"

    assert TESTS["StringLessThan"](beyond_the_basic_plane, last_of_the_basic_plane)
    assert TESTS["StringLessThan"]("Z", "a")
    assert TESTS["StringLessThan"]("", "a")
    assert TESTS["StringLessThan"]("\ud800", "\ud801")


def test_timestamps_are_compared_as_instants() -> None:
    assert TESTS["TimestampEquals"]("2024-02-29T14:30:00+02:30", EARLY)
    assert TESTS["TimestampLessThan"]("2024-02-29T12:00:00.001Z", "2024-02-29T12:00:00.0011Z")


@pytest.mark.parametrize("text", ["2024-02-29 12:00:00Z", "2024-02-29T12:00:00", "2024-02-29", "now"])
def test_what_names_no_instant_is_no_timestamp(text: str) -> None:
    assert not is_timestamp(text)
    assert not TESTS["TimestampEquals"](text, text)


@pytest.mark.parametrize("value", [None, 5, ["a"], {"a": 1}, True])
def test_only_text_matches_a_pattern(value: Any) -> None:
    assert not string_matches(value, "*")
    assert not string_matches("a", value)


def test_every_operator_of_the_specification_has_its_test() -> None:
    assert len(OPERATORS) == 39
    assert set(TESTS) == {name.removesuffix("Path") for name in OPERATORS} - {"IsPresent"}
