"""`$formatNumber`, `$formatInteger`, `$parseInteger`: numbers as pictures show them."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.integer_pictures import (
    format_integer,
    parse_picture,
    reader,
    regular_interval,
)
from asltool.expr.jsonata.functions.numbers import rounded
from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.text import number_text
from asltool.expr.jsonata.values import UNDEFINED, Value, double
from asltool.records import record

_DEFAULTS = {
    "decimal-separator": ".",
    "grouping-separator": ",",
    "exponent-separator": "e",
    "infinity": "Infinity",
    "minus-sign": "-",
    "NaN": "NaN",
    "percent": "%",
    "per-mille": "\u2030",
    "zero-digit": "0",
    "digit": "#",
    "pattern-separator": ";",
}


@function("formatInteger", "<n-s:s>")
def format_whole(number: Value, picture: Value) -> Value:
    """Give a whole number as a picture shows it."""
    if number is UNDEFINED:
        return UNDEFINED
    return format_integer(math.floor(number), parse_picture(picture))


@function("parseInteger", "<s-s:n>")
def parse_whole(text: Value, picture: Value) -> Value:
    """Give the number that *text* shows as the picture says."""
    if text is UNDEFINED:
        return UNDEFINED
    _, read = reader(parse_picture(picture))
    return read(text)


@record(frozen=False)
class _Symbols:
    """The characters that mean something in a picture."""

    decimal: str
    grouping: str
    exponent: str
    minus: str
    percent: str
    per_mille: str
    digits: str
    """The ten digits, from zero."""
    optional: str
    separator: str

    @property
    def active(self) -> frozenset[str]:
        """All that are not just copied."""
        return frozenset(
            (*self.digits, self.decimal, self.exponent, self.grouping, self.optional, self.separator)
        )


@record(frozen=False)
class _Picture:
    """One half of a picture, taken apart."""

    text: str
    prefix: str
    suffix: str
    active: str
    mantissa: str
    exponent: str | None
    integer: str
    fraction: str


@record(frozen=False)
class _Layout:
    """What a picture asks for."""

    prefix: str
    suffix: str
    least_integer: int
    scale: int
    least_fraction: int
    most_fraction: int
    least_exponent: int
    integer_groups: list[int]
    regular: int
    fraction_groups: list[int]
    has_decimal: bool
    factor: int


@function("formatNumber", "<n-so?:s>")
def format_number(number: Value, picture: Value, options: Value) -> Value:
    """Give a number as a picture such as `#,##0.00` shows it."""
    if number is UNDEFINED:
        return UNDEFINED
    symbols = _symbols({**_DEFAULTS, **({} if options is UNDEFINED else options)})
    halves = picture.split(symbols.separator)
    if len(halves) > 2:
        raise JSONataError("D3080")
    parts = [_take_apart(half, symbols) for half in halves]
    for part in parts:
        _validate(part, symbols)
    layouts = [_lay_out(part, symbols) for part in parts]
    layout = layouts[0] if number >= 0 else layouts[-1]
    prefix = symbols.minus + layout.prefix if number < 0 and len(layouts) == 1 else layout.prefix
    return prefix + _formatted(number, layout, symbols) + layout.suffix


def _symbols(properties: dict[str, Any]) -> _Symbols:
    zero = ord(properties["zero-digit"][0])
    return _Symbols(
        decimal=properties["decimal-separator"],
        grouping=properties["grouping-separator"],
        exponent=properties["exponent-separator"],
        minus=properties["minus-sign"],
        percent=properties["percent"],
        per_mille=properties["per-mille"],
        digits="".join(chr(code) for code in range(zero, zero + 10)),
        optional=properties["digit"],
        separator=properties["pattern-separator"],
    )


def _take_apart(text: str, symbols: _Symbols) -> _Picture:
    places = [n for n, char in enumerate(text) if char in symbols.active and char != symbols.exponent]
    if not places:
        raise JSONataError("D3085")
    start, end = places[0], places[-1] + 1
    prefix, active, suffix = text[:start], text[start:end], text[end:]
    mark = text.find(symbols.exponent, start)
    if mark < 0 or mark > end:
        mantissa, exponent = active, None
    else:
        mantissa, exponent = active[:mark], active[mark + 1 :]
    integer, point, fraction = mantissa.partition(symbols.decimal)
    return _Picture(text, prefix, suffix, active, mantissa, exponent, integer, fraction if point else suffix)


def _validate(part: _Picture, symbols: _Symbols) -> None:
    """Refuse a picture that breaks a rule; of several, the last one is reported, as the reference does."""
    error = next((code for code, broken in reversed(_rules(part, symbols)) if broken), None)
    if error:
        raise JSONataError(error)


def _rules(part: _Picture, symbols: _Symbols) -> list[tuple[str, bool]]:
    text, digits, grouping = part.text, symbols.digits, symbols.grouping
    point = text.find(symbols.decimal)
    scaled = symbols.percent in text or symbols.per_mille in text
    before_optional, has_optional, _ = part.integer.partition(symbols.optional)
    _, ends_optional, after_optional = part.fraction.rpartition(symbols.optional)
    beside_point = point >= 0 and grouping in (text[max(point - 1, 0) : point], text[point + 1 : point + 2])
    return [
        ("D3081", text.count(symbols.decimal) > 1),
        ("D3082", text.count(symbols.percent) > 1),
        ("D3083", text.count(symbols.per_mille) > 1),
        ("D3084", symbols.percent in text and symbols.per_mille in text),
        ("D3085", not any(char in digits or char == symbols.optional for char in part.mantissa)),
        ("D3086", any(char not in symbols.active for char in part.active)),
        ("D3087", beside_point),
        ("D3088", point < 0 and part.integer.endswith(grouping)),
        ("D3089", grouping * 2 in text),
        ("D3090", bool(has_optional) and any(char in digits for char in before_optional)),
        ("D3091", bool(ends_optional) and any(char in digits for char in after_optional)),
        ("D3092", bool(part.exponent) and scaled),
        ("D3093", part.exponent is not None and not _are_digits(part.exponent, digits)),
    ]


def _are_digits(text: str, digits: str) -> bool:
    return bool(text) and all(char in digits for char in text)


def _lay_out(part: _Picture, symbols: _Symbols) -> _Layout:
    digits = symbols.digits
    least_integer = scale = sum(char in digits for char in part.integer)
    least_fraction = sum(char in digits for char in part.fraction)
    most_fraction = sum(char in digits or char == symbols.optional for char in part.fraction)
    if least_integer == 0 and most_fraction == 0:
        if part.exponent is not None:
            least_fraction = most_fraction = 1
        else:
            least_integer = 1
    if part.exponent is not None and least_integer == 0 and symbols.optional in part.integer:
        least_integer = 1
    if least_integer == 0 and least_fraction == 0:
        least_fraction = 1
    integer_groups = _groups(part.integer, part.integer, symbols, to_left=False)
    return _Layout(
        prefix=part.prefix,
        suffix=part.suffix,
        least_integer=least_integer,
        scale=scale,
        least_fraction=least_fraction,
        most_fraction=most_fraction,
        least_exponent=len(part.exponent or ""),
        integer_groups=integer_groups,
        regular=regular_interval(integer_groups),
        fraction_groups=_groups(part.fraction, part.integer, symbols, to_left=True),
        has_decimal=symbols.decimal in part.text,
        factor=100 if symbols.percent in part.text else 1000 if symbols.per_mille in part.text else 1,
    )


def _groups(text: str, following: str, symbols: _Symbols, *, to_left: bool) -> list[int]:
    """Give how many digits each grouping separator has beside it.

    The reference looks for the first separator in *text*, but for all others in the integer part.
    """
    found = []
    place = text.find(symbols.grouping)
    while place >= 0:
        beside = text[:place] if to_left else text[place:]
        found.append(sum(char in symbols.digits or char == symbols.optional for char in beside))
        place = following.find(symbols.grouping, place + 1)
    return found


def _formatted(number: float, layout: _Layout, symbols: _Symbols) -> str:
    mantissa = number * layout.factor
    exponent: int | None = None
    if layout.least_exponent:
        mantissa, exponent = _scaled(mantissa, layout.scale)
    zero, point = symbols.digits[0], symbols.decimal
    text = _fixed(rounded(mantissa, layout.most_fraction), layout.most_fraction, symbols)
    integer, _, fraction = text.partition(".")
    integer, fraction = integer.lstrip(zero), fraction.rstrip(zero)
    integer = integer.rjust(layout.least_integer, zero)
    fraction = fraction.ljust(layout.least_fraction, zero)
    result = (
        _grouped_integer(integer, layout, symbols.grouping)
        + point
        + _grouped_fraction(fraction, layout, symbols)
    )
    if not layout.has_decimal or result.endswith(point):
        result = result[:-1]
    if exponent is not None:
        sign = symbols.minus if exponent < 0 else ""
        result += symbols.exponent + sign + _fixed(exponent, 0, symbols).rjust(layout.least_exponent, zero)
    return result


def _scaled(mantissa: float, scale: int) -> tuple[float, int]:
    exponent = 0
    most, least = 10.0**scale, 10.0 ** (scale - 1)
    if mantissa <= 0 or not math.isfinite(mantissa):
        return mantissa, exponent
    while mantissa < least:
        mantissa *= 10
        exponent -= 1
    while mantissa > most:
        mantissa /= 10
        exponent += 1
    return mantissa, exponent


def _fixed(number: float, places: int, symbols: _Symbols) -> str:
    """Give the digits of *number* without its sign, with *places* of them behind a `.`."""
    value = abs(number)
    if not math.isfinite(value):
        text = "Infinity" if math.isinf(value) else "NaN"
    elif value >= 1e21:
        text = number_text(double(value))
    else:
        text = format(Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
    if symbols.digits[0] == "0":
        return text
    return "".join(symbols.digits[int(char)] if char in "0123456789" else char for char in text)


def _grouped_integer(text: str, layout: _Layout, separator: str) -> str:
    if layout.regular:
        for count in range(1, (len(text) - 1) // layout.regular + 1):
            place = len(text) - count * layout.regular - (count - 1) * len(separator)
            text = text[:place] + separator + text[place:]
        return text
    end = len(text)
    for position in layout.integer_groups:
        place = max(0, end - position)
        text = text[:place] + separator + text[place:]
        end += 1
    return text


def _grouped_fraction(text: str, layout: _Layout, symbols: _Symbols) -> str:
    for position in layout.fraction_groups:
        text = text[:position] + symbols.grouping + text[position:]
    return text
