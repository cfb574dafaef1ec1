from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.catch import error_output
from asltool.engine.errors import StatesError
from asltool.errors import TaskError
from asltool.runner.execution import Execution
from engine_driving import LAMBDA, chain, details, failing, listed, machine, run

BOOM = TaskError("Boom", "bang")
OUTPUT = {"Error": "Boom", "Cause": "bang"}


def run_catching(*catchers: dict[str, Any], error: Exception = BOOM, **fields: Any) -> Execution:
    task = {
        "Type": "Task",
        "Resource": LAMBDA,
        "Next": "Fine",
        "Catch": [{"Next": "Caught", **catcher} for catcher in catchers],
        **fields,
    }
    definition = machine("S", S=task, Fine={"Type": "Succeed"}, Caught={"Type": "Succeed"})
    return run(definition, {"order": 7}, handlers={"Work": failing(error, error, error, error)})


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (StatesError("Boom", "bang"), {"Error": "Boom", "Cause": "bang"}),
        (StatesError("Boom"), {"Error": "Boom", "Cause": ""}),
        (StatesError(None, None), {"Error": None, "Cause": None}),
        (StatesError(None, "why"), {"Error": None, "Cause": "why"}),
    ],
)
def test_error_output_names_error_and_cause(error: StatesError, expected: dict[str, Any]) -> None:
    assert error_output(error) == expected


@pytest.mark.parametrize(
    ("result_path", "expected"),
    [
        ({}, OUTPUT),
        ({"ResultPath": "$"}, OUTPUT),
        ({"ResultPath": "$.failure"}, {"order": 7, "failure": OUTPUT}),
        ({"ResultPath": "$.a.b"}, {"order": 7, "a": {"b": OUTPUT}}),
        ({"ResultPath": None}, {"order": 7}),
    ],
)
def test_error_output_goes_to_its_place_in_the_raw_input(
    result_path: dict[str, Any], expected: dict[str, Any]
) -> None:
    done = run_catching({"ErrorEquals": ["Boom"], **result_path}, InputPath="$.order", Parameters={"a": 1})

    assert (done.status, done.output) == ("SUCCEEDED", expected)


def test_a_caught_failure_leaves_the_state_for_the_catcher_s_next() -> None:
    done = run_catching({"ErrorEquals": ["Boom"]})

    assert chain(done) == listed("""
        1:ExecutionStarted<0 2:TaskStateEntered<0 3:LambdaFunctionScheduled<2 4:LambdaFunctionStarted<3
        5:LambdaFunctionFailed<4 6:TaskStateExited<5 7:SucceedStateEntered<6 8:SucceedStateExited<7
        9:ExecutionSucceeded<8
    """)


def test_a_state_without_catchers_hands_the_failure_on() -> None:
    done = run_catching()

    assert (done.status, done.error, done.cause) == ("FAILED", "Boom", "bang")


def test_the_first_catcher_that_names_the_error_is_taken() -> None:
    done = run_catching(
        {"ErrorEquals": ["Crash"], "Next": "Fine"},
        {"ErrorEquals": ["Bang", "Boom"], "ResultPath": "$.second"},
        {"ErrorEquals": ["States.ALL"], "Next": "Fine"},
    )

    assert done.output == {"order": 7, "second": OUTPUT}
    assert details(done, "SucceedStateEntered")[0]["name"] == "Caught"


def test_an_error_that_no_catcher_names_fails_the_execution() -> None:
    done = run_catching({"ErrorEquals": ["Crash"]})

    assert done.error == "Boom"


@pytest.mark.parametrize("name", ["States.ALL", "States.Runtime"])
def test_terminal_failures_are_never_caught(name: str) -> None:
    done = run_catching({"ErrorEquals": [name]}, Parameters={"x.$": "$.missing"})

    assert (done.status, done.error) == ("FAILED", "States.Runtime")


def test_catchers_see_the_failure_only_after_the_last_retry() -> None:
    done = run_catching({"ErrorEquals": ["Boom"]}, Retry=[{"ErrorEquals": ["Boom"], "MaxAttempts": 2}])

    assert len(details(done, "LambdaFunctionFailed")) == 3
    assert done.output == OUTPUT


def test_result_selector_assign_and_output_path_of_the_state_are_not_applied() -> None:
    done = run_catching(
        {"ErrorEquals": ["Boom"]},
        ResultSelector={"x.$": "$.nothing"},
        ResultPath=None,
        OutputPath="$.nothing",
        Assign={"x.$": "$.nothing"},
    )

    assert done.output == OUTPUT


def test_a_catcher_assigns_from_the_error_output_and_the_context() -> None:
    assign = {"why.$": "$.Cause", "state.$": "$$.State.Name"}

    done = run_catching({"ErrorEquals": ["Boom"], "Assign": assign})

    exited = details(done, "TaskStateExited")[0]
    assert exited["assignedVariables"] == {"why": '"bang"', "state": '"S"'}


def test_a_failure_of_the_catcher_s_own_expressions_is_not_caught_again() -> None:
    broken = {"ErrorEquals": ["States.ALL"], "ResultPath": "$.order.deeper"}

    done = run_catching(broken, {"ErrorEquals": ["States.ALL"]})

    assert (done.status, done.error) == ("FAILED", "States.ResultPathMatchFailure")
    assert chain(done)[-2:] == ["5:LambdaFunctionFailed<4", "6:ExecutionFailed<5"]


def test_what_a_catcher_cannot_assign_fails_the_execution() -> None:
    done = run_catching({"ErrorEquals": ["States.ALL"], "Assign": {"x.$": "$.missing"}})

    assert done.error == "States.Runtime"
    assert done.cause is not None
    assert done.cause.endswith(
        "The JSONPath '$.missing' specified for the field 'x.$' could not be found in the input "
        '\'{"Error":"Boom","Cause":"bang"}\''
    )


def test_a_result_that_does_not_fit_its_place_can_be_caught() -> None:
    task = {
        "Type": "Task",
        "Resource": LAMBDA,
        "ResultPath": "$.order.deeper",
        "End": True,
        "Catch": [{"ErrorEquals": ["States.ResultPathMatchFailure"], "Next": "Caught"}],
    }

    done = run(machine("S", S=task, Caught={"Type": "Succeed"}), {"order": 7}, handlers={"Work": failing()})

    assert done.status == "SUCCEEDED"
    assert done.output == {
        "Error": "States.ResultPathMatchFailure",
        "Cause": "An error occurred while executing the state 'S' (entered at the event id #2). "
        'Unable to apply ReferencePath $.order.deeper to input {"order":7}',
    }
