from __future__ import annotations

import pytest

from asltool.errors import AsltoolError
from asltool.handlers.handler import USUAL
from asltool.handlers.mock import Answer, Mocks, Sequence
from task_calls import task_call

RESOURCE = "arn:aws:lambda:us-east-1:123456789012:function:charge"


def test_attempts_are_counted_by_state_or_resource() -> None:
    script = Sequence("x", (Answer(1), Answer(2)), repeats=True)
    mocks = Mocks({"A": script}, {"charge": script})
    calls = [task_call(RESOURCE, state_name=name) for name in ("A", "B", "C", "A")]

    results = [handler({}).result for call in calls if (handler := mocks.find(call)) is not None]

    assert results == [1, 1, 2, 2]


def test_every_run_needs_its_own() -> None:
    script = Sequence("A", (Answer(1), Answer(2)), repeats=True)

    for _ in range(2):
        handler = Mocks({"A": script}, {}).find(task_call(RESOURCE, state_name="A"))
        assert handler is not None
        assert handler({}).result == 1


def test_a_mock_says_first_what_the_service_usually_says() -> None:
    handler = Mocks({"A": Sequence("A", (Answer(1),), repeats=True)}, {}).find(
        task_call(RESOURCE, state_name="A")
    )

    assert handler is not None
    assert handler({}).submitted is USUAL


def test_several_answers_that_run_out_are_counted() -> None:
    script = Sequence("A", (Answer(1), Answer(2)), repeats=False)

    with pytest.raises(
        AsltoolError, match=r'^the mock "A" has 2 answers, and was asked for one more \(the last'
    ):
        script.answer(2)
