from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.lint.data_flow.shapes import (
    ABSENT,
    ARRAY,
    NUMBER,
    OPEN_OBJECT,
    STRING,
    UNKNOWN,
    ArrayShape,
    Exact,
    ObjectShape,
    Scalar,
    Shape,
    Sizes,
    array_of,
    as_array,
    as_object,
    exact,
    is_any_absent,
    is_sure,
    join,
    join_all,
    member_of,
    types_of,
    widen,
)
from machine_strategies import values
from shape_checking import allows


def shapes_of(value: Any) -> Shape:
    """Give a shape that says of objects and arrays only what is in them, and of scalars only their types."""
    if isinstance(value, dict):
        return ObjectShape({name: shapes_of(member) for name, member in value.items()})
    if isinstance(value, list):
        return array_of([shapes_of(item) for item in value])
    return Scalar(types_of(exact(value)) or frozenset())


@given(values, values, st.sampled_from([exact, shapes_of]), st.sampled_from([exact, shapes_of]))
def test_a_joined_shape_allows_what_either_shape_allows(
    one: Any, other: Any, shape_one: Callable[[Any], Shape], shape_other: Callable[[Any], Shape]
) -> None:
    joined = join(shape_one(one), shape_other(other))

    assert allows(joined, one)
    assert allows(joined, other)


@given(values, values)
def test_a_widened_shape_covers_both_and_soon_stays_as_it_is(one: Any, other: Any) -> None:
    wide = widen(shapes_of(one), shapes_of(other))

    assert allows(wide, one)
    assert allows(wide, other)
    again = widen(wide, shapes_of(other))
    assert widen(again, shapes_of(other)) == widen(widen(again, shapes_of(other)), shapes_of(other))


def test_a_member_of_one_side_only_is_optional() -> None:
    joined = join(exact({"a": 1, "b": 2}), exact({"a": 1}))

    assert joined == ObjectShape({"a": exact(1), "b": exact(2)}, frozenset({"b"}))


def test_a_member_that_one_side_lacks_for_sure_stays_possible() -> None:
    lacking = ObjectShape({"a": ABSENT}, is_open=True)

    joined = as_object(join(lacking, exact({"a": 1})))

    assert joined is not None
    assert member_of(joined, "a") == exact(1)
    assert not is_sure(joined, "a")


def test_texts_of_two_lists_of_values_are_taken_together() -> None:
    one, other = Scalar(frozenset({"string"}), ("A", "B")), Scalar(frozenset({"string"}), ("B", "C"))

    assert join(one, other) == Scalar(frozenset({"string"}), ("A", "B", "C"))
    assert join(one, STRING) == STRING


def test_nothing_is_known_of_an_object_or_a_text() -> None:
    assert join_all([OPEN_OBJECT, STRING]) is UNKNOWN


def test_arrays_of_the_same_length_are_joined_element_by_element() -> None:
    joined = join(exact([1, "a"]), exact([2, "a"]))

    assert joined == ArrayShape(Scalar(frozenset({"number", "string"})), (NUMBER, exact("a")))


def test_an_empty_array_tells_nothing_of_the_elements_of_another() -> None:
    assert join(exact([]), ArrayShape(STRING, (STRING,))) == ArrayShape(STRING)


def test_true_is_not_one() -> None:
    assert exact(True) != exact(1)
    assert exact([True]) != exact([1])
    assert exact({"a": 1}) == exact({"a": 1})


def test_a_text_with_a_placeholder_is_unknown() -> None:
    assert exact("${Name}") is UNKNOWN
    members = as_object(Exact({"a": "${Name}", "b": 1}))
    assert members == ObjectShape({"a": UNKNOWN, "b": exact(1)})


def test_a_key_with_a_placeholder_leaves_the_object_open() -> None:
    members = as_object(Exact({"${Name}": 1}))

    assert members is not None
    assert members.is_open


@pytest.mark.parametrize(
    ("shape", "types"),
    [
        (UNKNOWN, None),
        (exact(None), {"null"}),
        (NUMBER, {"number"}),
        (OPEN_OBJECT, {"object"}),
        (ARRAY, {"array"}),
    ],
)
def test_the_types_of_a_shape(shape: Shape, types: set[str] | None) -> None:
    assert types_of(shape) == types


def test_only_objects_and_arrays_are_taken_as_such() -> None:
    assert as_object(exact([1])) is None
    assert as_array(exact({"a": 1})) is None
    assert as_array(exact([1])) == ArrayShape(exact(1), (exact(1),))


def test_of_long_arrays_no_element_is_known() -> None:
    assert as_array(exact(list(range(1000)))) is ARRAY


def test_one_absent_shape_among_others_is_found() -> None:
    assert is_any_absent([STRING, ABSENT])
    assert not is_any_absent([STRING, UNKNOWN])


def test_shapes_that_hold_the_same_shapes_twice_at_each_level_are_too_large() -> None:
    shape: Shape = STRING
    for _ in range(40):
        shape = ObjectShape({"a": shape, "b": shape})

    assert Sizes().is_too_large(shape)


def test_shapes_of_few_levels_and_parts_are_not_too_large() -> None:
    sizes = Sizes()
    shape: Shape = STRING
    for _ in range(16):
        assert not sizes.is_too_large(shape)
        shape = ObjectShape({"a": shape})

    assert not sizes.is_too_large(shape)
    assert sizes.is_too_large(ArrayShape(shape))
    assert not sizes.is_too_large(ArrayShape(STRING, (STRING,) * 400))
    assert sizes.is_too_large(ArrayShape(STRING, (STRING,) * 401))
    assert not sizes.is_too_large(exact({"a": [1, 2]}))


def test_objects_with_many_members_are_not_joined() -> None:
    one = ObjectShape({f"a{number}": STRING for number in range(80)})
    other = ObjectShape({f"b{number}": STRING for number in range(80)})

    assert join(one, other) is UNKNOWN
