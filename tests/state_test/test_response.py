from __future__ import annotations

from typing import Any

import pytest

from engine_driving import only
from state_test_calls import ask, inspected

INPUT = {"in": {"a": 1}, "items": ["x", "y"]}
JSONATA = {"QueryLanguage": "JSONata"}
TASK = {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": True}
SEND = {"QueueUrl": "q", "MessageBody": "m"}
SENT = {"result": {"MessageId": "1"}}
FAILED = {"errorOutput": {"error": "Boom"}}
BRANCHES = {"Type": "Parallel", "Branches": [only({"Type": "Pass"}, "P")], "End": True}
PROCESSOR = {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    **only({"Type": "Pass"}, "P"),
}
MAP = {"Type": "Map", "ItemProcessor": PROCESSOR, "End": True}
PATHS = {"InputPath": "$.in", "ResultPath": "$.out"}
RULE = {"Variable": "$.in", "IsPresent": True, "Next": "X"}


def pass_data(**values: Any) -> dict[str, Any]:
    return {"afterResultSelector": values["result"], "afterResultPath": values["output"]}


@pytest.mark.parametrize(
    ("state", "members", "expected"),
    [
        (
            {"Type": "Pass", "End": True},
            {},
            {"afterInputPath": INPUT, "afterParameters": INPUT, **pass_data(result=INPUT, output=INPUT)},
        ),
        (
            {"Type": "Pass", **PATHS, "Parameters": {"b.$": "$.a"}, "OutputPath": "$.out", "End": True},
            {},
            {
                "afterInputPath": {"a": 1},
                "afterParameters": {"b": 1},
                **pass_data(result={"b": 1}, output={**INPUT, "out": {"b": 1}}),
            },
        ),
        ({"Type": "Pass", "Result": 7, "End": True}, {}, {"result": 7, **pass_data(result=7, output=7)}),
        (
            {"Type": "Pass", **PATHS, "Parameters": {"b.$": "$.a"}, "Result": 7, "End": True},
            {},
            {
                "afterInputPath": {"a": 1},
                "result": 7,
                **pass_data(result=7, output={**INPUT, "out": 7}),
            },
        ),
        ({"Type": "Wait", "Seconds": 1, "InputPath": "$.in", "End": True}, {}, {"afterInputPath": {"a": 1}}),
        ({"Type": "Choice", "Choices": [RULE]}, {}, {"afterInputPath": INPUT}),
        ({"Type": "Succeed"}, {}, {"afterInputPath": INPUT}),
        ({"Type": "Fail", "Error": "E"}, {}, {"afterInputPath": INPUT}),
        (
            {**TASK, **PATHS, "Parameters": SEND, "ResultSelector": {"id.$": "$.MessageId"}},
            {"mock": SENT},
            {
                "afterInputPath": {"a": 1},
                "afterParameters": SEND,
                "result": {"MessageId": "1"},
                **pass_data(result={"id": "1"}, output={**INPUT, "out": {"id": "1"}}),
            },
        ),
        (
            {**TASK, "Parameters": SEND},
            {"mock": FAILED},
            {"afterInputPath": INPUT, "afterParameters": SEND},
        ),
        (
            {**BRANCHES, **PATHS},
            {"mock": {"result": [1]}},
            pass_data(result=[1], output={**INPUT, "out": [1]}),
        ),
        (
            {**MAP, "ItemsPath": "$.items", "ItemSelector": {"v.$": "$$.Map.Item.Value"}},
            {"mock": {"result": [1, 2]}},
            {
                "afterInputPath": INPUT,
                "afterItemsPath": ["x", "y"],
                "afterItemSelector": [{"v": "x"}, {"v": "y"}],
                **pass_data(result=[1, 2], output=[1, 2]),
                "maxConcurrency": 0,
            },
        ),
    ],
)
def test_jsonpath_shows_each_step_that_the_type_of_state_has(
    state: Any, members: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert inspected(state, INPUT, **members) == {"input": INPUT, **expected}


@pytest.mark.parametrize(
    ("state", "members", "expected"),
    [
        ({"Type": "Pass", "Output": 1, "End": True}, {}, {}),
        ({"Type": "Wait", "Seconds": 1, "End": True}, {}, {}),
        ({"Type": "Choice", "Choices": [{"Condition": True, "Next": "X"}]}, {}, {}),
        ({"Type": "Succeed", "Output": 1}, {}, {}),
        ({"Type": "Fail", "Error": "E"}, {}, {}),
        (
            {**TASK, "Arguments": SEND, "Output": 1},
            {"mock": SENT},
            {"afterArguments": SEND, "result": {"MessageId": "1"}},
        ),
        ({**TASK, "Arguments": SEND}, {"mock": FAILED}, {"afterArguments": SEND}),
        ({**BRANCHES, "Arguments": 1}, {"mock": {"result": [1]}}, {}),
        (
            {**MAP, "Items": [1], "MaxConcurrency": 3, "ToleratedFailureCount": "{% 2 %}"},
            {"mock": {"result": [1]}},
            {"maxConcurrency": 3, "toleratedFailureCount": 2},
        ),
        (
            {**MAP, "Items": [1], "ToleratedFailurePercentage": 5},
            {"mock": {"result": [1]}},
            {"maxConcurrency": 0, "toleratedFailurePercentage": 5.0},
        ),
    ],
)
def test_jsonata_shows_arguments_results_and_terms(
    state: Any, members: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert inspected({**JSONATA, **state}, INPUT, **members) == {"input": INPUT, **expected}


def test_a_map_that_fails_on_its_way_in_has_no_terms_yet() -> None:
    state = {**MAP, "InputPath": "$.nowhere"}

    assert inspected(state, INPUT, mock={"result": []}) == {"input": INPUT}


def test_variables_are_shown_as_they_are_after_the_state() -> None:
    state = {"Type": "Pass", "Assign": {"b": 2}, "End": True}

    assert inspected(state, {}, variables={"a": 1})["variables"] == {"a": 1, "b": 2}
    assert "variables" not in inspected({"Type": "Pass", "End": True})


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, {"retryIndex": 1, "retryBackoffIntervalSeconds": 1}),
        (2, {"retryIndex": 1, "retryBackoffIntervalSeconds": 4}),
        (3, {"retryIndex": 1, "catchIndex": 0}),
    ],
)
def test_who_handles_a_failure_is_told(count: int, expected: dict[str, Any]) -> None:
    retry = [{"ErrorEquals": ["Other"]}, {"ErrorEquals": ["Boom"]}]
    catch = [{"ErrorEquals": ["States.ALL"], "Next": "X"}]
    state = {**TASK, "Parameters": SEND, "Retry": retry, "Catch": catch}

    data = inspected(state, mock=FAILED, stateConfiguration={"retrierRetryCount": count})

    assert data["errorDetails"] == expected


@pytest.mark.parametrize("level", ["DEBUG", "TRACE"])
def test_data_on_its_way_is_shown_on_demand(level: str) -> None:
    state = {"Type": "Succeed"}

    assert ask(state, '{"a":  1}', inspectionLevel=level)["inspectionData"] == {
        "input": '{"a":  1}',
        "afterInputPath": '{"a":  1}',
    }
    assert ask(state, inspectionLevel="INFO") == {"status": "SUCCEEDED", "output": "{}"}


def test_data_that_the_state_leaves_alone_keeps_its_text() -> None:
    assert ask(MAP, "[ 1 ]", mock={"result": "[ 2 ]"})["output"] == "[ 2 ]"
    assert ask({"Type": "Pass", "End": True}, "[ 1 ]")["output"] == "[ 1 ]"


def test_an_error_without_name_or_cause_shows_neither() -> None:
    assert ask({"Type": "Fail"}) == {"status": "FAILED"}
