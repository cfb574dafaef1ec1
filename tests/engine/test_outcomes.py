from __future__ import annotations

import pytest

from asltool.engine.outcomes import Counts, MapRuns


@pytest.mark.parametrize(
    ("status", "member"),
    [("SUCCEEDED", "succeeded"), ("FAILED", "failed"), ("TIMED_OUT", "timedOut"), ("ABORTED", "aborted")],
)
def test_what_ends_is_counted_under_its_status(status: str, member: str) -> None:
    counts = Counts(pending=3)

    counts.begin(2)
    counts.end(status, 1)

    described = counts.described()
    assert (described["pending"], described["running"], described[member]) == (1, 1, 1)
    assert (counts.total, counts.ended) == (3, 1)


def test_what_was_not_known_to_be_pending_can_begin() -> None:
    counts = Counts()

    counts.begin(5)

    assert (counts.pending, counts.running) == (0, 5)


def test_the_terms_hold_for_the_map_runs_of_child_executions() -> None:
    outer = MapRuns(7, print, are_elsewhere=True)

    inner = outer.inside()

    assert (inner.most_children, inner.tell, inner.are_elsewhere) == (7, None, True)
    assert inner.runs is not outer.runs
