from __future__ import annotations

import math

from asltool.handlers.deadline import patience, seconds_left, within


def test_without_a_deadline_there_is_all_the_time() -> None:
    assert seconds_left() == math.inf


def test_the_nearest_deadline_counts_and_ends_with_its_block() -> None:
    with within(60):
        with within(3600):
            assert 0 < seconds_left() <= 60
        with within(0):
            assert seconds_left() <= 0
        assert seconds_left() > 0
    assert seconds_left() == math.inf


def test_an_answer_is_waited_for_until_the_task_has_surely_timed_out() -> None:
    assert 1 < patience(1) < 2
    assert patience(math.inf) == math.inf
