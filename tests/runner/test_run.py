from __future__ import annotations

import re
from typing import Any

import pytest

from asltool.runner.run import EXPRESS_SECONDS
from engine_driving import chain, elapsed_seconds, listed, machine, only, run, run_state

FOREVER = machine("W", W={"Type": "Wait", "Seconds": 60, "Next": "W"})
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def test_an_execution_begins_with_its_input_and_its_role() -> None:
    started = run_state({"Type": "Succeed"}, {"a": 1}, role_arn="arn:role").history[0]

    assert (started["id"], started["previousEventId"], started["type"]) == (1, 0, "ExecutionStarted")
    assert started["executionStartedEventDetails"] == {
        "input": '{"a":1}',
        "inputDetails": {"truncated": False},
        "roleArn": "arn:role",
    }


def test_without_a_role_none_is_shown() -> None:
    started = run_state({"Type": "Succeed"}).history[0]

    assert "roleArn" not in started["executionStartedEventDetails"]


def test_an_execution_without_a_name_gets_one() -> None:
    done = run_state({"Type": "Succeed"})

    assert re.fullmatch(UUID, done.name)
    assert done.arn.endswith(":" + done.name)


def test_express_executions_have_arns_of_their_own() -> None:
    done = run_state(
        {"Type": "Succeed"}, type="EXPRESS", name="n", state_machine_name="M", region="r", account="1"
    )

    assert re.fullmatch(f"arn:aws:states:r:1:express:M:n:{UUID}", done.arn)
    assert done.state_machine_arn == "arn:aws:states:r:1:stateMachine:M"


def test_a_machine_s_time_limit_cuts_it_off_where_it_is() -> None:
    done = run({**FOREVER, "TimeoutSeconds": 150})

    assert (done.status, done.output, done.error, done.cause) == ("TIMED_OUT", None, None, None)
    assert elapsed_seconds(done) == 150
    assert chain(done) == listed("""
        1:ExecutionStarted<0 2:WaitStateEntered<0 3:WaitStateExited<2 4:WaitStateEntered<3 5:WaitStateExited<4
        6:WaitStateEntered<5 7:ExecutionTimedOut<0
    """)
    assert done.history[-1]["executionTimedOutEventDetails"] == {"error": "States.Timeout"}


@pytest.mark.parametrize(
    "state",
    [
        {"Type": "Parallel", "Branches": [only({"Type": "Wait", "Seconds": 60}, "A")]},
        {"Type": "Map", "ItemsPath": "$.list", "ItemProcessor": only({"Type": "Wait", "Seconds": 60}, "A")},
    ],
)
def test_nothing_shows_of_what_was_under_way(state: dict[str, Any]) -> None:
    catching = {**state, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "S"}]}

    done = run({**only(catching), "TimeoutSeconds": 30}, {"list": [1, 2]})

    assert done.status == "TIMED_OUT"
    assert chain(done)[-2].split(":")[1].startswith("WaitStateEntered")


def test_a_machine_that_ends_in_time_is_not_timed_out() -> None:
    done = run({**only({"Type": "Wait", "Seconds": 29}), "TimeoutSeconds": 30})

    assert (done.status, elapsed_seconds(done)) == ("SUCCEEDED", 29)


@pytest.mark.parametrize(("own", "seconds"), [(None, 300), (100, 100), (1000, 300)])
def test_express_executions_take_five_minutes_at_most(own: int | None, seconds: int) -> None:
    limit = {} if own is None else {"TimeoutSeconds": own}

    done = run({**FOREVER, **limit}, type="EXPRESS")

    assert (done.status, elapsed_seconds(done)) == ("TIMED_OUT", seconds)
    assert EXPRESS_SECONDS == 300


def test_events_are_told_as_the_history_shows_them() -> None:
    told: list[dict[str, Any]] = []

    done = run_state({"Type": "Pass"}, {"a": 1}, on_event=told.append, input_text='{ "a": 1 }')

    assert told == list(done.history)
    assert told[1]["stateEnteredEventDetails"]["input"] == '{ "a": 1 }'
