from __future__ import annotations

import pytest

from asltool.engine.context_object import execution_context, instant_text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "1970-01-01T00:00:00Z"),
        (1_700_000_000.0, "2023-11-14T22:13:20Z"),
        (1_700_000_000.5, "2023-11-14T22:13:20.500Z"),
        (1_700_000_000.1234, "2023-11-14T22:13:20.123Z"),
        (1_700_000_000.9999, "2023-11-14T22:13:21Z"),
    ],
)
def test_instants_have_milliseconds_where_they_are_not_zero(seconds: float, text: str) -> None:
    assert instant_text(seconds) == text


def test_the_execution_shows_its_members_in_the_service_s_order() -> None:
    shown = execution_context(arn="arn:x", input_={"a": 1}, started_at=0.0, name="x", role_arn=None)

    assert list(shown.items()) == [
        ("Id", "arn:x"),
        ("Input", {"a": 1}),
        ("StartTime", "1970-01-01T00:00:00Z"),
        ("Name", "x"),
        ("RoleArn", None),
        ("RedriveCount", 0),
    ]
