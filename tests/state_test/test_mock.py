from __future__ import annotations

from typing import Any

import pytest

from engine_driving import ACTIVITY, only
from state_test_calls import INVOKE, ROLE, ask, refusal

PROCESSOR = {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    **only({"Type": "Pass"}, "P"),
}
MAP = {"Type": "Map", "ItemProcessor": PROCESSOR, "End": True}
PARALLEL = {"Type": "Parallel", "Branches": [only({"Type": "Pass"}, n) for n in "AB"], "End": True}
WRITER = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b", "Prefix": "p"}}
COMPACT = {"WriterConfig": {"Transformation": "COMPACT", "OutputType": "JSON"}}
START = {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "Parameters": {"StateMachineArn": "a"}, "End": True}  # fmt: skip
RESULT: dict[str, Any] = {"result": {"Payload": 1}}
ONE_FIELD = "A test mock should have only one of the following fields: [result, errorOutput]."


@pytest.mark.parametrize("state", [MAP, PARALLEL], ids=["map", "parallel"])
def test_a_map_and_a_parallel_need_a_mock(state: Any) -> None:
    assert refusal(state) == (
        "InvalidDefinition",
        "TestState API does not support Map or Parallel states. "
        "Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
    )


@pytest.mark.parametrize(
    "resource",
    [
        ACTIVITY,
        "arn:aws:states:::states:startExecution.sync",
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    ],
)
def test_a_task_that_is_waited_for_needs_a_mock(resource: str) -> None:
    parameters = {"StateMachineArn": "a", "QueueUrl": "q", "MessageBody": "m"}
    if "startExecution" in resource:
        parameters = {"StateMachineArn": "a"}
    elif "sendMessage" in resource:
        parameters = {"QueueUrl": "q", "MessageBody": "m"}
    state = {"Type": "Task", "Resource": resource, "Parameters": parameters, "End": True}

    assert refusal(state, roleArn=ROLE)[0] == "InvalidDefinition"
    assert ask(state, mock={"errorOutput": {"error": "E"}})["error"] == "E"


def test_a_task_needs_a_role_or_a_mock() -> None:
    assert refusal(INVOKE) == (
        "ValidationException",
        "RoleArn must be specified when testing a Task state",
    )


@pytest.mark.parametrize(
    "state",
    [
        {"Type": "Pass", "End": True},
        {"Type": "Succeed"},
        {"Type": "Fail"},
        {"Type": "Wait", "Seconds": 1, "End": True},
        {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": True, "Next": "X"}]},
    ],
    ids=lambda state: state["Type"],
)
def test_other_states_cannot_have_a_mock(state: dict[str, Any]) -> None:
    assert refusal(state, mock=RESULT) == (
        "ValidationException",
        f"State type '{state['Type']}' is not supported when a mock is specified",
    )


@pytest.mark.parametrize(
    ("state", "members", "expected"),
    [
        (INVOKE, {"mock": RESULT, "revealSecrets": True}, "TestState does not support RevealSecrets when a mock is specified."),
        (INVOKE, {"mock": {**RESULT, "errorOutput": {}}}, ONE_FIELD),
        (INVOKE, {"mock": {}}, ONE_FIELD),
        (INVOKE, {"mock": {"result": "not JSON"}}, "Mocked result must be valid JSON"),
        (INVOKE, {"mock": {"result": ""}}, "Mocked result must be valid JSON"),
        (MAP, {"mock": {"result": {}}}, "Mocked result must be an array."),
        ({**MAP, "ResultWriter": WRITER}, {"mock": {"result": []}}, "Mocked result must be a JSON object."),
        ({**MAP, "ResultWriter": COMPACT}, {"mock": {"result": {}}}, "Mocked result must be an array."),
        (PARALLEL, {"mock": {"result": {}}}, "Mocked result must be an array."),
        (PARALLEL, {"mock": {"result": [1]}}, "Mocked result must contain the same number of items as number of Parallel branches."),
        (MAP, {"stateConfiguration": {"mapIterationFailureCount": 1}}, "TestState does not support MapIterationFailureCount when a mock is not specified."),
    ],
)  # fmt: skip
def test_a_mock_that_cannot_be_is_refused(state: Any, members: dict[str, Any], expected: str) -> None:
    assert refusal(state, [], **members) == ("ValidationException", expected)


@pytest.mark.parametrize(
    ("mode", "result", "expected"),
    [
        (None, {}, "Required field 'ExecutionArn' is missing"),
        ("STRICT", {}, "Required field 'ExecutionArn' is missing"),
        ("PRESENT", {"StartDate": 1}, "Field 'StartDate' must be a string"),
    ],
)
def test_a_result_is_held_against_the_service_s_api(mode: str | None, result: Any, expected: str) -> None:
    mock = {"result": result} | ({} if mode is None else {"fieldValidationMode": mode})

    assert refusal(START, mock=mock) == (
        "ValidationException",
        f"Mock result schema validation error: {expected}",
    )


@pytest.mark.parametrize(("mode", "result"), [("PRESENT", {}), ("NONE", {"StartDate": 1}), ("NONE", [])])
def test_a_result_may_be_what_its_mode_lets_pass(mode: str, result: Any) -> None:
    mock = {"result": result, "fieldValidationMode": mode}

    assert ask(START, mock=mock)["status"] == "SUCCEEDED"


def test_a_map_that_writes_its_results_comes_to_an_object() -> None:
    state = {**MAP, "ResultWriter": WRITER}

    assert ask(state, [1], mock={"result": {"MapRunArn": "a"}})["output"] == '{"MapRunArn": "a"}'


@pytest.mark.parametrize(("error_output", "expected"), [({"error": "E", "cause": "c"}, ("E", "c")), ({}, (None, None))])  # fmt: skip
def test_a_mocked_failure_has_what_it_is_given(error_output: Any, expected: Any) -> None:
    answer = ask(INVOKE, mock={"errorOutput": error_output})

    assert answer["status"] == "FAILED"
    assert (answer.get("error"), answer.get("cause")) == expected
