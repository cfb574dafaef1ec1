from __future__ import annotations

import pytest

from asltool.json_value import JsonValue
from asltool.source.limits import MAX_DEPTH, exceeds_depth


def nested(depth: int) -> JsonValue:
    value: JsonValue = 1
    for level in range(depth):
        value = {"a": value, "b": 1} if level % 2 else [value, 1]
    return value


@pytest.mark.parametrize(("depth", "expected"), [(1, False), (MAX_DEPTH, False), (MAX_DEPTH + 1, True)])
def test_depth_counts_objects_and_arrays(depth: int, expected: bool) -> None:  # noqa: FBT001
    value = nested(depth)

    assert exceeds_depth(value) is expected


def test_what_stands_beside_the_deepest_adds_no_depth() -> None:
    value: JsonValue = [nested(MAX_DEPTH - 1), [], {}]

    assert not exceeds_depth(value)


def test_many_shallow_containers_are_not_deep() -> None:
    value: JsonValue = [{} for _ in range(MAX_DEPTH * 2)]

    assert not exceeds_depth(value)


@pytest.mark.parametrize("value", ["[" * 1000, 1, None])
def test_what_is_no_container_nests_nothing(value: JsonValue) -> None:
    assert not exceeds_depth(value)
