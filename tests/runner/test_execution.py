from __future__ import annotations

from datetime import UTC, datetime, timedelta

from engine_driving import run_state

START = datetime(2026, 1, 1, tzinfo=UTC)


def test_an_execution_tells_how_it_ended_and_when() -> None:
    done = run_state({"Type": "Wait", "Seconds": 90}, [1], name="mine", state_machine_name="Orders")

    assert (done.status, done.output, done.error, done.cause) == ("SUCCEEDED", [1], None, None)
    assert (done.started_at, done.stopped_at) == (START, START + timedelta(seconds=90))
    assert done.name == "mine"
    assert done.arn == "arn:aws:states:us-east-1:123456789012:execution:Orders:mine"
    assert done.state_machine_arn == "arn:aws:states:us-east-1:123456789012:stateMachine:Orders"


def test_executions_are_told_apart_by_identity() -> None:
    one, other = run_state({"Type": "Succeed"}), run_state({"Type": "Succeed"})

    assert one != other
    assert one.history == other.history


def test_the_output_is_a_copy() -> None:
    input_ = {"list": [1]}

    done = run_state({"Type": "Succeed"}, input_)
    done.output["list"].append(2)  # type: ignore[index,call-overload,union-attr]

    assert input_ == {"list": [1]}
    assert done.history[0]["executionStartedEventDetails"]["input"] == '{"list":[1]}'
