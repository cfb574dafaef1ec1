from __future__ import annotations

import pytest

from asltool.expr.intrinsics.parser import parse_intrinsic
from asltool.expr.jsonpath_language import parse_expression
from asltool.lint.data_flow.notes import Missing, Mistyped
from asltool.lint.data_flow.shapes import (
    ABSENT,
    ARRAY,
    BOOLEAN,
    NUMBER,
    OPEN_OBJECT,
    STRING,
    UNKNOWN,
    ArrayShape,
    ObjectShape,
    Shape,
    array_of,
    exact,
)
from asltool.parse.unknown import UnknownExpression
from asltool.source.pointer import ROOT
from shape_checking import reader_of

DATA = exact({"names": ["a", "b"], "text": "x", "one": {"a": 1}, "two": {"a": "t", "b": 2}})


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("States.Array($.text, 2)", array_of([exact("x"), exact(2)])),
        ("States.ArrayLength($.names)", NUMBER),
        ("States.ArrayContains($.names, 'a')", BOOLEAN),
        ("States.ArrayUnique($.names)", ArrayShape(STRING)),
        ("States.ArrayPartition($.names, 1)", ArrayShape(ArrayShape(STRING))),
        ("States.ArrayUnique($$.Execution.Input)", ARRAY),
        ("States.ArrayPartition($$.Execution.Input, 2)", ARRAY),
        ("States.ArrayGetItem($.names, 0)", STRING),
        ("States.ArrayGetItem($$.Execution.Input, 0)", UNKNOWN),
        ("States.ArrayRange(1, 9, 2)", ARRAY),
        ("States.Format('{}', $.text)", STRING),
        ("States.StringToJson($.text)", UNKNOWN),
        ("States.JsonMerge($.one, $.two, false)", ObjectShape({"a": exact("t"), "b": exact(2)})),
        ("States.JsonMerge($.two, $.one, false)", ObjectShape({"a": exact(1), "b": exact(2)})),
        ("States.JsonMerge($.one, $$.Execution.Input, false)", OPEN_OBJECT),
        ("States.ArrayLength(States.StringSplit($.text, ','))", NUMBER),
        ("States.ArrayLength($.names, 2)", UNKNOWN),
    ],
)
def test_what_is_known_of_the_value_of_a_call(text: str, shape: Shape) -> None:
    reader = reader_of()

    assert reader.value(parse_expression(text), DATA, ROOT) == shape
    assert reader.notes.entries == []


def test_of_merged_objects_what_may_be_there_may_be_of_either() -> None:
    one = ObjectShape({"a": NUMBER, "b": NUMBER})
    other = ObjectShape({"a": STRING, "c": STRING}, frozenset({"a", "c"}))
    call = parse_expression("States.JsonMerge($.one, $.other, false)")

    shape = reader_of().value(call, ObjectShape({"one": one, "other": other}), ROOT)

    assert shape == ObjectShape({"a": UNKNOWN, "b": NUMBER, "c": STRING}, frozenset({"c"}))


def test_an_argument_of_a_wrong_type_is_noted_where_it_stands() -> None:
    reader = reader_of()

    assert reader.value(parse_intrinsic("States.ArrayLength($.text)"), DATA, ROOT) is ABSENT

    (note,) = reader.notes.entries
    assert isinstance(note, Mistyped)
    assert (note.role, note.wanted, note.place.inner) == ("argument", "an array", (19, 25))


def test_a_path_that_leads_nowhere_fails_the_whole_call() -> None:
    reader = reader_of()

    assert reader.value(parse_intrinsic("States.Array(States.Array($.no))"), DATA, ROOT) is ABSENT

    (note,) = reader.notes.entries
    assert isinstance(note, Missing)
    assert note.place.inner == (26, 30)


def test_nothing_is_known_of_other_expressions() -> None:
    assert reader_of().value(UnknownExpression("${a}"), DATA, ROOT) is UNKNOWN
