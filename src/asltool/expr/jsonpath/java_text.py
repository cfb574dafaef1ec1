"""Values as Java prints them: in Jayway JsonPath's messages, and where a filter's pattern meets a value."""

from __future__ import annotations

from asltool.json_value import JsonValue, json_text


def java_text(value: JsonValue) -> str:
    """Give *value* as Java's `toString` does: `{a=1, b=[{"c":true}]}`, `2.5`, `null`."""
    try:
        return _text(value)
    except RecursionError:
        return "..."  # too deep for any message


def java_number(value: float) -> str:
    """Give a number's text as Java does: `1.0E10`, `1.0E-5`, `2.5`, `7`."""
    if isinstance(value, int) or value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124
        return str(value)
    if value == 0 or 1e-3 <= abs(value) < 1e7:
        return repr(value)
    mantissa, _, exponent = f"{value!r}".partition("e")
    if not exponent:
        sign = "-" if value < 0 else ""
        whole, _, fraction = repr(abs(value)).partition(".")
        digits = f"{whole}{fraction}".rstrip("0")
        return f"{sign}{digits[0]}.{digits[1:] or '0'}E{len(whole) - 1}"
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}E{int(exponent)}"


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
