from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.program import compile_machine
from asltool.engine.state_code import StateProgram
from engine_driving import LAMBDA, only, read_machine

INNER = only({"Type": "Succeed"}, "I")


def compiled(**state: Any) -> StateProgram:
    return compile_machine(read_machine(only(state))).states["S"]


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        ({"Type": "Pass"}, False),
        ({"Type": "Succeed"}, False),
        ({"Type": "Fail"}, False),
        ({"Type": "Wait", "Seconds": 0}, True),
        ({"Type": "Task", "Resource": LAMBDA}, True),
        ({"Type": "Parallel", "Branches": [INNER]}, True),
        ({"Type": "Map", "ItemProcessor": INNER}, True),
    ],
)
def test_a_state_waits_or_goes_straight_through(state: dict[str, Any], waits: bool) -> None:  # noqa: FBT001
    program = compiled(**state)

    assert (program.plain is None, program.waiting is None) == (waits, not waits)
    assert program.type == state["Type"]
    assert program.entered.name == f"{state['Type']}StateEntered"
    assert program.exited.name == f"{state['Type']}StateExited"


@pytest.mark.parametrize(("type_", "counts"), [("Task", True), ("Wait", False)])
def test_retries_are_counted_where_there_may_be_any(type_: str, counts: bool) -> None:  # noqa: FBT001
    fields = {"Resource": LAMBDA} if type_ == "Task" else {"Seconds": 1}

    assert compiled(Type=type_, **fields).counts_retries is counts


@pytest.mark.parametrize(
    ("state", "scale", "extra"),
    [
        ({"Type": "Pass"}, 1, 0),
        ({"Type": "Pass", "Result": 5}, 0, 1),
        ({"Type": "Pass", "Parameters": {"x.$": "$.a"}}, 1, 13),
        ({"Type": "Pass", "ResultPath": None, "Result": "long"}, 1, 0),
        ({"Type": "Pass", "InputPath": "$$"}, 0, 2**63),
        ({"Type": "Wait", "Seconds": 1}, 1, 0),
        ({"Type": "Succeed", "OutputPath": "$v"}, 0, 2**63),
        ({"Type": "Task", "Resource": LAMBDA}, 0, 2**63),
    ],
)
def test_each_state_knows_how_much_larger_its_output_can_be(
    state: dict[str, Any], scale: int, extra: int
) -> None:
    program = compiled(**state)

    assert (program.scale, program.extra) == (scale, extra)
