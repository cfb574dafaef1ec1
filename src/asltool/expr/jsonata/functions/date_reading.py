"""Texts that show a moment as a picture says, or as ISO 8601 says, back to milliseconds."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TypeAlias

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.calendar_math import DAY, civil_from_days, millis_at, moment
from asltool.expr.jsonata.functions.date_pictures import (
    DAYS,
    MONTHS,
    Marker,
    Part,
    component_value,
)
from asltool.expr.jsonata.functions.integer_pictures import reader
from asltool.expr.jsonata.values import whole

_Reader: TypeAlias = Callable[[str], float | None]

_ISO = re.compile(
    r"\d{4}(-[01]\d)*(-[0-3]\d)*(T[0-2]\d:[0-5]\d:[0-5]\d)*(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?", re.ASCII
)
_ISO_PARTS = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d):(\d\d):(\d\d)(\.\d+)?)?(?:([+-])(\d\d):?(\d\d)|Z)?", re.ASCII
)


def read_iso(text: str) -> float:
    """Give the milliseconds of an ISO 8601 timestamp; without a time zone, it is one of UTC.

    Raises:
        JSONataError: It is none.
    """
    if not _ISO.fullmatch(text):
        raise JSONataError("D3110", text)
    found = _ISO_PARTS.fullmatch(text)
    if not found:
        return math.nan
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    hour, minute, second = (int(found[n] or 0) for n in (4, 5, 6))
    if not (1 <= month <= 12 and 1 <= day <= 31 and (hour, minute, second) <= (24, 0, 0)):
        return math.nan
    millis = millis_at(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000
    millis += int((found[7] or ".")[1:4].ljust(3, "0"))
    if found[8]:
        offset = int(found[9]) * 60 + int(found[10])
        millis -= offset * 60_000 if found[8] == "+" else -offset * 60_000
    return millis


def read_picture(text: str, parts: list[Part], now: int) -> float | None:
    """Give the milliseconds of *text*; None if it is not what the picture shows.

    Args:
        text: The timestamp.
        parts: The picture.
        now: What larger components are taken from if the picture has none.

    Raises:
        JSONataError: The picture leaves out components in between, or has weeks.
    """
    readers = [_reader(part) for part in parts]
    pattern = "".join(f"({pattern})" for pattern, _ in readers)
    found = re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII)
    if found is None:
        return None
    components: dict[str, float | None] = {}
    for part, (_, read), value in zip(parts, readers, found.groups(), strict=True):
        if isinstance(part, Marker):
            components[part.component] = read(value)
    return _assemble(components, now) if components else None


def _reader(part: Part) -> tuple[str, _Reader]:
    if isinstance(part, str):
        return re.escape(part), lambda _: None
    if part.component in ("Z", "z"):
        return _zone_reader(part)
    if part.integer is not None:
        part.integer.width = part.digits if part.digits > 0 else None
        return reader(part.integer)
    names = {
        **dict.fromkeys(("am", "AM"), 0),
        **dict.fromkeys(("pm", "PM"), 1),
    }
    if part.component in ("M", "x"):
        names = {name[: part.most]: number for number, name in enumerate(MONTHS, 1)}
    elif part.component == "F":
        names = {name[: part.most]: number for number, name in enumerate(DAYS, 1)}
    elif part.component != "P":
        raise JSONataError("D3133", part.component)
    return "[a-zA-Z]+", names.get


def _zone_reader(marker: Marker) -> tuple[str, _Reader]:
    assert marker.integer is not None  # noqa: S101
    separator = marker.integer.separators[0][1] if marker.integer.regular else ""
    prefix = "GMT" if marker.component == "z" else ""

    def read(text: str) -> float:
        digits = text[len(prefix) :]
        if separator:
            hours, _, minutes = digits.partition(separator)
            return int(hours) * 60 + int(minutes)
        if len(digits) <= 3:
            return int(digits) * 60
        return int(digits[:3]) * 60 + int(digits[3:])

    return prefix + "[-+][0-9]+" + (re.escape(separator) + "[0-9]+" if separator else ""), read


_DATES = "YXMxWwdD"
_TIMES = "PHhmsf"


def _is_type(components: dict[str, float | None], group: str, mask: int) -> bool:
    """Tell whether there are components of *group*, and only such as *mask* has a bit for.

    Those of 0 do not count.
    """
    there = sum(1 << place for place, name in enumerate(reversed(group)) if components.get(name))
    return there > 0 and not there & ~mask


def _assemble(components: dict[str, float | None], now: int) -> float:
    date, time = _chosen_components(components)
    values = dict(components)
    _complete(values, date + time, now)
    if "X" in date:
        raise JSONataError("D3136")
    month = values.get("M") or 1
    year, day = values["Y"], values.get("D") or 0
    if date == "YD":
        first = millis_at(int(values["Y"] or 0), 1)
        _, month, day = civil_from_days(int(first // DAY + (values["d"] or 0) - 1))
    hour = values.get("H") or 0
    if "h" in time or "P" in time:
        hour = 0 if values["h"] == 12 else values["h"] or 0
        hour += 12 if values["P"] == 1 else 0
    rest = ((hour * 60 + (values["m"] or 0)) * 60 + (values["s"] or 0)) * 1000 + (values["f"] or 0)
    numbers = (year, month, day, rest)
    if any(number is None or number != number for number in numbers):  # noqa: PLR0124
        return math.nan
    full_year = int(year or 0)
    millis = (
        millis_at(full_year + 1900 if 0 <= full_year <= 99 else full_year, int(month), int(day or 0)) + rest
    )
    zone = values.get("Z") or values.get("z") or 0
    return whole(millis - zone * 60_000)


def _chosen_components(components: dict[str, float | None]) -> tuple[str, str]:
    date_a = _is_type(components, _DATES, 161)
    date_b = not date_a and _is_type(components, _DATES, 130)
    date_c = _is_type(components, _DATES, 84)
    date_d = not date_c and _is_type(components, _DATES, 72)
    date = "YD" if date_b else "XxwF" if date_c else "XWF" if date_d else "YMD"
    time_a = _is_type(components, _TIMES, 23)
    time_b = not time_a and _is_type(components, _TIMES, 47)
    return date, "Phmsf" if time_b else "Hmsf"


def _complete(values: dict[str, float | None], wanted: str, now: int) -> None:
    """Fill in the components that are missing: larger ones from *now*, smaller ones with the least value."""
    current = moment(now)
    has_started = has_ended = False
    for name in wanted:
        if values.get(name) is not None:
            has_started = True
            if has_ended:
                raise JSONataError("D3136")
        elif has_started:
            values[name] = 1 if name in "MDd" else 0
            has_ended = True
        else:
            values[name] = component_value(current, name)
