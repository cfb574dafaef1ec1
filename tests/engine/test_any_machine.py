"""What holds for every machine, whatever its states and whatever its handlers do."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asltool.runner.execution import Execution
from engine_driving import chain, run
from machine_strategies import handler, inputs, machines, outcomes

modest = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
ENDS = {
    "SUCCEEDED": "ExecutionSucceeded",
    "FAILED": "ExecutionFailed",
    "TIMED_OUT": "ExecutionTimedOut",
}


def executed(definition: dict[str, Any], input_: Any, planned: list[Any], **terms: Any) -> Execution:
    return run(definition, input_, handlers={"*": handler(planned)}, **terms)


@modest
@given(machines(), inputs, outcomes)
def test_every_history_is_whole(definition: dict[str, Any], input_: Any, planned: list[Any]) -> None:
    done = executed(definition, input_, planned)
    events = list(done.history)

    assert [event["id"] for event in events] == list(range(1, len(events) + 1))
    assert all(0 <= event["previousEventId"] < event["id"] for event in events)
    times = [event["timestamp"] for event in events]
    assert times == sorted(times)
    assert times[-1] <= done.stopped_at
    ended = [event["type"] for event in events if event["type"] in ENDS.values()]
    assert ended == ([ENDS[done.status]] if done.status in ENDS else [])
    if ended:
        assert events[-1]["type"] == ended[0]


@modest
@given(machines(), inputs, outcomes, st.integers(0, 3))
def test_every_run_can_be_repeated(
    definition: dict[str, Any], input_: Any, planned: list[Any], seed: int
) -> None:
    done = executed(definition, input_, planned, seed=seed)
    again = executed(definition, input_, planned, seed=seed)
    watched = executed(definition, input_, planned, seed=seed, on_event=lambda _: None)

    assert done.history == again.history == watched.history
    assert (done.status, done.output) == (again.status, again.output) == (watched.status, watched.output)


@modest
@given(machines(), inputs, outcomes)
def test_what_is_entered_is_left_unless_it_failed_or_was_cut(
    definition: dict[str, Any], input_: Any, planned: list[Any]
) -> None:
    done = executed(definition, input_, planned)
    states: Counter[str] = Counter()
    has_failure = done.status != "SUCCEEDED"
    for event in done.history:
        type_ = event["type"]
        if "stateEnteredEventDetails" in event:
            states[event["stateEnteredEventDetails"]["name"]] += 1
        elif "stateExitedEventDetails" in event:
            states[event["stateExitedEventDetails"]["name"]] -= 1
            assert states[event["stateExitedEventDetails"]["name"]] >= 0
        has_failure |= type_.endswith(("Failed", "Aborted")) or type_ == "FailStateEntered"

    if not has_failure:
        assert set(states.values()) <= {0}


@modest
@given(machines(), inputs, outcomes)
def test_input_output_and_history_are_json_and_stay_apart(
    definition: dict[str, Any], input_: Any, planned: list[Any]
) -> None:
    before = json.dumps(input_)

    done = executed(definition, input_, planned)
    shown = chain(done)

    json.dumps(done.output, allow_nan=False)
    assert json.dumps(input_) == before
    if isinstance(done.output, dict):
        done.output["changed"] = True
    assert chain(done) == shown
    assert json.dumps(input_) == before


@modest
@given(machines(), inputs, outcomes, st.integers(1, 20))
def test_a_time_limit_ends_whatever_takes_longer(
    definition: dict[str, Any], input_: Any, planned: list[Any], limit: int
) -> None:
    free = executed(definition, input_, planned)
    limited = executed({**definition, "TimeoutSeconds": limit}, input_, planned)

    took = (free.stopped_at - free.started_at).total_seconds()
    if free.status == "RUNNING" or took > limit:
        assert limited.status == "TIMED_OUT"
        assert (limited.stopped_at - limited.started_at).total_seconds() == limit
    elif took < limit:
        assert limited.history == free.history
