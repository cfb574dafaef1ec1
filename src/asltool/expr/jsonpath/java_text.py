"""Values as Java prints them: in Jayway JsonPath's messages, and where a filter's pattern meets a value."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

from asltool.json_value import JsonValue, json_text


def java_text(value: JsonValue) -> str:
    """Give *value* as Java's `toString` does: `{a=1, b=[{"c":true}]}`, `2.5`, `null`."""
    try:
        return _text(value)
    except (RecursionError, ValueError):
        return "..."  # too deep, or too long a number, for any message


def java_number(value: float) -> str:
    """Give a number's text as Java does: `1.0E10`, `1.0E-5`, `2.5`, `7`."""
    if isinstance(value, int):
        return f"{Decimal(value):f}"  # unlike str, for any number of digits
    if not isfinite(value) or value == 0 or 1e-3 <= abs(value) < 1e7:
        return repr(value)
    number = Decimal(repr(value)).normalize()
    first, *rest = number.as_tuple().digits
    sign = "-" if value < 0 else ""
    return f"{sign}{first}.{''.join(map(str, rest)) or '0'}E{number.adjusted()}"


def _text(value: JsonValue) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{name}={_text(member)}" for name, member in value.items()) + "}"
        case str():
            return value
        case int() | float() if not isinstance(value, bool):
            return java_number(value)
        case _:
            return json_text(value)
