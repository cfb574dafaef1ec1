from __future__ import annotations

import threading

from asltool.runner.settings import Settings
from asltool.runner.stage import Stage
from engine_driving import LAMBDA, elapsed_seconds, only, run_state


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


def threads_of(items: list[int], **fields: object) -> list[bool]:
    """Tell for each call whether the handler ran in the thread that the run is in."""
    inner = only({"Type": "Task", "Resource": LAMBDA, **fields}, "T")
    here = threading.get_ident()
    done = run_state(
        {"Type": "Map", "ItemProcessor": inner},
        items,
        handlers={"Work": lambda _: threading.get_ident() == here},
        is_real_time=True,
    )
    return done.output  # type: ignore[return-value]


def test_in_real_time_a_handler_that_nothing_runs_beside_needs_no_thread() -> None:
    assert threads_of([1]) == [True]


def test_handlers_side_by_side_run_in_threads() -> None:
    assert threads_of([1, 2, 3])[:2] == [False, False]


def test_a_handler_that_may_time_out_runs_in_a_thread() -> None:
    assert threads_of([1], TimeoutSeconds=60) == [False]


def test_time_has_passed_after_a_handler_that_needed_no_thread() -> None:
    done = run_state(
        {"Type": "Task", "Resource": LAMBDA},
        handlers={"Work": lambda _: threading.Event().wait(0.05)},
        is_real_time=True,
    )

    assert elapsed_seconds(done) >= 0.05
