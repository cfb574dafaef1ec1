from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.expr.errors import EvaluationError
from asltool.expr.jsonpath.path import parse_path
from asltool.expr.jsonpath.reference_path import parse_reference_path
from asltool.expr.scope import EmptyScope
from asltool.lint.data_flow.places import Miss, confirm, deny, is_present, member, put, select
from asltool.lint.data_flow.shapes import (
    ABSENT,
    ARRAY,
    OPEN_OBJECT,
    STRING,
    UNKNOWN,
    ArrayShape,
    ObjectShape,
    Shape,
    exact,
    join,
)
from machine_strategies import values
from shape_checking import allows

paths = st.sampled_from(
    ["$", "$.a", "$.b", "$.a.b", "$.items", "$.items[0]", "$[0]", "$.a[1].b", "$.items[*]"]
)
places = st.sampled_from(["$", "$.a", "$.a.b", "$.n.a.b", "$[0]", "$.items[0]"])


@given(values, values, paths)
def test_a_path_that_surely_leads_nowhere_fails(one: Any, other: Any, text: str) -> None:
    path = parse_path(text)
    found = select(join(exact(one), exact(other)), path)

    for value in (one, other):
        try:
            got = path.compile()(value, EmptyScope())
        except EvaluationError:
            continue
        assert not isinstance(found, Miss)
        assert allows(found, got)


@given(values, values, paths)
def test_what_is_said_to_be_present_is(one: Any, other: Any, text: str) -> None:
    path = parse_path(text)
    said = is_present(join(exact(one), exact(other)), path.steps)

    for value in (one, other):
        try:
            path.compile()(value, EmptyScope())
        except EvaluationError:
            assert said is not True
        else:
            assert said is not False or not path.is_definite


@given(values, values, values, places)
def test_what_is_put_is_as_a_result_path_puts_it(one: Any, other: Any, result: Any, text: str) -> None:
    path = parse_reference_path(text)
    placed = put(join(exact(one), exact(other)), path.keys, exact(result))

    for value in (one, other):
        try:
            got = path.compile_write()(value, result)
        except EvaluationError:
            continue
        assert placed is not ABSENT
        assert allows(placed, got)


@pytest.mark.parametrize(
    ("text", "position"), [("$.b", 0), ("$.a.c", 1), ("$.a[0]", 1), ("$.list.x", 1), ("$.text.x", 1)]
)
def test_a_miss_names_the_step_that_cannot_be_made(text: str, position: int) -> None:
    found = select(exact({"a": {"b": 1}, "list": [1], "text": "x"}), parse_path(text))

    assert isinstance(found, Miss)
    assert found.position == position


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert select(UNKNOWN, parse_path("$.a.b")) is UNKNOWN
    assert is_present(UNKNOWN, parse_path("$.a").steps) is None
    assert select(OPEN_OBJECT, parse_path("$.a")) is UNKNOWN


def test_a_path_that_can_select_several_places_never_misses() -> None:
    assert select(exact({}), parse_path("$.no.such[*]")) is ARRAY


def test_an_index_beyond_the_end_is_not_followed() -> None:
    assert select(exact([1]), parse_path("$[4]")) is UNKNOWN
    assert select(ArrayShape(STRING), parse_path("$[4]")) is STRING


def test_a_length_is_not_followed() -> None:
    assert select(exact({"a": [1]}), parse_path("$.a[(@.length-1)]")) is UNKNOWN


def test_a_name_that_a_placeholder_may_stand_for_is_not_missed() -> None:
    assert member(exact({"${Name}": 1}), "a") is UNKNOWN
    assert member(exact({"b": 1}), "a") is ABSENT
    assert member(exact("text"), "a") is ABSENT


def test_putting_into_what_may_be_there_keeps_both_possibilities() -> None:
    shape = join(exact({"a": {"x": 1}}), exact({}))

    placed = put(shape, ("a", "b"), exact(2))

    assert allows(placed, {"a": {"x": 1, "b": 2}})
    assert allows(placed, {"a": {"b": 2}})
    assert not allows(placed, {"a": {"x": 1}})


def test_there_is_no_place_in_a_text() -> None:
    assert put(exact("x"), ("a",), STRING) is ABSENT
    assert put(exact({"a": "x"}), ("a", "b"), STRING) is ABSENT
    assert put(exact("x"), (0,), STRING) is ABSENT


def test_there_may_be_no_place_in_what_may_be_a_text() -> None:
    assert put(join(exact({"a": "x"}), exact({})), ("a", "b"), STRING) is UNKNOWN


def test_objects_with_very_many_members_are_followed_no_longer() -> None:
    shape: Shape = exact({})
    for number in range(500):
        shape = put(shape, (f"n{number}",), STRING)

    assert member(shape, "other") is UNKNOWN


def test_a_confirmed_place_is_sure() -> None:
    shape = confirm(join(exact({"a": 1}), exact({})), ("a",), STRING)

    assert shape == ObjectShape({"a": STRING})
    assert is_present(confirm(UNKNOWN, ("a", "b"), UNKNOWN), parse_path("$.a.b").steps) is True
    assert confirm(exact([1]), (0,), STRING) == exact([1])
    assert confirm(exact("x"), ("a",), STRING) == exact("x")


def test_a_denied_place_is_not_there_any_more() -> None:
    shape = deny(deny(OPEN_OBJECT, ("a",)), ("b",))

    assert is_present(shape, parse_path("$.a").steps) is False
    assert is_present(shape, parse_path("$.b").steps) is False
    assert is_present(shape, parse_path("$.c").steps) is None


def test_below_a_sure_member_a_place_can_be_denied() -> None:
    shape = ObjectShape({"a": OPEN_OBJECT})

    assert is_present(deny(shape, ("a", "b")), parse_path("$.a.b").steps) is False
    assert deny(OPEN_OBJECT, ("a", "b")) is OPEN_OBJECT
    assert deny(UNKNOWN, ("a",)) is UNKNOWN


@pytest.mark.parametrize("text", ["$.length()", "$.a.length()", "$[*].sum()"])
def test_what_may_be_a_function_of_the_path_is_unknown(text: str) -> None:
    path = parse_path(text)

    assert select(exact({"a": [1]}), path) is UNKNOWN
    assert select(exact([1]), path) is UNKNOWN
    assert is_present(exact({"a": [1]}), path.steps) is None


def test_a_step_that_names_nothing_gives_an_object_without_members() -> None:
    assert not isinstance(select(exact({"a": 1}), parse_path("$.a]")), Miss)
