from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.errors import StatesError
from asltool.engine.limits import MAX_PAYLOAD_BYTES
from asltool.engine.program import compile_machine
from asltool.engine.scope import run_scope
from asltool.errors import TaskError
from engine_driving import ACTIVITY, Driver, chain, failing, machine, read_machine, run, types

COUNTING = machine(
    "Count",
    Count={"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "Enough"},
    Enough={
        "Type": "Choice",
        "Choices": [{"Variable": "$.n", "NumericLessThan": 3, "Next": "Count"}],
        "Default": "Done",
    },
    Done={"Type": "Succeed"},
)


def drive(definition: dict[str, Any], value: Any, bound: int = 0) -> tuple[Any, Driver]:
    driver = Driver()
    return driver.drive(
        run_scope(compile_machine(read_machine(definition)), driver.frame, value, bound)
    ), driver


def test_states_run_until_one_ends_the_scope() -> None:
    output, driver = drive(COUNTING, {"n": 0})

    assert output == {"n": 3}
    assert len(driver.history) == driver.frame.last_event == 2 * (3 + 3 + 1)
    assert driver.effects == []


def test_a_failure_knows_the_last_event_before_it() -> None:
    definition = machine("P", P={"Type": "Pass", "Next": "F"}, F={"Type": "Fail", "Error": "Boom"})

    with pytest.raises(StatesError) as raised:
        drive(definition, {})

    assert raised.value.event == 3


def test_watched_events_are_the_same_as_unwatched_ones() -> None:
    told: list[Any] = []

    watched = run(COUNTING, {"n": 0}, on_event=told.append)

    assert chain(watched) == chain(run(COUNTING, {"n": 0}))
    assert len(told) == len(watched.history)


def test_a_failure_of_a_watched_state_ends_the_same_way() -> None:
    definition = machine("P", P={"Type": "Pass", "InputPath": "$.nope", "End": True})

    watched = run(definition, on_event=lambda _: None)

    assert chain(watched) == chain(run(definition))
    assert watched.cause == run(definition).cause


def test_each_state_sees_what_the_ones_before_assigned() -> None:
    definition = machine(
        "A",
        A={"Type": "Pass", "Assign": {"x": 1, "y": 1}, "Next": "W"},
        W={"Type": "Wait", "Seconds": 1, "Assign": {"x": 2}, "Next": "B"},
        B={"Type": "Pass", "Parameters": {"x.$": "$x", "y.$": "$y"}, "End": True},
    )

    assert drive(definition, {})[0] == {"x": 2, "y": 1}


def test_output_is_measured_where_the_bound_does_not_tell_enough() -> None:
    text = "x" * (MAX_PAYLOAD_BYTES // 2)
    twice = {"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}, "Next": "Less"}
    less = {"Type": "Pass", "OutputPath": "$.a", "Next": "Again"}
    again = {"Type": "Pass", "Parameters": {"a.$": "$", "b": 1}, "End": True}
    definition = machine("Twice", Twice=twice, Less=less, Again=again)

    fits = run(definition, text[:-20])
    fails = run(definition, text)

    assert fits.status == "SUCCEEDED"
    assert (fails.error, types(fails)[-2:]) == (
        "States.DataLimitExceeded",
        ["PassStateEntered", "ExecutionFailed"],
    )


def test_a_bound_is_tightened_once_a_value_was_measured() -> None:
    doubling = {"Type": "Pass", "Parameters": {"a.$": "$.a", "b.$": "$.a"}, "Next": "Enough"}
    rule = {"Variable": "$.a", "StringMatches": "never", "Next": "Done"}
    definition = machine(
        "Double",
        Double=doubling,
        Enough={"Type": "Choice", "Choices": [rule], "Default": "Done"},
        Done={"Type": "Pass", "OutputPath": "$.b", "End": True},
    )

    output, _ = drive(definition, {"a": "x"}, bound=MAX_PAYLOAD_BYTES)

    assert output == "x"


def test_a_caught_task_leaves_no_retry_count_or_token_to_the_next_state() -> None:
    definition = machine(
        "T",
        T={
            "Type": "Task",
            "Resource": ACTIVITY,
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "P"}],
            "End": True,
        },
        P={"Type": "Pass", "Parameters": {"context.$": "$$"}, "End": True},
    )

    done = run(definition, handlers={"*": failing(TaskError("Boom"))})

    context: Any = done.output["context"]  # type: ignore[index,call-overload]
    assert list(context) == ["Execution", "StateMachine", "State"]
    assert list(context["State"]) == ["Name", "EnteredTime"]
