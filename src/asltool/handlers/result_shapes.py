"""Holds the mocked result of a task against the response that its service's model describes.

AWS: api.md 7.4; field_validation_mode.*. Unknown members are taken. What is not checked has no model: Lambda
functions, activities, task tokens' results, and integrations of which the catalogue says so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from asltool.json_value import JsonObject, JsonValue
from asltool.model.resource import Resource
from asltool.model.shapes import ANY, NOTHING, Shape, ShapeKind
from asltool.model.task_shapes import METADATA, is_modelled, task_response


class ResultShapeError(Exception):
    """A mocked result that the service could not have given; the text is AWS's, without its beginning."""


def check_result(resource: Resource, result: JsonValue, *, requires_members: bool) -> None:
    """Hold a task's result against the shape of the response that it stands for.

    Args:
        resource: The task's.
        result: The result.
        requires_members: Whether members that the model requires must be there.

    Raises:
        ResultShapeError: It could not have been given.
    """
    shape = task_response(resource) if is_modelled(resource) else None
    if shape is None or shape is NOTHING:
        return
    if isinstance(result, dict):
        result = {name: value for name, value in result.items() if name not in METADATA}
    _Check(requires_members=requires_members).value(shape, result, "result")


@dataclass(frozen=True, slots=True)
class _Check:
    requires_members: bool

    def value(self, shape: Shape, value: JsonValue, field: str) -> None:
        """Hold a value against a shape; *field* is the nearest member's name.

        Raises:
            ResultShapeError: It does not fit.
        """
        match shape.kind:
            case ShapeKind.DOCUMENT:
                return
            case ShapeKind.STRUCTURE:
                self._structure(shape, _of_type(dict, "an object", value, field))
            case ShapeKind.MAP:
                self._values(shape, _of_type(dict, "an object", value, field).values(), field)
            case ShapeKind.LIST:
                self._values(shape, _of_type(list, "an array", value, field), field)
            case _:
                _check_scalar(shape, value, field)

    def _values(self, shape: Shape, values: Collection[JsonValue], field: str) -> None:
        element = shape.element or ANY
        for item in values:
            self.value(element, item, field)
        _check_range(shape, len(values), field, _LENGTH)

    def _structure(self, shape: Shape, value: JsonObject) -> None:
        for name in shape.required if self.requires_members else ():
            if name not in value:
                raise ResultShapeError(f"Required field '{name}' is missing")
        for name, given in value.items():
            if name in shape.members:
                self.value(shape.members[name], given, name)


def _of_type(type_: type, words: str, value: JsonValue, field: str) -> Any:
    if not isinstance(value, type_):
        raise ResultShapeError(f"Field '{field}' must be {words}")
    return value


def _check_scalar(shape: Shape, value: JsonValue, field: str) -> None:
    match shape.kind:
        case ShapeKind.BOOLEAN:
            _of_type(bool, "a boolean", value, field)
        case ShapeKind.INTEGER | ShapeKind.DOUBLE:
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise ResultShapeError(f"Field '{field}' must be a number")
            _check_range(shape, value, field, _VALUE)
        case _:
            text: str = _of_type(str, "a string", value, field)
            if shape.enum and text not in shape.enum:
                raise ResultShapeError(f"Field '{field}' is not an expected value")
            _check_range(shape, len(text), field, _LENGTH)


_VALUE = ("is less than the minimum value", "exceeds the maximum value")
_LENGTH = ("is smaller than the minimum length", "exceeds the maximum length")


def _check_range(shape: Shape, amount: float, field: str, words: tuple[str, str]) -> None:
    if shape.least is not None and amount < shape.least:
        raise ResultShapeError(f"Field '{field}' {words[0]}")
    if shape.most is not None and amount > shape.most:
        raise ResultShapeError(f"Field '{field}' {words[1]}")
