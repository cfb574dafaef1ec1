"""Functions of moments."""

from __future__ import annotations

import math
import re

from asltool.expr.jsonata.functions.date_pictures import ISO_PICTURE, format_moment, parse_date_picture
from asltool.expr.jsonata.functions.date_reading import read_iso, read_picture
from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.values import UNDEFINED, Value

_NUMBER = re.compile(r"\s*[-+]?\d+")


@function("now", "<s?s?:s>", needs_meter=True)
def now(meter: Meter, picture: Value, timezone: Value) -> Value:
    """Give the time of the evaluation as text."""
    return from_millis(meter.millis, picture, timezone)


@function("millis", "<:n>", needs_meter=True)
def millis(meter: Meter) -> Value:
    """Give the time of the evaluation in milliseconds since 1970 UTC."""
    return meter.millis


@function("fromMillis", "<n-s?s?:s>")
def from_millis(number: Value, picture: Value, timezone: Value) -> Value:
    """Give a moment as text: as a picture shows it, in a time zone such as `+0200`."""
    if number is UNDEFINED:
        return UNDEFINED
    parts = ISO_PICTURE if picture is UNDEFINED else parse_date_picture(picture)
    return format_moment(number, parts, (0, 0) if timezone is UNDEFINED else _offset(timezone))


def _offset(timezone: str) -> tuple[int, int]:
    """Give the hours, rounded down, and the minutes, with the sign, that a time zone is ahead of UTC."""
    found = _NUMBER.match(timezone)
    number = int(found[0]) if found else 0
    return math.floor(number / 100), int(math.fmod(number, 100))


@function("toMillis", "<s-s?:n>", needs_meter=True)
def to_millis(meter: Meter, text: Value, picture: Value) -> Value:
    """Give the milliseconds since 1970 UTC that *text* shows."""
    if text is UNDEFINED:
        return UNDEFINED
    if picture is UNDEFINED:
        return read_iso(text)
    found = read_picture(text, parse_date_picture(picture), meter.millis)
    return UNDEFINED if found is None else found
