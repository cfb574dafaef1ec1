"""How values are written as text: numbers as JavaScript does, everything else as JSON."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from asltool.expr.jsonata.values import UNDEFINED, Function, OuterArray, Value, ordered_keys

_SAFE = 10**15
_MOST_PARTS = 1_000_000


def number_text(number: float) -> str:
    """Give the shortest text that means *number*, as JavaScript writes it."""
    if type(number) is int and -_SAFE < number < _SAFE:
        return str(number)
    number = float(number)
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(number)).as_tuple()
    assert isinstance(exponent, int)  # noqa: S101
    text = "".join(map(str, digits)).rstrip("0")
    exponent += len(digits) - len(text)
    return ("-" if sign else "") + _place_point(text, exponent + len(text))


def _place_point(digits: str, point: int) -> str:
    """Write *digits* with the decimal point after the first *point* of them; far away, with an exponent."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def rounded_text(number: float) -> str:
    """Give the text of *number* rounded to 15 significant digits, as `$string` shows numbers.

    Raises:
        NotFiniteError: JSON has no text for it.
    """
    if type(number) is int and -_SAFE < number < _SAFE:
        return str(number)
    if not math.isfinite(number):
        raise NotFiniteError(number, is_nested=True)
    return number_text(float(f"{float(number):.15g}"))


def json_of(value: Value, *, indent: bool = False, number: Callable[[float], str] = rounded_text) -> str:
    """Give the JSON text of *value*.

    Args:
        value: Functions are written as empty strings; undefined is left out of objects, and null in arrays.
        indent: Over several lines, by two blanks; otherwise compact.
        number: How a number is written.

    Raises:
        NotFiniteError: A number has no text, if *number* says so.
        MemoryError: The text is too long.
    """
    parts: list[str] = []
    _write(value, "\n" if indent else "", number, parts)
    return "".join(parts)


def _write(value: Value, newline: str, number: Callable[[float], str], parts: list[str]) -> None:
    kind = type(value)
    if kind is str:
        parts.append(quoted(value))
    elif value is None or value is UNDEFINED:
        parts.append("null")
    elif kind is bool:
        parts.append("true" if value else "false")
    elif kind is int or kind is float:
        parts.append("null" if value != value else number(value))  # noqa: PLR0124
    elif kind is dict:
        _write_object(value, newline, number, parts)
    elif isinstance(value, list):
        _write_array(value[0] if kind is OuterArray else value, newline, number, parts)
    else:
        parts.append('""')


def _write_array(items: list[Any], newline: str, number: Callable[[float], str], parts: list[str]) -> None:
    _refuse_endless(parts)
    if not items:
        parts.append("[]")
        return
    inner = newline and newline + "  "
    separator = "[" + inner
    for item in items:
        parts.append(separator)
        _write(item, inner, number, parts)
        separator = "," + inner
    parts.append(newline + "]")


def _write_object(
    members: dict[str, Any], newline: str, number: Callable[[float], str], parts: list[str]
) -> None:
    _refuse_endless(parts)
    inner = newline and newline + "  "
    colon = ": " if newline else ":"
    separator = "{" + inner
    for key in ordered_keys(members):
        value = members[key]
        if value is UNDEFINED:
            continue
        parts.append(separator + quoted(key) + colon)
        _write(value, inner, number, parts)
        separator = "," + inner
    parts.append("{}" if separator == "{" + inner else newline + "}")


def _refuse_endless(parts: list[str]) -> None:
    """Stop before the text of a value that shares its parts many times over fills the memory."""
    if len(parts) > _MOST_PARTS:
        raise MemoryError


def quoted(text: str) -> str:
    """Give *text* as a JSON string; halves of surrogate pairs are written as escapes."""
    result = encode_basestring(text)
    try:
        result.encode()
    except UnicodeEncodeError:
        return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in result)
    return result


def text_of(value: Value) -> str:
    """Give *value* as `&` and `$string` show it.

    Raises:
        NotFiniteError: The value is a number that JSON has no text for.
    """
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if value is UNDEFINED or isinstance(value, Function):
        return ""
    if kind is int or kind is float:
        if not math.isfinite(value):
            raise NotFiniteError(value, is_nested=False)
        return rounded_text(value)
    return json_of(value)


class NotFiniteError(ValueError):
    """A number that is infinite or not a number, where text was wanted."""

    def __init__(self, value: float, *, is_nested: bool) -> None:
        super().__init__(value)
        self.value = value
        self.is_nested = is_nested
