from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.expr.errors import EvaluationError
from asltool.expr.jsonata_language import parse_expression
from asltool.expr.scope import EmptyScope
from asltool.lint.data_flow.notes import Missing, Unassigned
from asltool.lint.data_flow.shapes import (
    ABSENT,
    ARRAY,
    BOOLEAN,
    EMPTY_OBJECT,
    NUMBER,
    STRING,
    UNKNOWN,
    ObjectShape,
    Shape,
    exact,
    join,
)
from asltool.lint.data_flow.ways import Way
from asltool.source.pointer import ROOT
from machine_strategies import values
from shape_checking import allows, reader_of

TEXTS = (
    "$states.input.a", "$states.input.a.b", "$states.input.items", "$states.input.n", "$states.input.no",
    "{'x': $states.input.a, 'y': $states.input.no, 'z': 1}", "$states.input.n + 1", "$states.input.no + 1",
    "'a' & $states.input.no", "$exists($states.input.no)", "$states.input.a ? $states.input.b : 3",
    "$states.input.a ? $states.input.no", "($x := 1; $states.input.b)", "$count($states.input.items)",
    "[$states.input.a, 1]", "$states.input.a = 1", "$states.input.n < 3", "$states.input.items[0]",
    "$states.input.items.a", "$states.input.**", "$string($states.input.a)", "$states.input{'k': n}",
    "$states.input.a in [1, 2]", "-$states.input.n", "$v", "$v.a", "$states.input.(a)", "$states.input",
    "$states.input.items ~> $count", "$length($states.input.b)", "$states.input.a and true",
)  # fmt: skip


class Variables(EmptyScope):
    def __init__(self, value: Any) -> None:
        self._value = value

    @property
    def variables(self) -> Any:
        return {"v": self._value}


def known(text: str, data: Shape, variables: ObjectShape = EMPTY_OBJECT) -> tuple[Shape, list[Any]]:
    reader = reader_of(Way(UNKNOWN, variables), language="JSONata")
    shape = reader.value(parse_expression("{% " + text + " %}"), ObjectShape({"input": data}), ROOT)
    return shape, reader.notes.entries


@given(values, values, st.sampled_from(TEXTS))
def test_what_is_known_of_an_expression_holds_of_its_value(one: Any, other: Any, text: str) -> None:
    variable = ObjectShape({"v": join(exact(one), exact(other))})
    shape, notes = known(text, join(exact(one), exact(other)), variable)

    for value in (one, other):
        try:
            got = parse_expression("{% " + text + " %}").compile()({"input": value}, Variables(value))
        except EvaluationError:
            continue
        assert shape is not ABSENT, notes
        assert allows(shape, got)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("$states.input.a", exact({"b": 1})),
        ("$states.input.a.b & 'x'", STRING),
        ("$count($states.input.a)", NUMBER),
        ("$states.input.a = 1", BOOLEAN),
        ("[1]", ARRAY),
        ("{'k': $states.input.a.b, 'no': $states.input.no}", ObjectShape({"k": exact(1), "no": ABSENT})),
        ("$states.context.State.Name", STRING),
        ("$states", UNKNOWN),
        ("$states.input.list.x", UNKNOWN),
        ("true ? 'a' : 'b'", STRING),
    ],
)
def test_what_is_known_of_an_expression(text: str, shape: Shape) -> None:
    assert known(text, exact({"a": {"b": 1}, "list": [1]})) == (shape, [])


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("$states.input.no", "$states.input.no"),
        ("1 + $states.input.a.no", "$states.input.a.no"),
        ("$states.context.Oops", "$states.context.Oops"),
        ("($x := 1; $states.input.no)", "$states.input.no"),
    ],
)
def test_an_expression_that_gives_nothing_is_noted_where_it_breaks_off(text: str, part: str) -> None:
    shape, (note,) = known(text, exact({"a": {"b": 1}}))

    assert shape is ABSENT
    assert isinstance(note, Missing)
    start, end = note.place.inner or (0, 0)
    assert ("{% " + text + " %}")[start:end] == note.text == part


def test_a_part_that_gives_nothing_may_be_meant() -> None:
    shape, notes = known("'a' & $states.input.no", exact({}))

    assert (shape, notes) == (STRING, [])


def test_a_variable_without_a_value_is_noted_even_as_a_part() -> None:
    shape, (note,) = known("'a' & $nope", exact({}))

    assert shape == STRING
    assert isinstance(note, Unassigned)
    assert (note.name, note.is_fatal, note.place.inner) == ("nope", False, (9, 14))


def test_a_variable_without_a_value_that_is_asked_for_is_meant() -> None:
    assert known("$exists($nope) ? 1 : 2", exact({})) == (NUMBER, [])


def test_a_variable_as_the_whole_value_fails() -> None:
    shape, (note,) = known("$nope", exact({}))

    assert shape is ABSENT
    assert isinstance(note, Unassigned)
    assert note.is_fatal
