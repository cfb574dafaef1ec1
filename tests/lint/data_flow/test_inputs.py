from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from asltool.errors import AsltoolError
from asltool.lint.data_flow.inputs import execution_input, shape_of_example, shape_of_schema
from asltool.lint.data_flow.shapes import (
    ARRAY,
    BOOLEAN,
    NUMBER,
    OPEN_OBJECT,
    STRING,
    UNKNOWN,
    ArrayShape,
    ObjectShape,
    Scalar,
    Shape,
    exact,
)
from machine_strategies import values
from shape_checking import allows

ORDER = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "n": {"type": "integer"}},
    "required": ["id", "more"],
    "additionalProperties": False,
}
ORDER_SHAPE = ObjectShape({"id": STRING, "n": NUMBER, "more": UNKNOWN}, frozenset({"n"}))


@given(values)
def test_an_example_is_allowed_by_its_shape(value: Any) -> None:
    assert allows(shape_of_example(value), value)


def test_of_an_example_names_and_types_are_known() -> None:
    shape = shape_of_example({"a": "x", "b": [1, 2], "c": None, "d": []})

    members = {"a": STRING, "b": ArrayShape(NUMBER), "c": UNKNOWN, "d": ARRAY}
    assert shape == ObjectShape(members, is_open=True)


@pytest.mark.parametrize(
    ("schema", "shape"),
    [
        ({}, UNKNOWN),
        (ORDER, ORDER_SHAPE),
        ({"properties": {"a": {"type": "boolean"}}}, ObjectShape({"a": BOOLEAN}, frozenset({"a"}), True)),
        ({"type": "object"}, OPEN_OBJECT),
        ({**ORDER, "properties": 1}, OPEN_OBJECT),
        ({"type": "object", "patternProperties": {}, "additionalProperties": False}, OPEN_OBJECT),
        ({"type": "array", "items": {"type": "number"}}, ArrayShape(NUMBER)),
        ({"type": "array"}, ARRAY),
        ({"type": "array", "prefixItems": [{}], "items": {"type": "number"}}, ARRAY),
        ({"type": ["string", "null"]}, Scalar(frozenset({"string", "null"}))),
        ({"type": "text"}, UNKNOWN),
        ({"type": 1}, UNKNOWN),
        ({"enum": ["a", "b"]}, Scalar(frozenset({"string"}), ("a", "b"))),
        ({"enum": [1, "b"]}, Scalar(frozenset({"number", "string"}))),
        ({"const": 5}, exact(5)),
        ({"anyOf": [{"type": "string"}, {"type": "number"}]}, Scalar(frozenset({"number", "string"}))),
        ({"oneOf": [{"type": "string"}, True]}, UNKNOWN),
        ({"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"type": "string"}}}, STRING),
        ({"$ref": "#/$defs/no"}, UNKNOWN),
        ({"$ref": "other.json"}, UNKNOWN),
    ],
)
def test_what_a_schema_tells(schema: Any, shape: Shape) -> None:
    assert shape_of_schema(schema) == shape


def test_a_schema_that_refers_to_itself_is_followed_to_an_end() -> None:
    shape = shape_of_schema({"type": "object", "properties": {"next": {"$ref": "#"}}, "required": ["next"]})

    assert isinstance(shape, ObjectShape)
    assert isinstance(shape_of_schema({"$ref": "#"}), type(UNKNOWN))


def test_something_else_than_an_object_is_no_schema() -> None:
    with pytest.raises(AsltoolError, match="a JSON Schema is an object"):
        shape_of_schema([1])


def test_a_schema_or_an_example_or_neither_is_given() -> None:
    assert execution_input(None, None) is UNKNOWN
    assert execution_input({"type": "string"}, None) == STRING
    assert execution_input(None, "x") == STRING
    with pytest.raises(AsltoolError, match="a schema and an example"):
        execution_input({}, {})
