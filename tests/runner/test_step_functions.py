from __future__ import annotations

import math
from typing import Any

import pytest

import asltool
from asltool import tasks
from asltool.handlers.handler import Reply
from asltool.runner.execution import Execution
from engine_driving import LAMBDA, details, elapsed_seconds, only

ACTIVITY = "arn:aws:states:us-east-1:123456789012:activity:of-step-functions"  # no other test waits for it
CHILD = "arn:aws:states:us-east-1:123456789012:stateMachine:Child"


def line(*states: dict[str, Any]) -> dict[str, Any]:
    """Give a machine of states one after the other."""
    last = len(states) - 1
    following = [
        {"End": True} if number == last else {"Next": f"S{number + 1}"} for number in range(len(states))
    ]
    named = {f"S{number}": {**state, **following[number]} for number, state in enumerate(states)}
    return {"StartAt": "S0", "States": named}


def sfn(action: str, **parameters: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": f"arn:aws:states:::aws-sdk:sfn:{action}", "Parameters": parameters}


def delegating(*children: dict[str, Any], **fields: Any) -> Execution:
    """Run a machine whose child has to give its token back."""
    parameters = {"StateMachineArn": CHILD, "Input": {"token.$": "$$.Task.Token"}}
    resource = "arn:aws:states:::states:startExecution.waitForTaskToken"
    state = {"Type": "Task", "Resource": resource, "Parameters": parameters, **fields}
    return asltool.run(only(state), {}, state_machines={"Child": line(*children)})


def alone(state: dict[str, Any], **terms: Any) -> Execution:
    return asltool.run(only(state), {}, **terms)


def test_a_child_lets_the_task_that_started_it_succeed() -> None:
    done = delegating(sfn("sendTaskSuccess", **{"TaskToken.$": "$.token", "Output": {"approved": True}}))

    assert done.output == {"approved": True}, done.cause
    submitted = details(done, "TaskSubmitted")[0]
    assert '"ExecutionArn"' in submitted["output"]


def test_output_that_is_text_is_read_as_json() -> None:
    assert delegating(sfn("sendTaskSuccess", **{"TaskToken.$": "$.token", "Output": "[1]"})).output == [1]


def test_a_child_lets_the_task_that_started_it_fail() -> None:
    failed = delegating(sfn("sendTaskFailure", **{"TaskToken.$": "$.token", "Error": "No", "Cause": "late"}))

    assert (failed.error, failed.cause) == ("No", "late")


def test_a_heartbeat_keeps_a_task_alive() -> None:
    wait = {"Type": "Wait", "Seconds": 40}
    beat = {**sfn("sendTaskHeartbeat", **{"TaskToken.$": "$.token"}), "ResultPath": None}
    end = sfn("sendTaskSuccess", **{"TaskToken.$": "$.token", "Output": "1"})

    assert delegating(wait, beat, wait, end, HeartbeatSeconds=60).output == 1
    assert delegating(wait, wait, end, HeartbeatSeconds=60).error == "States.Timeout"


def test_a_child_that_ends_without_a_word_does_not_end_the_task() -> None:
    failed = delegating({"Type": "Pass"}, TimeoutSeconds=600)

    assert (failed.error, elapsed_seconds(failed)) == ("States.Timeout", 600)


@pytest.mark.parametrize("action", ["sendTaskHeartbeat", "sendTaskFailure"])
def test_a_token_that_nobody_gave_is_invalid(action: str) -> None:
    failed = alone(sfn(action, TaskToken="x"))

    assert failed.error == "Sfn.InvalidTokenException"
    assert failed.cause.startswith(
        "Invalid Token: 'Invalid token' (Service: Sfn, Status Code: 400, Request ID: "
    )


def test_output_that_is_no_json_is_invalid() -> None:
    caught = {"Catch": [{"ErrorEquals": ["Sfn.InvalidOutputException"], "Next": "Right"}], "Next": "Right"}
    wrong = {**sfn("sendTaskSuccess", **{"TaskToken.$": "$.token", "Output": "{"}), **caught}
    wrong["Catch"][0]["ResultPath"] = None
    right = {**sfn("sendTaskSuccess", **{"TaskToken.$": "$.token", "Output": "2"}), "End": True}
    parameters = {"StateMachineArn": CHILD, "Input": {"token.$": "$$.Task.Token"}}
    resource = "arn:aws:states:::states:startExecution.waitForTaskToken"
    child = {"StartAt": "Wrong", "States": {"Wrong": wrong, "Right": right}}

    done = alone(
        {"Type": "Task", "Resource": resource, "Parameters": parameters}, state_machines={"Child": child}
    )

    assert done.output == 2, done.cause


def test_what_is_needed_is_asked_for() -> None:
    state = {
        "Type": "Task",
        "Resource": "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess",
        "QueryLanguage": "JSONata",
        "Arguments": "{% {'TaskToken': 'x'} %}",
    }

    failed = alone(state)

    assert failed.error == "States.Runtime"
    assert "The field 'Output' is required but was missing" in failed.cause


def test_a_handler_for_the_call_comes_first() -> None:
    done = alone(
        sfn("sendTaskHeartbeat", TaskToken="x"), handlers={"aws-sdk:sfn:sendTaskHeartbeat": lambda _: 7}
    )

    assert done.output == 7


def test_a_token_from_elsewhere_is_for_whoever_serves_the_rest() -> None:
    assert alone(sfn("sendTaskHeartbeat", TaskToken="x"), handlers={"*": lambda _: 8}).output == 8


def test_a_branch_does_the_work_of_an_activity() -> None:
    tasks.create_activity(ACTIVITY)
    work = {
        "StartAt": "Get",
        "States": {
            "Get": {**sfn("getActivityTask", ActivityArn=ACTIVITY, WorkerName="w"), "Next": "Send"},
            "Send": {
                **sfn("sendTaskSuccess", **{"TaskToken.$": "$.TaskToken", "Output.$": "$.Input"}),
                "End": True,
            },
        },
    }
    ask = only({"Type": "Task", "Resource": ACTIVITY, "Parameters": {"n": 1}}, "Ask")

    for branches in ([work, ask], [ask, work]):
        done = alone({"Type": "Parallel", "Branches": branches})

        assert {"n": 1} in done.output, done.cause
        assert details(done, "ActivityStarted") == [{"workerName": "w"}]


def test_without_work_a_worker_gets_nothing_after_a_minute() -> None:
    done = alone(sfn("getActivityTask", ActivityArn=ACTIVITY))

    assert (done.output, elapsed_seconds(done)) == ({}, 60)


def test_a_worker_that_is_stopped_takes_no_work() -> None:
    failed = alone({**sfn("getActivityTask", ActivityArn=ACTIVITY), "TimeoutSeconds": 5})
    assert failed.error == "States.Timeout"

    late = alone({"Type": "Task", "Resource": ACTIVITY, "TimeoutSeconds": 5})

    assert "ActivityStarted" not in [event["type"] for event in late.history]


def test_a_task_stops_an_execution() -> None:
    slow = only({"Type": "Task", "Resource": LAMBDA})
    stop = sfn("stopExecution", **{"ExecutionArn.$": "$.ExecutionArn", "Error": "Enough", "Cause": "c"})
    start = {
        "Type": "Task",
        "Resource": "arn:aws:states:::states:startExecution",
        "Parameters": {"StateMachineArn": CHILD, "Name": "n"},
    }
    handlers = {"Work": lambda _: Reply(delay_seconds=math.inf)}

    done = asltool.run(line(start, stop), {}, state_machines={"Child": slow}, handlers=handlers)

    assert list(done.output) == ["StopDate"], done.cause


def test_an_execution_that_is_not_there_cannot_be_stopped() -> None:
    failed = alone(sfn("stopExecution", ExecutionArn=CHILD))

    assert failed.error == "Sfn.ExecutionDoesNotExistException"


def test_an_execution_that_stops_itself_is_aborted() -> None:
    done = asltool.run(
        line(
            sfn("stopExecution", **{"ExecutionArn.$": "$$.Execution.Id", "Error": "E"}),
            {"Type": "Wait", "Seconds": 9},
        ),
        {},
    )

    assert (done.status, done.error, done.cause) == ("ABORTED", "E", None)
    assert done.history[-1]["type"] == "ExecutionAborted"
    assert done.history[-1]["executionAbortedEventDetails"] == {"error": "E"}
