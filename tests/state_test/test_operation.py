from __future__ import annotations

from typing import Any

import pytest

import asltool
from engine_driving import only
from state_test_calls import ROLE, ask, refusal

PASS = {"Type": "Pass", "End": True}
PROCESSOR = {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    **only({"Type": "Pass"}, "P"),
}
MAP = {"Type": "Map", "ItemProcessor": PROCESSOR, "End": True}


def test_the_input_is_an_empty_object_where_there_is_none() -> None:
    assert ask(PASS)["output"] == "{}"


@pytest.mark.parametrize("input_", ["2", '"text"', "null", "[1]"])
def test_the_input_may_be_any_json(input_: str) -> None:
    assert ask(PASS, input_)["output"] == input_


@pytest.mark.parametrize(
    ("input_", "reason"),
    [
        (
            "not",
            "Unrecognized token 'not': was expecting "
            "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
        ),
        ("", "Invalid execution input."),
    ],
)
def test_an_input_that_is_no_json_is_refused(input_: str, reason: str) -> None:
    assert refusal(PASS, input_) == (
        "InvalidExecutionInput",
        f"Invalid State Machine Execution Input: '{reason}'",
    )


def test_variables_are_there_to_be_read() -> None:
    state = {"Type": "Pass", "Parameters": {"sum.$": "States.MathAdd($a, $b.c)"}, "End": True}

    assert ask(state, variables={"a": 1, "b": {"c": 2}})["output"] == '{"sum":3}'


@pytest.mark.parametrize(
    ("variables", "message"),
    [("[]", "Variables must be a JSON object."), ("nope", "Variables must be valid JSON")],
)
def test_variables_that_are_no_object_are_refused(variables: str, message: str) -> None:
    assert refusal(PASS, variables=variables) == ("ValidationException", message)


def test_no_more_iterations_can_have_failed_than_there_are() -> None:
    members: dict[str, Any] = {
        "mock": {"result": [1]},
        "stateConfiguration": {"mapIterationFailureCount": 3},
    }

    assert refusal(MAP, [1, 2], **members) == (
        "ValidationException",
        "Map iteration failure count must be less than or equal to the number of Map iterations",
    )


def test_members_are_held_against_their_limits_first() -> None:
    assert "at 'inspectionLevel' failed" in refusal("nope", inspectionLevel="LOUD")[1]


@pytest.mark.parametrize(("role", "account"), [(ROLE, "999988887777"), ("a:b", "123456789012")])
def test_the_account_is_the_role_s(role: str, account: str) -> None:
    state = {"Type": "Pass", "OutputPath": "$$.StateMachine.Id", "End": True}

    assert f":{account}:stateMachine:" in ask(state, roleArn=role)["output"]


def test_the_operation_is_one_of_the_library_s() -> None:
    assert asltool.test_state(definition='{"Type": "Succeed"}') == {"status": "SUCCEEDED", "output": "{}"}


def test_a_refusal_reads_as_code_and_message() -> None:
    assert str(asltool.ApiError("ValidationException", "why")) == "ValidationException: why"
