from __future__ import annotations

import math
from typing import Any

import pytest

from asltool.lint.loops.history_events import LeastEvents
from linting import facts_of

LAMBDA = "arn:aws:lambda:us-east-1:444455556666:function:f"
ONE = {"StartAt": "X", "States": {"X": {"Type": "Pass", "End": True}}}
TASK = {"Type": "Task", "Resource": LAMBDA}


def of_machine(**states: dict[str, Any]) -> float:
    """Give the least events of a machine whose first state is A; its Maps have three items."""
    return LeastEvents(lambda _: 3).of_machine(facts_of({"StartAt": "A", "States": states}).machine)


@pytest.mark.parametrize(
    ("state", "events"),
    [
        ({"Type": "Succeed"}, 2),
        ({"Type": "Pass", "End": True}, 2),
        ({"Type": "Wait", "Seconds": 1, "End": True}, 2),
        ({**TASK, "End": True}, 5),
        ({"Type": "Parallel", "Branches": [ONE, ONE], "End": True}, 2 + 2 + 2 * 2),
        ({"Type": "Map", "ItemProcessor": ONE, "End": True}, 2 + 2 + 3 * (2 + 2)),
        (
            {
                "Type": "Map",
                "ItemProcessor": {
                    **ONE,
                    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                },
                "End": True,
            },
            2 + 2 + 2,
        ),
        ({"Type": "Fail"}, math.inf),
    ],
)
def test_each_state_writes_its_events(state: dict[str, Any], events: float) -> None:
    assert of_machine(A=state) == events


def test_the_shortest_way_to_the_end_counts() -> None:
    rule = {"Variable": "$.a", "IsNull": True, "Next": "B"}

    assert (
        of_machine(
            A={"Type": "Choice", "Choices": [rule], "Default": "C"},
            B={**TASK, "Next": "C"},
            C={"Type": "Pass", "Next": "D"},
            D={"Type": "Succeed"},
        )
        == 6
    )


def test_an_error_may_be_caught_at_once() -> None:
    catch = [{"ErrorEquals": ["States.ALL"], "Next": "B"}]

    assert of_machine(A={**TASK, "Catch": catch, "End": True}, B={"Type": "Succeed"}) == 5
    assert of_machine(A={**TASK, "Catch": catch, "Next": "F"}, B={"Type": "Succeed"}, F={"Type": "Fail"}) == 5


def test_a_machine_that_never_succeeds_has_no_least() -> None:
    assert of_machine(A={"Type": "Pass", "Next": "B"}, B={"Type": "Pass", "Next": "A"}) == math.inf
