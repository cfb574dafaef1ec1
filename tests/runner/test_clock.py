from __future__ import annotations

import queue
from datetime import UTC, datetime

from asltool.runner.clock import VIRTUAL_START, Completion, SystemClock, VirtualClock


def completions(*items: Completion) -> queue.SimpleQueue[Completion]:
    waiting: queue.SimpleQueue[Completion] = queue.SimpleQueue()
    for item in items:
        waiting.put(item)
    return waiting


def nothing() -> None:
    """Stand for a completion."""


def test_virtual_time_jumps_to_the_instant() -> None:
    clock = VirtualClock(100.0)

    assert clock.wait(1e9, completions(), is_at_work=False) is None
    assert clock.now() == 1e9


def test_virtual_time_never_runs_backwards() -> None:
    clock = VirtualClock(100.0)

    clock.wait(50.0, completions(), is_at_work=False)

    assert clock.now() == 100.0


def test_virtual_time_runs_as_real_time_does_while_somebody_is_at_work() -> None:
    clock, waiting = VirtualClock(100.0), completions()

    assert clock.wait(100.01, waiting, is_at_work=True) is None
    assert clock.now() == 100.01

    waiting.put(nothing)

    assert clock.wait(None, waiting, is_at_work=True) is nothing
    assert 100.01 <= clock.now() < 101


def test_virtual_time_does_not_jump_over_what_has_come() -> None:
    clock = VirtualClock(100.0)

    assert clock.wait(1e9, completions(nothing), is_at_work=False) is nothing
    assert clock.now() < 101


def test_virtual_time_always_begins_at_the_same_instant() -> None:
    assert datetime(2026, 1, 1, tzinfo=UTC) == VIRTUAL_START


def test_real_time_waits_for_an_instant() -> None:
    clock = SystemClock()
    until = clock.now() + 0.01

    assert clock.wait(until, completions(), is_at_work=False) is None
    assert clock.now() >= until


def test_real_time_does_not_wait_for_the_past() -> None:
    clock = SystemClock()

    assert clock.wait(clock.now() - 5, completions(), is_at_work=False) is None


def test_a_completion_ends_the_wait() -> None:
    clock = SystemClock()

    assert clock.wait(clock.now() + 60, completions(nothing), is_at_work=True) is nothing
    assert clock.wait(None, completions(nothing), is_at_work=True) is nothing
