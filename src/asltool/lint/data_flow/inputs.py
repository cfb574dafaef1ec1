"""What is known of the input that executions get: from a JSON Schema of it, or from an example."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from asltool.errors import AsltoolError
from asltool.json_value import JsonObject, JsonValue
from asltool.lint.data_flow.shapes import (
    ARRAY,
    NUMBER,
    OPEN_OBJECT,
    STRING,
    UNKNOWN,
    ArrayShape,
    ObjectShape,
    Scalar,
    Shape,
    exact,
    join,
    join_all,
    types_of,
)

_MAX_DEPTH = 16
"""How deep schemas are followed, as they can refer to themselves."""


def execution_input(schema: JsonValue, example: JsonValue) -> Shape:
    """Give what is known of the input that executions get.

    Args:
        schema: A JSON Schema of it; None for none.
        example: One input; None for none.

    Raises:
        AsltoolError: There are both, or the schema is none.
    """
    if schema is None:
        return shape_of_example(example)
    if example is not None:
        raise AsltoolError("a schema and an example of the input are given: one of them says what it is")
    return shape_of_schema(schema)


def shape_of_example(value: JsonValue) -> Shape:
    """Give what an example tells of a value: the names and types in it, and nothing of other names."""
    match value:
        case dict():
            return ObjectShape(
                {name: shape_of_example(member) for name, member in value.items()}, is_open=True
            )
        case list():
            return ArrayShape(join_all(map(shape_of_example, value)) if value else UNKNOWN)
        case None:
            return UNKNOWN
        case _:
            return Scalar(types_of(exact(value)) or frozenset())


def shape_of_schema(schema: JsonValue) -> Shape:
    """Give what a JSON Schema tells of the values that it allows.

    It heeds `type`, `properties`, `required`, `additionalProperties`, `items`, `enum`, `const`, `anyOf`,
    `oneOf` and `$ref` to parts of itself. What other keywords narrow stays as wide.

    Raises:
        AsltoolError: It is no schema.
    """
    if not isinstance(schema, dict):
        raise AsltoolError('a JSON Schema is an object, such as {"type": "object", "properties": {...}}')
    return _Schema(schema).shape(schema, 0)


class _Schema:
    def __init__(self, root: JsonObject) -> None:
        self._root = root
        self._of_type: dict[str, Callable[[JsonObject, int], Shape]] = {
            "object": self._object,
            "array": self._array,
            "string": lambda _schema, _depth: STRING,
            "number": lambda _schema, _depth: NUMBER,
            "integer": lambda _schema, _depth: NUMBER,
            "boolean": lambda _schema, _depth: Scalar(frozenset({"boolean"})),
            "null": lambda _schema, _depth: Scalar(frozenset({"null"})),
        }

    def shape(self, schema: JsonValue, depth: int) -> Shape:
        """Give the shape of what a part of the schema allows."""
        if not isinstance(schema, dict) or depth > _MAX_DEPTH:
            return UNKNOWN
        match schema:
            case {"$ref": str(reference)}:
                return self.shape(self._part(reference), depth + 1)
            case {"const": value}:
                return exact(value)
            case {"enum": [*values]} if values:
                return _one_of(values)
            case {"anyOf": [*parts]} | {"oneOf": [*parts]} if parts:
                return join_all([self.shape(part, depth + 1) for part in parts])
            case {"type": [*types]} if types:
                return join_all([self._typed(type_, schema, depth) for type_ in types])
            case {"type": type_}:
                return self._typed(type_, schema, depth)
            case {"properties": dict()}:
                return self._object(schema, depth)
            case _:
                return UNKNOWN

    def _part(self, reference: str) -> JsonValue:
        """Give the part of the schema that a reference such as `#/$defs/order` names; None for none."""
        if not reference.startswith("#"):
            return None
        part: JsonValue = self._root
        for step in reference.split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            part = part.get(name) if isinstance(part, dict) else None
        return part

    def _typed(self, type_: JsonValue, schema: JsonObject, depth: int) -> Shape:
        read = self._of_type.get(type_) if isinstance(type_, str) else None
        return UNKNOWN if read is None else read(schema, depth)

    def _object(self, schema: JsonObject, depth: int) -> Shape:
        properties, required = schema.get("properties", {}), schema.get("required", [])
        if not isinstance(properties, dict) or not isinstance(required, list):
            return OPEN_OBJECT
        members = {name: self.shape(part, depth + 1) for name, part in properties.items()}
        is_open = schema.get("additionalProperties") is not False or "patternProperties" in schema
        for name in required:
            if isinstance(name, str):
                members.setdefault(name, UNKNOWN)
        return ObjectShape(members, frozenset(members.keys() - set(map(str, required))), is_open)

    def _array(self, schema: JsonObject, depth: int) -> Shape:
        return ARRAY if "prefixItems" in schema else ArrayShape(self.shape(schema.get("items"), depth + 1))


def _one_of(values: list[JsonValue]) -> Shape:
    """Give the shape of a value that is one of *values*."""
    texts = tuple(value for value in values if isinstance(value, str))
    if len(texts) == len(values):
        return Scalar(STRING.types, texts)
    return reduce(join, map(exact, values))
