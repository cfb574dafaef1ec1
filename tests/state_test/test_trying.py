from __future__ import annotations

import json
import math
from typing import Any

import pytest

import asltool
from engine_driving import LAMBDA
from state_test_calls import INVOKE, ROLE, ask

RETRY = [{"ErrorEquals": ["Boom"], "IntervalSeconds": 2, "MaxAttempts": 2}]
CATCH = [{"ErrorEquals": ["Boom"], "Next": "Rescue", "ResultPath": "$.failure"}]
BOOM = {"errorOutput": {"error": "Boom", "cause": "bang"}}
TASK = {"Type": "Task", "Resource": LAMBDA, "Next": "After"}


def test_a_handler_does_the_work_where_there_is_no_mock() -> None:
    answer = ask(TASK, {"n": 2}, roleArn=ROLE, handlers={"Work": lambda event: event["n"] * 2})

    assert answer == {"status": "SUCCEEDED", "output": "4", "nextState": "After"}


def test_work_that_nothing_does_is_wrong_use() -> None:
    with pytest.raises(asltool.MissingHandlerError):
        ask(TASK, roleArn=ROLE)


def test_a_handler_that_raises_fails_the_state() -> None:
    def work(_: Any) -> None:
        raise asltool.TaskError("Boom", "bang")

    answer = ask(TASK, roleArn=ROLE, handlers={"Work": work})

    assert answer == {"status": "FAILED", "error": "Boom", "cause": "bang"}


def test_a_failure_that_would_be_retried_is_not_yet_caught() -> None:
    answer = ask({**TASK, "Retry": RETRY, "Catch": CATCH}, mock=BOOM)

    assert answer == {"status": "RETRIABLE", "error": "Boom", "cause": "bang"}


def test_a_failure_is_caught_once_it_was_retried_often_enough() -> None:
    state = {**TASK, "Retry": RETRY, "Catch": CATCH}

    answer = ask(state, {"a": 1}, mock=BOOM, stateConfiguration={"retrierRetryCount": 2})

    assert json.loads(answer.pop("output")) == {"a": 1, "failure": {"Error": "Boom", "Cause": "bang"}}
    assert answer == {
        "status": "CAUGHT_ERROR",
        "error": "Boom",
        "cause": "bang",
        "nextState": "Rescue",
    }


def test_a_catcher_whose_own_fields_fail_catches_nothing() -> None:
    catcher = {"ErrorEquals": ["Boom"], "Next": "Rescue", "Output": "{% $nothing %}"}
    state = {**INVOKE, "QueryLanguage": "JSONata", "Arguments": {"FunctionName": "f"}, "Catch": [catcher]}

    answer = ask(state, mock=BOOM, inspectionLevel="DEBUG")

    assert (answer["status"], answer["error"]) == ("FAILED", "States.QueryEvaluationError")
    assert "errorDetails" not in answer["inspectionData"]


def test_a_failing_expression_says_where_it_was_evaluated() -> None:
    answer = ask({"Type": "Pass", "InputPath": "$.a", "End": True})

    assert answer["error"] == "States.Runtime"
    assert answer["cause"].startswith(
        "An error occurred while executing the state 'StateName' (entered at the event id #2). "
    )


def test_waiting_takes_no_time() -> None:
    assert ask({"Type": "Wait", "Seconds": 299, "End": True}, {"a": 1})["output"] == '{"a": 1}'


@pytest.mark.parametrize(
    ("state", "handlers"),
    [
        ({"Type": "Wait", "Seconds": 301, "End": True}, {}),
        (TASK, {"Work": lambda _: asltool.Reply(delay_seconds=math.inf)}),
    ],
    ids=["wait", "task"],
)
def test_a_test_takes_five_minutes_at_most(state: Any, handlers: Any) -> None:
    answer = ask(state, roleArn=ROLE, handlers=handlers)

    assert answer == {"status": "FAILED", "error": "States.Timeout"}


@pytest.mark.parametrize("pattern", ["", ".sync", ".sync:2", ".waitForTaskToken"])
def test_a_mock_is_the_end_of_a_task_however_it_is_waited_for(pattern: str) -> None:
    resource = f"arn:aws:states:::states:startExecution{pattern}"
    state = {"Type": "Task", "Resource": resource, "Parameters": {"StateMachineArn": "a"}, "End": True}
    result = {"ExecutionArn": "e", "StartDate": "d", "StateMachineArn": "m", "Status": "SUCCEEDED"}

    assert json.loads(ask(state, mock={"result": result})["output"]) == result


def test_equal_requests_have_equal_answers() -> None:
    state = {"Type": "Pass", "Parameters": {"id.$": "States.UUID()", "context.$": "$$"}, "End": True}

    assert ask(state) == ask(state)
