from __future__ import annotations

import math

import pytest

from asltool.history.events import EXECUTION_FAILED, PARALLEL_STATE_STARTED
from asltool.history.recorder import HistoryLimitReachedError, Moment, Recorder


def test_ids_count_from_one_and_events_bear_the_current_time() -> None:
    moment = Moment(5.0)
    recorder = Recorder(moment)

    first = recorder.record(PARALLEL_STATE_STARTED, 0)
    moment.seconds = 7.5
    second = recorder.record(EXECUTION_FAILED, first, "Boom", None)

    assert (first, second) == (1, 2)
    assert recorder.events == [
        (PARALLEL_STATE_STARTED, 0, 5.0),
        (EXECUTION_FAILED, 1, 7.5, "Boom", None),
    ]


def test_the_limit_leaves_room_for_the_last_event() -> None:
    recorder = Recorder(Moment(0), limit=3)
    recorder.record(PARALLEL_STATE_STARTED, 0)
    recorder.record(PARALLEL_STATE_STARTED, 1)

    with pytest.raises(HistoryLimitReachedError):
        recorder.record(PARALLEL_STATE_STARTED, 2)

    assert recorder.record_last(EXECUTION_FAILED, 2, None, None) == 3


@pytest.mark.parametrize(("limit", "room"), [(None, math.inf), (10, 7)])
def test_direct_writers_must_stop_before_the_limit(limit: int | None, room: float) -> None:
    assert Recorder(Moment(0), limit).room_for_direct_writing == room


def test_whoever_watches_is_told_each_event_once_it_is_written() -> None:
    told: list[tuple[int, int]] = []
    recorder = Recorder(Moment(0), 10, lambda number: told.append((number, len(recorder.events))))

    recorder.record(PARALLEL_STATE_STARTED, 0)
    recorder.record_last(EXECUTION_FAILED, 1, None, None)

    assert told == [(1, 1), (2, 2)]
    assert recorder.room_for_direct_writing == 0
