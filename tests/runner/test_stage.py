from __future__ import annotations

from asltool.runner.settings import Settings
from asltool.runner.stage import Stage


def test_virtual_time_begins_when_it_is_told_to() -> None:
    assert Stage(Settings(input={}, start_at=1000.0)).moment.seconds == 1000.0


def test_a_stage_draws_the_same_numbers_from_the_same_seed() -> None:
    one, other = (Stage(Settings(input={}, seed=3)) for _ in range(2))

    assert one.chance.uuid() == other.chance.uuid()


def test_in_real_time_nothing_is_drawn_twice() -> None:
    one, other = (Stage(Settings(input={}, is_real_time=True)) for _ in range(2))

    assert one.chance.uuid() != other.chance.uuid()


def test_a_stage_without_executions_is_done_at_once() -> None:
    Stage(Settings(input={})).run()
