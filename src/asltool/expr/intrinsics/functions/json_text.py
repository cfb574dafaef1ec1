"""Intrinsic functions between JSON values and their texts, and the one that merges objects."""

from __future__ import annotations

import json
import math
from typing import NoReturn

from asltool.expr.errors import IntrinsicError
from asltool.expr.intrinsics.signature import intrinsic
from asltool.expr.intrinsics.types import ANY, FALSE, OBJECT, STRING, Type, shown
from asltool.json_value import JsonObject, JsonValue, json_text

_BLANKS = " \t\n\r"


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(digits)
    return number


# JSON has neither NaN nor infinities, which Python would read.
_decode = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite).decode


@intrinsic(
    "States.StringToJson",
    params=(STRING,),
    returns=ANY,
    examples=(("States.StringToJson('[1, -0]')", [1, 0]), ("States.StringToJson(' ')", None)),
)
def string_to_json(text: str) -> JsonValue:
    """Give the value of a JSON text; blank text is null.

    Raises:
        IntrinsicError: The text is no JSON.
    """
    if not text.strip(_BLANKS):
        return None
    try:
        value: JsonValue = _decode(text)
    except (ValueError, RecursionError):
        raise IntrinsicError(f"argument 1 of States.StringToJson is no JSON text: {shown(text)}") from None
    return value


@intrinsic(
    "States.JsonToString",
    params=(ANY,),
    returns=STRING,
    examples=(("States.JsonToString(States.Array(1, 'a'))", '[1,"a"]'),),
)
def json_to_string(value: JsonValue) -> str:
    """Give the compact JSON text of a value."""
    return json_text(value)


def _object(value: JsonValue) -> JsonObject:
    """Accept an object, or a string that is the JSON text of one."""
    if isinstance(value, str):
        try:
            value = string_to_json(value)
        except IntrinsicError:
            raise IntrinsicError(f"must be an object, not {shown(value)}") from None
    if isinstance(value, dict):
        return value
    raise IntrinsicError(f"must be an object, not {shown(value)}")


_MERGED = Type(OBJECT.json_types | STRING.json_types, _object)


@intrinsic(
    "States.JsonMerge",
    params=(_MERGED, _MERGED, FALSE),
    returns=OBJECT,
    examples=(
        (
            """States.JsonMerge(States.StringToJson('{"a": {"x": 1}}'), '{"a": {"y": 2}}', false)""",
            {"a": {"y": 2}},
        ),
    ),
)
def json_merge(base: JsonObject, over: JsonObject, _deep: bool) -> JsonObject:  # noqa: FBT001 - by position
    """Merge two objects, not deeply: a member of the second replaces that of the first."""
    return {**base, **over}
