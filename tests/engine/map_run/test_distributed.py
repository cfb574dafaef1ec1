from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.map_run.tolerance import EXCEEDED
from asltool.errors import TaskError
from engine_driving import (
    PUT,
    chain,
    details,
    elapsed_seconds,
    failing,
    listed,
    machine,
    only,
    run,
    run_state,
)

CONFIG = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
FAILS_ABOVE_100 = machine(
    "C",
    C={
        "Type": "Choice",
        "Choices": [{"Variable": "$", "NumericGreaterThan": 100, "Next": "F"}],
        "Default": "D",
    },
    F={"Type": "Fail", "Error": "TooLarge"},
    D={"Type": "Pass", "End": True},
)
"""Fails for items above 100."""


def distributed(processor: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"Type": "Map", "ItemProcessor": {"ProcessorConfig": CONFIG, **processor}, **fields}


def test_iterations_leave_no_events_in_the_history_around_them() -> None:
    done = run_state(distributed(FAILS_ABOVE_100, Label="Items"), [1, 2, 3])

    assert done.output == [1, 2, 3]
    assert chain(done) == listed("""
        1:ExecutionStarted<0 2:MapStateEntered<0 3:MapStateStarted<2 4:MapRunStarted<3
        5:MapRunSucceeded<4 6:MapStateSucceeded<5 7:MapStateExited<4 8:ExecutionSucceeded<7
    """)
    assert details(done, "MapStateStarted") == [{"length": 3}]
    (started,) = details(done, "MapRunStarted")
    prefix = "arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Items:"
    assert started["mapRunArn"].startswith(prefix)


def test_a_run_without_a_label_gets_one() -> None:
    done = run_state(distributed(FAILS_ABOVE_100), [])

    arn = details(done, "MapRunStarted")[0]["mapRunArn"]
    label, run_id = arn.rpartition("/")[2].split(":")
    assert len(label) == len(run_id) == 36


def test_a_single_failure_is_too_many_where_none_is_tolerated() -> None:
    done = run_state(distributed(FAILS_ABOVE_100), [1, 101])

    assert (done.error, done.cause) == (EXCEEDED, "The specified tolerated failure threshold was exceeded")
    assert chain(done)[3:] == listed(
        "4:MapRunStarted<3 5:MapRunFailed<4 6:MapStateFailed<5 7:ExecutionFailed<6"
    )
    assert details(done, "MapRunFailed") == [{"error": EXCEEDED, "cause": done.cause}]


@pytest.mark.parametrize(
    ("fields", "is_borne"),
    [
        ({"ToleratedFailureCount": 1}, True),
        ({"ToleratedFailureCount": 0}, False),
        ({"ToleratedFailurePercentage": 25}, True),
        ({"ToleratedFailurePercentage": 24.9}, False),
        ({"ToleratedFailureCountPath": "$.n"}, True),
        ({"ToleratedFailurePercentagePath": "$.share"}, True),
        ({"ToleratedFailureCount": 4, "ToleratedFailurePercentage": 10}, False),
    ],
)
def test_failures_are_borne_up_to_the_tolerance(fields: dict[str, Any], is_borne: bool) -> None:  # noqa: FBT001
    state = distributed(FAILS_ABOVE_100, ItemsPath="$.items", **fields)

    done = run_state(state, {"items": [1, 101, 2, 3], "n": 1, "share": 50})

    assert (done.output if is_borne else done.error) == ([1, 2, 3] if is_borne else EXCEEDED)


def test_an_exceeded_threshold_can_be_caught() -> None:
    definition = only(distributed(FAILS_ABOVE_100, Catch=[{"ErrorEquals": [EXCEEDED], "Next": "Caught"}]))
    definition["States"]["Caught"] = {"Type": "Succeed"}

    assert run(definition, [101]).status == "SUCCEEDED"


def test_a_retry_is_a_new_run_of_all_items() -> None:
    inner = only({"Type": "Task", "Resource": PUT}, "T")
    state = distributed(inner, Retry=[{"ErrorEquals": ["States.ALL"]}])

    done = run_state(state, [1, 2], handlers={"*": failing(None, TaskError("Boom"))})

    assert done.output == ["done", "done"]
    arns = {each["mapRunArn"] for each in details(done, "MapRunStarted")}
    assert len(arns) == 2
    assert chain(done)[3:8] == listed(
        "4:MapRunStarted<3 5:MapRunFailed<4 6:MapStateStarted<5 7:MapRunStarted<6 8:MapRunSucceeded<7"
    )


def test_a_child_is_an_execution_of_its_own() -> None:
    inner = only({"Type": "Pass", "Parameters": {"context.$": "$$"}}, "I")

    done = run_state(
        distributed(inner, Label="L", ItemSelector={"v.$": "$$.Map.Item.Value"}),
        ["a"],
        name="parent",
        state_machine_name="Orders",
        role_arn="arn:role",
    )

    context: Any = done.output[0]["context"]  # type: ignore[index,call-overload]
    arn = "arn:aws:states:us-east-1:123456789012"
    assert list(context) == ["Execution", "StateMachine", "State"]
    assert context["Execution"]["Input"] == {"v": "a"}
    assert context["Execution"]["Id"] == f"{arn}:execution:Orders/L:{context['Execution']['Name']}"
    assert context["Execution"]["RoleArn"] == "arn:role"
    assert context["StateMachine"] == {"Id": f"{arn}:stateMachine:Orders/L", "Name": "Orders"}
    assert context["State"]["Name"] == "I"


def test_children_cannot_read_the_variables_around_them() -> None:
    first = {"Type": "Pass", "Assign": {"x": 1}, "Next": "S"}
    inner = only({"Type": "Pass", "Parameters": {"x.$": "$x"}}, "I")
    state = {**distributed(inner), "End": True}

    assert run(machine("First", First=first, S=state), [1]).error == EXCEEDED


def test_the_selector_can_read_them() -> None:
    first = {"Type": "Pass", "Assign": {"x": 1}, "Next": "S"}
    inner = only({"Type": "Succeed"}, "I")
    state = {**distributed(inner, ItemSelector={"x.$": "$x"}), "End": True}

    assert run(machine("First", First=first, S=state), [0]).output == [{"x": 1}]


def test_a_selector_that_fails_fails_the_run() -> None:
    done = run_state(distributed(FAILS_ABOVE_100, ItemSelector={"x.$": "$.nope"}), [1])

    assert done.error == "States.Runtime"
    assert [name.split(":")[1] for name in chain(done)[4:]] == [
        "MapRunFailed<4",
        "MapStateFailed<5",
        "ExecutionFailed<6",
    ]


@pytest.mark.parametrize(("fields", "seconds"), [({}, 1), ({"MaxConcurrency": 10}, 6)])
def test_many_more_children_run_at_a_time_than_iterations(fields: dict[str, Any], seconds: int) -> None:
    state = distributed(only({"Type": "Wait", "Seconds": 1}, "W"), **fields)

    assert elapsed_seconds(run_state(state, [0] * 60)) == seconds


def test_a_child_s_events_do_not_count_against_the_history() -> None:
    count = {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "Enough"}
    enough = {
        "Type": "Choice",
        "Choices": [{"Variable": "$.n", "NumericLessThan": 5, "Next": "Count"}],
        "Default": "Done",
    }
    inner = machine("Count", Count=count, Enough=enough, Done={"Type": "Succeed"})

    done = run_state(distributed(inner), [{"n": 0}] * 3)

    assert done.output == [{"n": 5}] * 3
    assert len(done.history) == 8
