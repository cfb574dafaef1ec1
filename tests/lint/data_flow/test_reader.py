from __future__ import annotations

import pytest

from asltool.expr.jsonpath.path import parse_path
from asltool.expr.jsonpath_language import JSONPATH
from asltool.expr.template import PayloadTemplate, parse_template
from asltool.json_value import JsonValue
from asltool.lint.data_flow.notes import Missing, Mistyped, Place, Unassigned
from asltool.lint.data_flow.shapes import (
    ABSENT,
    EMPTY_OBJECT,
    NUMBER,
    STRING,
    UNKNOWN,
    ObjectShape,
    array_of,
    exact,
)
from asltool.lint.data_flow.ways import Way
from asltool.parse.unknown import UnknownExpression
from asltool.source.pointer import ROOT
from shape_checking import reader_of

FIELD = ROOT / "Parameters"


def template(value: JsonValue) -> PayloadTemplate:
    return parse_template(value, JSONPATH, lambda _at, error: pytest.fail(str(error)))


def test_a_template_without_expressions_is_what_is_written() -> None:
    assert reader_of().value(template({"a": [1]}), UNKNOWN, FIELD) == exact({"a": [1]})


def test_a_template_gives_a_closed_object() -> None:
    shape = reader_of().value(template({"a.$": "$.x", "b": {"c.$": "$.y"}}), exact({"x": 1, "y": "t"}), FIELD)

    assert shape == ObjectShape({"a": exact(1), "b": ObjectShape({"c": exact("t")})})
    assert isinstance(shape, ObjectShape)
    assert shape.origin == FIELD


def test_an_array_of_templates_gives_its_elements() -> None:
    shape = reader_of().value(template([{"a.$": "$"}, 2]), exact(1), FIELD)

    assert shape == array_of([ObjectShape({"a": exact(1)}), exact(2)])


def test_every_path_that_leads_nowhere_is_noted() -> None:
    reader = reader_of()

    shape = reader.value(template({"a.$": "$.x.y", "b": [{"c.$": "$.z"}]}), exact({"x": {}}), FIELD)

    assert shape is ABSENT
    first, second = reader.notes.entries
    assert isinstance(first, Missing)
    assert (str(first.place.at), first.names, first.holder) == ("/Parameters/a.$", ("x", "y"), exact({}))
    assert str(second.place.at) == "/Parameters/b/0/c.$"


def test_a_template_with_very_many_members_is_not_followed() -> None:
    written: JsonValue = {f"a{number}.$": "$" for number in range(500)}

    assert reader_of().value(template(written), UNKNOWN, FIELD) is UNKNOWN


def test_a_key_with_a_placeholder_leaves_the_object_open() -> None:
    shape = reader_of().value(template({"${Key}": 1, "a.$": "$"}), exact(2), FIELD)

    assert isinstance(shape, ObjectShape)
    assert shape.is_open


def test_whether_a_template_may_give_a_value_shows_without_it() -> None:
    reader = reader_of()

    assert reader.succeeds(template({"a.$": "$.x"}), exact({"x": 1}), FIELD)
    assert not reader.succeeds(template({"a.$": "$.y"}), exact({"x": 1}), FIELD)


def test_a_variable_without_a_value_is_noted() -> None:
    reader = reader_of(Way(UNKNOWN, EMPTY_OBJECT))

    assert reader.value(parse_path("$v.a"), UNKNOWN, FIELD) is ABSENT

    (note,) = reader.notes.entries
    assert isinstance(note, Unassigned)
    assert (note.name, note.is_fatal) == ("v", True)


def test_a_variable_gives_what_was_assigned() -> None:
    reader = reader_of(Way(UNKNOWN, ObjectShape({"v": exact({"a": 1})})))

    assert reader.value(parse_path("$v.a"), UNKNOWN, FIELD) == exact(1)


def test_a_path_into_the_context_object_sees_it() -> None:
    assert reader_of().value(parse_path("$$.State.Name"), UNKNOWN, FIELD) == STRING


def test_placeholders_and_constants_are_taken_as_they_are() -> None:
    assert reader_of().value(UnknownExpression("${a}"), UNKNOWN, FIELD) is UNKNOWN
    assert reader_of().value(5, UNKNOWN, FIELD) == exact(5)


def test_a_value_of_a_wrong_type_is_noted() -> None:
    reader = reader_of()
    wanted = frozenset({"array"})

    assert not reader.require(NUMBER, wanted, "$.n", Place(FIELD))
    assert reader.require(UNKNOWN, wanted, "$.n", Place(FIELD))
    assert reader.require(ABSENT, wanted, "$.n", Place(FIELD))
    assert reader.require(exact([]), wanted, "$.n", Place(FIELD))

    (note,) = reader.notes.entries
    assert isinstance(note, Mistyped)
    assert (note.text, note.wanted) == ("$.n", "an array")
