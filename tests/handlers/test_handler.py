from __future__ import annotations

import math

import pytest

from asltool.handlers.handler import USUAL, Reply, TaskContext


def test_a_reply_comes_at_once_with_nothing_said_before_unless_it_says_otherwise() -> None:
    reply = Reply({"a": 1})

    assert (reply.result, reply.delay_seconds, reply.submitted, reply.raw, reply.failure) == (
        {"a": 1},
        0,
        None,
        False,
        None,
    )


def test_the_usual_submission_is_no_json_value() -> None:
    assert Reply(submitted=USUAL).submitted is USUAL
    assert USUAL != "usual"


@pytest.mark.parametrize(("seconds", "milliseconds"), [(900.0, 900_000), (0.0019, 1), (0.0, 0)])
def test_time_left_is_told_in_whole_milliseconds(seconds: float, milliseconds: int) -> None:
    context = TaskContext(
        state_name="S", resource="r", retry_count=0, task_token=None, remaining_seconds=seconds
    )

    assert context.get_remaining_time_in_millis() == milliseconds


def test_a_context_has_the_attributes_of_lambda_s_own() -> None:
    context = TaskContext(state_name="S", resource="r", retry_count=2, task_token="t")  # noqa: S106 - no secret

    assert (context.function_version, context.memory_limit_in_mb) == ("$LATEST", "128")
    assert (context.identity, context.client_context) == (None, None)
    assert context.remaining_seconds < math.inf
