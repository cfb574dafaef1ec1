from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asltool.json_value import json_text
from intrinsic_calling import reason_of, value_of

if TYPE_CHECKING:
    from asltool.json_value import JsonValue


def test_array_keeps_values_as_they_are() -> None:
    data: JsonValue = {"a": {"k": []}, "b": None}

    assert value_of("States.Array($.a, $.b, 'text', -2.5e1)", data) == [{"k": []}, None, "text", -25.0]


@pytest.mark.parametrize(
    ("values", "size", "chunks"),
    [
        ([], 4, []),
        ([1], 1, [[1]]),
        ([1, 2, 3, 4], 2, [[1, 2], [3, 4]]),
        ([1, 2, 3, 4, 5], 3, [[1, 2, 3], [4, 5]]),
        ([1, 2], 9, [[1, 2]]),
        ([1, 2, 3], 1.5, [[1, 2], [3]]),
        ([1, 2, 3], 0.5, [[1], [2], [3]]),
    ],
)
def test_array_partition(values: JsonValue, size: float, chunks: JsonValue) -> None:
    assert value_of("States.ArrayPartition($.a, $.n)", {"a": values, "n": size}) == chunks


@pytest.mark.parametrize("size", [0, -1, 0.49])
def test_array_partition_refuses_chunks_of_less_than_one(size: float) -> None:
    reason = reason_of("States.ArrayPartition($.a, $.n)", {"a": [1], "n": size})

    assert reason == f"argument 2 of States.ArrayPartition must be a positive number, not {size}"


def test_array_partition_refuses_a_result_larger_than_a_payload() -> None:
    fits, too_long = ["x" * (262_144 - 6)], ["x" * (262_144 - 5)]

    assert value_of("States.ArrayPartition($, 1)", fits) == [fits]
    assert reason_of("States.ArrayPartition($, 1)", too_long) == (
        "the partitioned array is larger than 262144 bytes"
    )


@pytest.mark.parametrize(
    ("values", "wanted", "found"),
    [
        ([], None, False),
        ([1, None], None, True),
        (["a"], "a", True),
        (["a"], "A", False),
        ([1], "1", False),
        ([1], 1.0, True),
        ([1], True, False),
        ([True], 1, False),
        ([0, False], False, True),
        ([[1, [2]]], [1, [2]], True),
        ([[1, [True]]], [1, [1]], False),
        ([[1, 2]], [2, 1], False),
        ([{"a": 1, "b": [{}]}], {"b": [{}], "a": 1}, True),
        ([{"a": 1}], {"a": 1, "b": 1}, False),
        ([{}], [], False),
        ([[["a", 1]]], {"a": 1}, False),
    ],
)
def test_array_contains_compares_deeply(values: JsonValue, wanted: JsonValue, found: bool) -> None:  # noqa: FBT001
    assert value_of("States.ArrayContains($.a, $.v)", {"a": values, "v": wanted}) is found


@pytest.mark.parametrize(
    ("first", "last", "step", "numbers"),
    [
        (1, 9, 9, [1]),
        (1, 10, 9, [1, 10]),
        (1, 9, 2, [1, 3, 5, 7, 9]),
        (9, 1, -4, [9, 5, 1]),
        (9, 2, -4, [9, 5]),
        (5, 5, 1, [5]),
        (5, 4, 1, []),
        (4, 5, -1, []),
        (0.5, 3.4, 1.2, [1, 2, 3]),
        (-1.5, 0, 1, [-1, 0]),
    ],
)
def test_array_range_includes_its_end(first: float, last: float, step: float, numbers: list[int]) -> None:
    assert value_of("States.ArrayRange($[0], $[1], $[2])", [first, last, step]) == numbers


def test_array_range_has_at_most_1000_elements() -> None:
    assert value_of("States.ArrayRange(1, 1000, 1)") == list(range(1, 1001))
    for call in ("States.ArrayRange(0, 1000, 1)", "States.ArrayRange(0, -1e30, -1)"):
        assert reason_of(call) == "the range has more than 1000 elements"


@pytest.mark.parametrize("step", [0, 0.4, -0.5])
def test_array_range_refuses_a_step_of_nothing(step: float) -> None:
    assert reason_of("States.ArrayRange(1, 2, $)", step) == (
        f"argument 3 of States.ArrayRange must be a number other than 0, not {step}"
    )


def test_array_get_item_counts_from_zero() -> None:
    assert value_of("States.ArrayGetItem($, 0)", ["a", "b"]) == "a"
    assert value_of("States.ArrayGetItem($, 1.0)", ["a", "b"]) == "b"


@pytest.mark.parametrize(
    ("index", "reason"),
    [
        (2, "the index 2 is out of bounds for an array of 2 elements"),
        (-1, "argument 2 of States.ArrayGetItem must be an index from 0, not -1"),
        (True, "argument 2 of States.ArrayGetItem must be a number, not true"),
    ],
)
def test_array_get_item_refuses_what_is_no_index(index: JsonValue, reason: str) -> None:
    assert reason_of("States.ArrayGetItem($.a, $.i)", {"a": ["a", "b"], "i": index}) == reason


def test_array_length_counts_every_element() -> None:
    assert value_of("States.ArrayLength($)", [None, [], [1, 2], {}]) == 4


@pytest.mark.parametrize("value", [None, {}, "text", 1])
def test_array_length_refuses_what_is_no_array(value: JsonValue) -> None:
    assert reason_of("States.ArrayLength($)", value) == (
        f"argument 1 of States.ArrayLength must be an array, not {json_text(value)}"
    )


def test_array_unique_keeps_the_first_of_equal_elements() -> None:
    values: JsonValue = [
        3,
        1,
        3,
        "3",
        None,
        True,
        1.0,
        [1],
        {"a": 1, "b": 2},
        {"b": 2, "a": 1},
        [1],
        None,
        False,
    ]

    unique = value_of("States.ArrayUnique($)", values)

    assert json_text(unique) == '[3,1,"3",null,true,[1],{"a":1,"b":2},false]'
