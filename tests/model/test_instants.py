from __future__ import annotations

import pytest

from asltool.model.instants import parse_instant, to_seconds

NOON = 1_709_208_000 * 1_000_000_000


@pytest.mark.parametrize(
    ("text", "nanoseconds"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("2024-02-29T12:00:00Z", NOON),
        ("2024-02-29T12:00:00.5Z", NOON + 500_000_000),
        ("2024-02-29T12:00:00.000000001Z", NOON + 1),
        ("2024-02-29T13:00:00+01:00", NOON),
        ("2024-02-29T06:15:00-05:45", NOON),
        ("1969-12-31T23:59:59Z", -1_000_000_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800 * 1_000_000_000),
    ],
)
def test_instants_are_read_to_the_nanosecond(text: str, nanoseconds: int) -> None:
    assert parse_instant(text) == nanoseconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-02-29",
        "2024-02-29T12:00Z",
        "2024-02-29T12:00:00",
        "2024-02-29T12:00:00.Z",
        "2024-02-29T12:00:00.1234567890Z",
        "2024-02-29t12:00:00Z",
        "2024-02-29T12:00:00z",
        "2024-02-29 12:00:00Z",
        "2024-02-29T12:00:00+0100",
        "2024-02-29T12:00:00+24:00",
        "2024-02-29T12:00:00+01:60",
        "2023-02-29T12:00:00Z",
        "2024-13-01T12:00:00Z",
        "2024-02-29T25:00:00Z",
        " 2024-02-29T12:00:00Z",
        "2024-02-29T12:00:00Z\n",
        "٢٠٢٤-02-29T12:00:00Z",
    ],
)
def test_what_the_service_does_not_take_names_no_instant(text: str) -> None:
    assert parse_instant(text) is None


@pytest.mark.parametrize(("nanoseconds", "seconds"), [(0, 0), (1_999_999_999, 1), (-1, -1)])
def test_seconds_drop_what_is_below(nanoseconds: int, seconds: int) -> None:
    assert to_seconds(nanoseconds) == seconds
