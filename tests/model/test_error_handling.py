from __future__ import annotations

from dataclasses import replace

import pytest

from asltool.model.error_handling import PREDEFINED_ERRORS, Retrier, matches
from asltool.source.pointer import ROOT


@pytest.mark.parametrize(
    ("error_equals", "name", "expected"),
    [
        (("Oops",), "Oops", True),
        (("Oops",), "oops", False),
        (("States.ALL",), "Oops", True),
        (("States.ALL",), None, True),
        (("States.ALL",), "States.Runtime", False),
        (("States.Runtime",), "States.Runtime", False),
        (("States.TaskFailed",), "Oops", True),
        (("States.TaskFailed",), "States.Timeout", False),
        (("States.TaskFailed",), "States.HeartbeatTimeout", False),
        (("States.Timeout",), "States.HeartbeatTimeout", True),
        (("States.HeartbeatTimeout",), "States.Timeout", False),
        ((), "Oops", False),
    ],
)
def test_error_names_are_matched(error_equals: tuple[str, ...], name: str | None, *, expected: bool) -> None:
    assert matches(error_equals, name) is expected


def test_the_pause_grows_by_the_backoff_rate() -> None:
    retrier = Retrier(ROOT, ("Oops",), interval_seconds=3, backoff_rate=2)

    assert [retrier.delay_seconds(attempt) for attempt in (1, 2, 3)] == [3, 6, 12]


def test_the_pause_ends_at_its_limit() -> None:
    retrier = Retrier(ROOT, ("Oops",), interval_seconds=3, backoff_rate=2, max_delay_seconds=5)

    assert [retrier.delay_seconds(attempt) for attempt in (1, 2, 3)] == [3, 5, 5]


def test_a_pause_beyond_all_numbers_is_infinite() -> None:
    assert Retrier(ROOT, ("Oops",), backoff_rate=10.0).delay_seconds(10_000) == float("inf")


def test_wildcards_are_predefined_errors() -> None:
    assert {"States.ALL", "States.TaskFailed", "States.Runtime"} <= PREDEFINED_ERRORS


@pytest.mark.parametrize("attempts", [0, 1, 2, 5, 30])
@pytest.mark.parametrize(
    "retrier",
    [
        Retrier(ROOT, ("E",)),
        Retrier(ROOT, ("E",), interval_seconds=3, backoff_rate=1),
        Retrier(ROOT, ("E",), interval_seconds=3, backoff_rate=2, max_delay_seconds=5),
        Retrier(ROOT, ("E",), interval_seconds=3, backoff_rate=1.5, max_delay_seconds=1_000),
        Retrier(ROOT, ("E",), interval_seconds=9, backoff_rate=3, max_delay_seconds=5),
    ],
)
def test_the_pauses_sum_up(retrier: Retrier, attempts: int) -> None:
    pauses = [retrier.delay_seconds(attempt) for attempt in range(1, attempts + 1)]

    assert retrier.total_delay_seconds(attempts) == pytest.approx(sum(pauses))


@pytest.mark.parametrize("field", ["interval_seconds", "max_delay_seconds", "backoff_rate"])
def test_numbers_that_no_retrier_may_have_do_no_harm(field: str) -> None:
    retrier = replace(Retrier(ROOT, ("E",)), **{field: 10**400})

    assert retrier.total_delay_seconds(2) == float("inf")
    assert Retrier(ROOT, ("E",)).total_delay_seconds(10**400) == float("inf")


def test_pauses_beyond_all_numbers_sum_up_to_infinity() -> None:
    assert Retrier(ROOT, ("E",), backoff_rate=2).total_delay_seconds(99_999_999) == float("inf")
