"""Types of the arguments and results of intrinsic functions, and what they make of a JSON value."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

from asltool.expr.errors import IntrinsicError
from asltool.json_value import JsonValue, json_text
from asltool.records import record

Accept: TypeAlias = Callable[[JsonValue], Any]
"""From an argument to what the function works with; raises IntrinsicError with what it must be."""

TEXT_LIMIT = 10_000
"""Characters that the Base64 functions and States.Hash take."""

_INT32 = range(-(2**31), 2**31)
_SHOWN_CHARACTERS = 80


@record
class Type:
    """What an argument may be."""

    json_types: frozenset[str]
    """The JSON types among which its values are, named as `json_type` does."""
    accept: Accept
    takes_source: bool = False
    """Whether a literal is handed over as written between its quotes, with its escapes."""


def round_half_up(number: float) -> int:
    """Round to the nearest integer, halves towards positive infinity: -1.5 becomes -1.

    Raises:
        IntrinsicError: The number is infinite.
    """
    if isinstance(number, int):
        return number
    if not math.isfinite(number):
        raise IntrinsicError("must be a finite number")
    floor = math.floor(number)
    return floor + 1 if number - floor >= 0.5 else floor


def shown(value: JsonValue) -> str:
    """Give the JSON text of *value* for a message, cut where it gets long."""
    text = json_text(value)
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "..."


def _refusal(wanted: str, value: JsonValue) -> IntrinsicError:
    return IntrinsicError(f"must be {wanted}, not {shown(value)}")


def _string(value: JsonValue) -> str:
    if isinstance(value, str):
        return value
    raise _refusal("a string", value)


def _short_string(value: JsonValue) -> str:
    text = _string(value)
    if len(text) > TEXT_LIMIT:
        raise IntrinsicError(f"must not be longer than {TEXT_LIMIT} characters")
    return text


def _integer(value: JsonValue) -> int:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round_half_up(value)
    raise _refusal("a number", value)


def _int32(value: JsonValue) -> int:
    number = _integer(value)
    if number not in _INT32:
        raise _refusal(f"from {_INT32.start} to {_INT32.stop - 1}", value)
    return number


def _positive(value: JsonValue) -> int:
    number = _integer(value)
    if number < 1:
        raise _refusal("a positive number", value)
    return number


def _non_zero(value: JsonValue) -> int:
    number = _integer(value)
    if number == 0:
        raise _refusal("a number other than 0", value)
    return number


def _index(value: JsonValue) -> int:
    number = _integer(value)
    if number < 0:
        raise _refusal("an index from 0", value)
    return number


def _array(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, list):
        return value
    raise _refusal("an array", value)


def _false(value: JsonValue) -> bool:
    if value is False:
        return value
    raise _refusal("false", value)


def _as_is(value: JsonValue) -> JsonValue:
    return value


_EVERYTHING = frozenset({"null", "boolean", "number", "string", "array", "object"})

ANY = Type(_EVERYTHING, _as_is)
STRING = Type(frozenset({"string"}), _string)
SHORT_STRING = Type(frozenset({"string"}), _short_string)
TEMPLATE = Type(frozenset({"string"}), _string, takes_source=True)
"""A string in which backslashes still escape."""
INT = Type(frozenset({"number"}), _integer)
"""Any number, rounded to an integer."""
INT32 = Type(frozenset({"number"}), _int32)
"""As INT, within 32 bits."""
POSITIVE_INT = Type(frozenset({"number"}), _positive)
NON_ZERO_INT = Type(frozenset({"number"}), _non_zero)
INDEX = Type(frozenset({"number"}), _index)
ARRAY = Type(frozenset({"array"}), _array)
BOOLEAN = Type(frozenset({"boolean"}), _as_is)
FALSE = Type(frozenset({"boolean"}), _false)
OBJECT = Type(frozenset({"object"}), _as_is)
