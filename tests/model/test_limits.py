from __future__ import annotations

import pytest

from asltool.model import limits
from parsing import told


@pytest.mark.parametrize(
    ("field", "limit"),
    [("Seconds", limits.MAX_SECONDS), ("TimeoutSeconds", limits.MAX_SECONDS)],
)
def test_the_limit_itself_is_allowed(field: str, limit: int) -> None:
    task = {"Type": "Task", "Resource": "r", "End": True}
    state = {"Type": "Wait", "End": True} if field == "Seconds" else task

    assert told({**state, field: limit}) == []
    assert told({**state, field: limit + 1}) == [("ASL016", f"/{field}")]


def test_a_year_fits_into_all_limits_of_seconds() -> None:
    year = 365 * 24 * 3600

    assert year < limits.MAX_DELAY_SECONDS < limits.MAX_SECONDS


def test_a_payload_is_smaller_than_what_variables_and_definitions_may_hold() -> None:
    assert limits.MAX_PAYLOAD_BYTES < limits.MAX_DEFINITION_CHARACTERS < limits.MAX_VARIABLES_BYTES
