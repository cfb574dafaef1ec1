from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.time_limits import in_words, time_limits
from parsing import SUCCEED, around, machine


def limits(definition: dict[str, Any], *, is_express: bool = False) -> dict[str, float]:
    """Give the limits by place."""
    found = time_limits(machine(definition), is_express=is_express)
    return {str(at): limit.seconds for at, limit in found.items()}


def test_an_execution_ends_by_its_type_or_by_the_machines_timeout() -> None:
    assert limits(around(SUCCEED)) == {"": 31_536_000}
    assert limits(around(SUCCEED), is_express=True) == {"": 300}
    assert limits(around(SUCCEED, TimeoutSeconds=60), is_express=True) == {"": 60}
    assert limits(around(SUCCEED, TimeoutSeconds=600), is_express=True) == {"": 300}


def test_branches_end_with_the_execution_and_children_by_themselves() -> None:
    config = {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}
    branch = {"StartAt": "B", "States": {"B": SUCCEED}}
    processor = {"StartAt": "C", "States": {"C": SUCCEED}, "ProcessorConfig": config}
    states = {
        "A": {"Type": "Parallel", "Branches": [branch], "Next": "M"},
        "M": {"Type": "Map", "ItemProcessor": processor, "End": True},
    }

    found = limits({"StartAt": "A", "States": states, "TimeoutSeconds": 60})

    assert found == {"": 60, "/States/A/Branches/0": 60, "/States/M/ItemProcessor": 300}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (90, "90 seconds"),
        (60, "1 minute"),
        (300, "5 minutes"),
        (7_200, "2 hours"),
        (5_242_875, "60.7 days"),
        (31_536_000, "1 year"),
        (10**12, "31,709.8 years"),
        (10**400, "ages"),
        (-(10**400), "ages"),
    ],
)
def test_lengths_of_time_read_well(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
