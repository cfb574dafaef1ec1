from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.shortest_waits import shortest_waits
from linting import facts_of


def wait(seconds: Any, to: str = "") -> dict[str, Any]:
    """Give a Wait state; without a target it ends the machine."""
    return {"Type": "Wait", "Seconds": seconds, **({"Next": to} if to else {"End": True})}


def waited(**states: Any) -> tuple[float, list[str]]:
    """Give the seconds and the names of the Wait states on the shortest way; the first state is the start."""
    total, waits = shortest_waits(facts_of({"StartAt": next(iter(states)), "States": states}).machine)
    return total, [each.name for each in waits]


def choice(*targets: str) -> dict[str, Any]:
    *others, last = targets
    rules = [{"Variable": f"$.{name}", "IsPresent": True, "Next": name} for name in others]
    return {"Type": "Choice", "Choices": rules, "Default": last}


def parallel(*seconds: int, **fields: Any) -> dict[str, Any]:
    branches = [{"StartAt": f"W{each}", "States": {f"W{each}": wait(each)}} for each in seconds]
    return {"Type": "Parallel", "Branches": branches, **fields}


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ({"A": wait(5)}, (5, ["A"])),
        ({"A": wait(5, "B"), "B": wait(7)}, (12, ["A", "B"])),
        ({"A": choice("B", "C"), "B": wait(9), "C": wait(4)}, (4, ["C"])),
        ({"A": choice("B", "C"), "B": wait(9), "C": {"Type": "Fail"}}, (0, [])),
        ({"A": wait(5, "B"), "B": choice("C", "A"), "C": wait(1)}, (6, ["A", "C"])),
        ({"A": {"Type": "Wait", "SecondsPath": "$.n", "Next": "B"}, "B": wait(4)}, (4, ["B"])),
        ({"A": wait("${Seconds}", "B"), "B": wait(4)}, (4, ["B"])),
        ({"A": parallel(3, 8, End=True)}, (8, ["W8"])),
        (
            {
                "A": parallel(8, Next="B", Catch=[{"ErrorEquals": ["States.ALL"], "Next": "B"}]),
                "B": wait(1),
            },
            (1, ["B"]),
        ),
        ({"A": wait(10**400)}, (1e12, ["A"])),
        ({"A": wait(5, "Gone")}, (5, ["A"])),
        ({"A": wait(5, "B"), "B": {"Type": "Nothing"}}, (5, ["A"])),
        ({"A": wait(5, "B"), "B": wait(5, "A")}, (0, [])),
    ],
)
def test_the_shortest_way_to_an_end_counts(states: dict[str, Any], expected: tuple[float, list[str]]) -> None:
    assert waited(**states) == expected
