from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from asltool.errors import AsltoolError
from asltool.handlers.handler import USUAL
from asltool.handlers.mock import Answer, Mock, Mocks, Numbered, Script, Sequence
from asltool.handlers.mock_condition import Condition
from task_calls import task_call

RESOURCE = "arn:aws:lambda:us-east-1:123456789012:function:charge"
SCRIPT = Sequence("x", (Answer(1, place="m:1:1"), Answer(2, place="m:2:1")), repeats=True)
IN_A = task_call(RESOURCE, {"id": 1}, state_name="A")
SECOND = Condition(retry_count=range(1, 2))


def mock(*scripts: Script) -> Mock:
    return Mock('mock "A"', "m:0:0", scripts)


def of_state(*scripts: Script) -> Mocks:
    return Mocks({"A": mock(*scripts)}, {})


def results(mocks: Mocks, *calls: Any) -> list[Any]:
    return [None if (player := mocks.find(call)) is None else player({}).result for call in calls]


def test_attempts_are_counted_by_state_or_resource() -> None:
    mocks = Mocks({"A": mock(SCRIPT)}, {"charge": mock(SCRIPT)})
    calls = [task_call(RESOURCE, state_name=name) for name in ("A", "B", "C", "A")]

    assert results(mocks, *calls) == [1, 1, 2, 2]


def test_every_run_needs_its_own() -> None:
    for _ in range(2):
        assert results(of_state(SCRIPT), IN_A) == [1]


def test_a_mock_says_first_what_the_service_usually_says() -> None:
    player = of_state(SCRIPT).find(IN_A)

    assert player is not None
    assert player({}).submitted is USUAL


def test_several_answers_that_run_out_are_counted() -> None:
    script = replace(SCRIPT, repeats=False)

    with pytest.raises(
        AsltoolError, match=r'^m:2:1: the mock "x" has 2 answers, and was asked for one more \(the last'
    ):
        script.answer(2)
    with pytest.raises(AsltoolError, match=r'has 2 answers with this "when", and was asked'):
        replace(script, condition=SECOND).answer(2)


def test_the_first_script_that_fits_answers_and_each_counts_by_itself() -> None:
    second = Sequence("A", (Answer("again"), Answer("once more")), repeats=True, condition=SECOND)
    mocks = of_state(second, SCRIPT)
    retried = replace(IN_A, retry_count=1)

    assert results(mocks, IN_A, retried, IN_A, retried) == [1, "again", 2, "once more"]


def test_where_no_script_fits_the_resource_is_asked_and_then_others() -> None:
    second = Sequence("A", (Answer("again"),), repeats=True, condition=SECOND)

    assert results(Mocks({"A": mock(second)}, {"charge": mock(SCRIPT)}), IN_A) == [1]
    assert results(of_state(second), IN_A) == [None]


def test_why_no_script_fits_is_told() -> None:
    mocks = of_state(Sequence("A", (Answer("again"),), repeats=True, condition=SECOND))

    assert mocks.why_not(replace(IN_A, place=(("Map", "Each", 3),))) == (
        'm:0:0: no "when" of mock "A" fits this attempt (retry_count 0, Map "Each" at 3): '
        "answers without one would be for it"
    )
    assert mocks.why_not(replace(IN_A, state_name="B")) is None


def test_who_takes_the_work_is_known_before_it_is_done() -> None:
    script = Sequence("A", (Answer(1, worker_name="ann"), Answer(2)), repeats=False)
    player = of_state(script).find(IN_A)

    assert player is not None
    names = []
    for _ in range(2):
        names.append(player.worker_name)
        player({})
    assert names == ["ann", None]
    assert player.worker_name is None


def test_a_mock_that_nobody_asks_is_unused() -> None:
    assert list(of_state(SCRIPT).unused()) == ['m:0:0: mock "A" was never used']


def test_answers_that_nobody_came_to_are_unused() -> None:
    mocks = of_state(SCRIPT)
    results(mocks, IN_A)

    assert list(mocks.unused()) == ['m:2:1: mock "A" was asked for 1 attempt, and never came to this answer']
    results(mocks, IN_A, IN_A)
    assert list(mocks.unused()) == []


def test_a_condition_that_nothing_fitted_is_unused() -> None:
    mocks = of_state(
        Sequence("A", (Answer(1, place="m:3:1"),), repeats=True, condition=SECOND),
        replace(SCRIPT, answers=SCRIPT.answers[:1]),
    )
    results(mocks, IN_A)

    assert list(mocks.unused()) == ['m:3:1: no attempt fitted this "when" of mock "A"']


def test_numbered_answers_that_nobody_came_to_are_unused() -> None:
    answers = ((range(2), Answer(1, place="m:1:1")), (range(2, 4), Answer(2, place="m:2:1")))
    mocks = of_state(Numbered("A", answers))
    results(mocks, IN_A, IN_A)

    assert list(mocks.unused()) == ['m:2:1: mock "A" was asked for 2 attempts, and never came to this answer']
    results(mocks, IN_A)
    assert list(mocks.unused()) == []
