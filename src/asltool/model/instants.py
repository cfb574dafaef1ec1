"""Instants written as text: RFC 3339, as the service takes it (ISO 8601 extended offset date-time)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NANOSECONDS = 1_000_000_000


def parse_instant(text: str) -> int | None:
    """Give the nanoseconds from 1970 to the instant that *text* names; None where it names none."""
    match = _INSTANT.fullmatch(text)
    if match is None:
        return None
    whole, fraction, zone = match.groups()
    try:
        instant = datetime.fromisoformat(whole + ("+00:00" if zone == "Z" else zone))
    except ValueError:
        return None
    since = instant - _EPOCH
    seconds = since.days * 86_400 + since.seconds
    return seconds * _NANOSECONDS + int((fraction or "0").ljust(9, "0"))


def to_seconds(nanoseconds: int) -> int:
    """Give whole seconds: what is below a second is dropped, as Wait does."""
    return nanoseconds // _NANOSECONDS
