"""Pictures of dates and times, such as `[Y0001]-[M01]-[D01]`: read, and used to show a moment."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.calendar_math import (
    Moment,
    day_of_year,
    moment,
    week_month,
    week_of_month,
    week_of_year,
    week_year,
)
from asltool.expr.jsonata.functions.integer_pictures import (
    Case,
    IntegerPicture,
    format_integer,
    parse_picture,
)
from asltool.records import record

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DEFAULTS = {
    "Y": "1", "M": "1", "D": "1", "d": "1", "F": "n", "W": "1", "w": "1", "X": "1", "x": "1", "H": "1",
    "h": "1",    "P": "n", "m": "01", "s": "01", "f": "1", "Z": "01:01", "z": "01:01", "C": "n", "E": "n",
}  # fmt: skip
_INTEGERS = "YMDdFWwXxHhmsf"
_BLANK = re.compile(r"\s+")
_WIDTH = re.compile(r"\s*[-+]?\d+")


@record(frozen=False)
class Marker:
    """`[...]` in a picture: one component of a moment, and how to show it."""

    component: str
    letter: str = ""
    """`t` shows UTC as `Z`."""
    names: Case | None = None
    """Shown as a name, in this case."""
    most: int | None = None
    """The largest width; None for any."""
    integer: IntegerPicture | None = None
    digits: int = -1
    """How many digits of a year are shown; -1 for all."""


Part: TypeAlias = Marker | str
"""A marker, or text that is copied."""


def parse_date_picture(picture: str) -> list[Part]:
    """Read a picture.

    Raises:
        JSONataError: A bracket is not closed, or a component is not known.
    """
    parts: list[Part] = []
    start = position = 0
    while position < len(picture):
        if picture[position] != "[":
            position += 1
            continue
        _add_literal(parts, picture[start:position])
        if picture.startswith("[[", position):
            parts.append("[")
            start = position = position + 2
            continue
        end = picture.find("]", position)
        if end < 0:
            raise JSONataError("D3135")
        parts.append(_parse_marker(_BLANK.sub("", picture[position + 1 : end])))
        start = position = end + 1
    _add_literal(parts, picture[start:])
    return parts


def _add_literal(parts: list[Part], text: str) -> None:
    if text:
        parts.append(text.replace("]]", "]"))


def _parse_marker(text: str) -> Marker:
    marker = Marker(text[:1])
    presentation, comma, width = text[1:].rpartition(",")
    if not comma:
        presentation, width = text[1:], ""
    least, dash, most = width.partition("-")
    marker.most = _width(most) if dash else None
    if len(presentation) > 1 and presentation[-1] in "atco":
        marker.letter, presentation = presentation[-1], presentation[:-1]
    presentation = presentation or _DEFAULTS.get(marker.component, "")
    if not presentation:
        raise JSONataError("D3132", marker.component)
    if presentation[0] == "n":
        marker.names = "lower"
    elif presentation[0] == "N":
        marker.names = "title" if presentation[1:2] == "n" else "upper"
    elif marker.component in _INTEGERS and marker.component:
        _read_integer(marker, presentation, _width(least))
    if marker.component in ("Z", "z"):
        marker.integer = parse_picture(presentation)
    return marker


def _width(text: str) -> int | None:
    found = _WIDTH.match(text)
    return int(found[0]) if found else None


def _read_integer(marker: Marker, presentation: str, least: int | None) -> None:
    integer = parse_picture(presentation + (f";{marker.letter}" if marker.letter else ""))
    marker.integer = integer
    if least is not None and integer.style == "decimal":
        integer.mandatory = max(integer.mandatory, least)
    if marker.component in "YMD":
        if marker.most is not None:
            marker.digits = marker.most
            integer.mandatory = marker.most
        elif integer.mandatory + integer.optional >= 2:
            marker.digits = integer.mandatory + integer.optional


ISO_PICTURE = parse_date_picture("[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]")


def format_moment(millis: float, parts: list[Part], zone: tuple[int, int]) -> str:
    """Show a moment.

    Args:
        millis: Milliseconds since 1970 UTC.
        parts: The picture.
        zone: Hours and minutes that the time zone is ahead of UTC.

    Raises:
        JSONataError: A component cannot be shown in the way that the picture asks for.
    """
    at = moment(int(millis) + (60 * zone[0] + zone[1]) * 60_000)
    return "".join(part if isinstance(part, str) else _show(at, part, zone) for part in parts)


def component_value(at: Moment, component: str) -> int:
    """Give a component of a moment as a number."""
    match component:
        case "d":
            return day_of_year(at)
        case "W":
            return week_of_year(at)
        case "w":
            return week_of_month(at)
        case "X":
            return week_year(at)
        case "x":
            return week_month(at)
        case "h":
            return at.hour % 12 or 12
        case _:
            return _DIRECT[component](at)


_DIRECT: dict[str, Callable[[Moment], int]] = {
    "Y": lambda at: at.year,
    "M": lambda at: at.month,
    "D": lambda at: at.day,
    "F": lambda at: at.weekday,
    "H": lambda at: at.hour,
    "m": lambda at: at.minute,
    "s": lambda at: at.second,
    "f": lambda at: at.milli,
    "P": lambda at: int(at.hour >= 12),
}


def _show(at: Moment, marker: Marker, zone: tuple[int, int]) -> str:
    if marker.component in _INTEGERS:
        value = component_value(at, marker.component)
        if marker.component == "Y" and 0 <= marker.digits < 9:
            value %= 10**marker.digits
        if marker.names is not None:
            return _name(value, marker)
        return format_integer(value, marker.integer) if marker.integer else str(value)
    if marker.component in ("Z", "z"):
        return _show_zone(marker, *zone)
    if marker.component == "P":
        text = "pm" if at.hour >= 12 else "am"
        return text.upper() if marker.names == "upper" else text
    return "ISO"


def _name(value: int, marker: Marker) -> str:
    if marker.component in ("M", "x"):
        name = MONTHS[value - 1]
    elif marker.component == "F":
        name = DAYS[value - 1]
    else:
        raise JSONataError("D3133", marker.component)
    cased = name.upper() if marker.names == "upper" else name.lower() if marker.names == "lower" else name
    return cased[: marker.most] if marker.most is not None else cased


def _show_zone(marker: Marker, hours: int, minutes: int) -> str:
    picture = marker.integer
    assert picture is not None  # noqa: S101
    number = hours * 100 + minutes
    if picture.regular:
        text = format_integer(number, picture)
    elif picture.mandatory in (1, 2):
        text = format_integer(hours, picture)
        if minutes:
            text += ":" + format_integer(minutes, parse_picture("00"))
    elif picture.mandatory in (3, 4):
        text = format_integer(number, picture)
    else:
        raise JSONataError("D3134", picture.mandatory)
    if number >= 0:
        text = "+" + text
    if marker.component == "z":
        text = "GMT" + text
    return "Z" if number == 0 and marker.letter == "t" else text
