from __future__ import annotations

import json
from typing import Any

import pytest

from state_test_calls import INVOKE, ROLE, ask, inspected, refusal

SHOW = {**INVOKE, "Parameters": {"FunctionName": "f", "Payload.$": "$$"}}
WAIT = {**SHOW, "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken"}
MOCK = {"result": "{}"}
TASK = (
    "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' "
    "service integration pattern"
)


def shown(state: Any, **members: Any) -> Any:
    return inspected(state, {"a": 1}, mock=MOCK, **members)["afterParameters"]["Payload"]


def test_the_context_object_is_that_of_an_express_execution() -> None:
    context = shown(SHOW, roleArn=ROLE)

    execution, machine = context["Execution"], context["StateMachine"]
    prefix = "arn:aws:states:us-east-1:999988887777"
    assert list(context) == ["Execution", "StateMachine", "State"]
    assert list(execution) == ["Id", "Input", "Name", "RoleArn", "StartTime"]
    assert execution["Id"] == f"{prefix}:express:{machine['Name']}:{execution['Name']}"
    assert (execution["Input"], execution["RoleArn"]) == ({"a": 1}, ROLE)
    assert machine["Id"] == f"{prefix}:stateMachine:{machine['Name']}"
    assert context["State"] == {
        "Name": "StateName",
        "EnteredTime": execution["StartTime"],
        "RetryCount": 0,
    }


def test_without_a_role_there_is_none_in_the_context_object() -> None:
    assert shown(SHOW)["Execution"]["RoleArn"] is None


def test_states_that_are_never_repeated_have_no_retry_count() -> None:
    state = {"Type": "Pass", "Parameters": {"state.$": "$$.State"}, "End": True}

    assert sorted(json.loads(ask(state)["output"])["state"]) == ["EnteredTime", "Name"]


def test_given_fields_stand_in_place_of_made_up_ones() -> None:
    given = {"Execution": {"Id": "my-id", "Input": 5}, "State": {"RetryCount": 3}, "StateMachine": {"Name": "M"}}  # fmt: skip

    context = shown(SHOW, context=given)

    assert (context["Execution"]["Id"], context["Execution"]["Input"]) == ("my-id", 5)
    assert (context["State"]["Name"], context["State"]["RetryCount"]) == ("StateName", 3)
    assert context["StateMachine"]["Name"] == "M"


def test_a_task_that_waits_for_its_token_may_be_given_one() -> None:
    assert shown(WAIT, context={"Task": {"Token": "t"}})["Task"] == {"Token": "t"}
    assert shown(WAIT)["Task"]["Token"]


@pytest.mark.parametrize(
    ("context", "reason"),
    [
        ({"Colour": {}}, "Field 'Colour' is not allowed"),
        ({"Execution": {"Colour": 1}}, "Field 'Colour' is not allowed"),
        ({"Execution": {"Id": 1}}, "Execution.Id must be a string"),
        ({"State": {"RetryCount": "1"}}, "State.RetryCount must be a number"),
        ({"StateMachine": "M"}, "StateMachine must be an object"),
        ({"Map": {}}, "'Map' field is not supported when mocking a Context object"),
        ({"Task": {"Token": "t"}}, TASK),
        ([], "it must be a JSON object"),
        ("nope", "it must be valid JSON"),
    ],
)
def test_what_a_context_object_cannot_hold_is_refused(context: Any, reason: str) -> None:
    assert refusal(SHOW, mock=MOCK, context=context) == (
        "ValidationException",
        f"Invalid Context object provided: {reason}",
    )


def test_a_context_object_needs_a_mock() -> None:
    assert refusal(INVOKE, roleArn=ROLE, context={}) == (
        "ValidationException",
        "TestState does not support Context when a mock is not specified.",
    )
