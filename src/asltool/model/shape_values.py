"""Which JSON fits a shape in a request.

AWS: integrations.md 5.2 and 5.3; where text or bytes are wanted, any JSON is sent as its text.
"""

from __future__ import annotations

import re

from asltool.json_value import JsonValue
from asltool.model.shapes import Shape, ShapeKind
from asltool.source.placeholder import is_placeholder

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,18}")

_TYPES: dict[ShapeKind, tuple[type, ...]] = {
    ShapeKind.STRUCTURE: (dict,),
    ShapeKind.MAP: (dict,),
    ShapeKind.LIST: (list,),
    ShapeKind.BOOLEAN: (bool,),
    ShapeKind.INTEGER: (int,),
    ShapeKind.DOUBLE: (int, float),
    ShapeKind.TIMESTAMP: (str, int, float),
}
"""The types of JSON that each kind of shape is made of; the others take any."""


def fits(shape: Shape, value: JsonValue) -> bool:
    """Tell whether *value* is of a JSON type that *shape* takes; what is inside it does not count.

    Null counts as absent. A text will do for the number or the boolean that it spells.
    """
    types = _TYPES.get(shape.kind)
    if types is None or value is None:
        return True
    if isinstance(value, bool):
        return bool in types
    if isinstance(value, float) and value.is_integer():
        return int in types
    return isinstance(value, types) or text_meant_as(shape, value) is not None


def unfit_member(shape: Shape, value: JsonValue, name: str) -> str | None:
    """Give the name of the member in *value* that does not fit its shape; None if all fit.

    A placeholder fits: a deployment fills it in with what is needed.

    Args:
        shape: What *value* should be.
        value: A request, or a piece of one.
        name: The member that it is; items and the values of maps go by the name of the whole.
    """
    if not fits(shape, value):
        return None if is_placeholder(value) else name
    match value:
        case dict() if shape.kind is ShapeKind.STRUCTURE:
            inside = [(member, item, key) for key, item in value.items() if (member := shape.member(key))]
        case dict() if shape.element is not None:
            inside = [(shape.element, item, name) for item in value.values()]
        case list() if shape.element is not None:
            inside = [(shape.element, item, name) for item in value]
        case _:
            return None
    unfit = (unfit_member(*piece) for piece in inside)
    return next((found for found in unfit if found is not None), None)


def text_meant_as(shape: Shape, value: JsonValue) -> bool | float | None:
    """Give the number or boolean that a text is written for; None if it is no text, or not that of one."""
    if not isinstance(value, str):
        return None
    match shape.kind:
        case ShapeKind.BOOLEAN:
            return {"true": True, "false": False}.get(value.lower())
        case ShapeKind.INTEGER:
            return int(value) if _INTEGER.fullmatch(value) else None
        case ShapeKind.DOUBLE:
            return _number(value)
        case _:
            return None


def _number(text: str) -> float | None:
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else None
