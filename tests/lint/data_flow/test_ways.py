from __future__ import annotations

from asltool.lint.data_flow.shapes import (
    OPEN_OBJECT,
    STRING,
    UNKNOWN,
    ObjectShape,
    Shape,
    Sizes,
    exact,
    join,
)
from asltool.lint.data_flow.ways import MAX_WAYS, Way, bounded, distinct, either, together, widened

ONE, OTHER = Way(exact({"a": 1})), Way(exact({"b": 1}))


def test_equal_ways_are_kept_once() -> None:
    assert distinct([ONE, OTHER, Way(exact({"a": 1}))]) == (ONE, OTHER)


def test_too_many_ways_become_one() -> None:
    ways = distinct([Way(exact({"n": number, f"a{number}": 1})) for number in range(MAX_WAYS + 1)])

    assert len(ways) == 1
    assert isinstance(ways[0].data, ObjectShape)
    assert ways[0].data.optional == {f"a{number}" for number in range(MAX_WAYS + 1)}


def test_ways_together_know_what_all_of_them_know() -> None:
    (way,) = together((ONE, OTHER))

    assert way.data == join(ONE.data, OTHER.data)
    assert together((ONE,)) == (ONE,)
    assert together(()) == ()


def test_a_variable_of_one_way_only_is_optional() -> None:
    way = either(Way(UNKNOWN, ObjectShape({"v": STRING})), Way(UNKNOWN))

    assert way is not None
    assert way.variables == ObjectShape({"v": STRING}, frozenset({"v"}))


def test_either_of_one_way_is_that_way() -> None:
    assert either(None, ONE) is ONE
    assert either(ONE, None) is ONE
    assert either(None, None) is None


def test_widened_ways_forget_what_changes() -> None:
    (way,) = widened((Way(exact({"n": 1, "a": "x"})),), (Way(exact({"n": 2, "a": "x"})),))

    assert isinstance(way.data, ObjectShape)
    assert way.data.members["a"] == exact("x")
    assert way.data.members["n"] != exact(1)


def test_a_way_that_grew_too_large_is_forgotten() -> None:
    deep: Shape = STRING
    for _ in range(40):
        deep = ObjectShape({"a": deep})
    many = ObjectShape({f"v{number}": STRING for number in range(500)})

    assert bounded(Way(deep), Sizes()).data is UNKNOWN
    assert bounded(Way(UNKNOWN, many), Sizes()).variables is OPEN_OBJECT
    assert bounded(ONE, Sizes()) is ONE
