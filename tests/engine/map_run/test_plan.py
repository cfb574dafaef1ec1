from __future__ import annotations

import dataclasses

import pytest

from asltool.engine.map_run.plan import LastEvents, Plan
from asltool.engine.map_run.tolerance import Tolerance


def test_a_plan_is_settled_before_the_first_item() -> None:
    plan = Plan(data={}, items=[1, 2], limit=0, tolerance=Tolerance(2, None, None))

    with pytest.raises(dataclasses.FrozenInstanceError):
        plan.limit = 5  # type: ignore[misc]


def test_success_and_exit_may_follow_different_events() -> None:
    assert LastEvents(success=5, exit=4) != LastEvents(success=4, exit=5)
