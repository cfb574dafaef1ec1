from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.effects import Failed, Succeeded
from asltool.engine.errors import StatesError
from asltool.engine.limits import (
    MAX_EVENTS,
    MAX_PAYLOAD_BYTES,
    history_limit_reached,
    measured,
    require_result_size,
)
from engine_driving import LAMBDA, PUT, details, machine, only, run, run_state, types

FITTING = "x" * (MAX_PAYLOAD_BYTES - 2)
"""With its quotes exactly as long as a payload may be."""

CAUSE = (
    "The state/task '{}' returned a result with a size exceeding the maximum number of bytes service limit."
)
TASK = {"Type": "Task", "Resource": PUT}


def test_the_limit_itself_is_allowed() -> None:
    assert measured(FITTING, "S") == MAX_PAYLOAD_BYTES
    assert require_result_size(Succeeded(FITTING), "S") == Succeeded(FITTING)


def test_bytes_are_counted_not_characters() -> None:
    assert measured("é", "S") == 4


def test_one_byte_more_ends_the_execution() -> None:
    with pytest.raises(StatesError) as raised:
        measured(FITTING + "x", "S")

    assert raised.value.name == "States.DataLimitExceeded"
    assert raised.value.cause == CAUSE.format("S")
    assert raised.value.is_terminal


def test_a_result_that_is_too_large_is_a_failure_of_the_task() -> None:
    failed = require_result_size(Succeeded(FITTING + "x"), "lambda")

    assert failed == Failed("States.DataLimitExceeded", CAUSE.format("lambda"))


@pytest.mark.parametrize(
    ("resource", "blamed", "event"),
    [(LAMBDA, LAMBDA, "LambdaFunctionFailed"), (PUT, "dynamodb", "TaskFailed")],
)
def test_a_large_result_is_blamed_on_function_or_service_and_can_be_caught(
    resource: str, blamed: str, event: str
) -> None:
    catcher = {"ErrorEquals": ["States.ALL"], "Next": "Caught"}
    definition = only({"Type": "Task", "Resource": resource, "Catch": [catcher]})
    definition["States"]["Caught"] = {"Type": "Succeed"}

    done = run(definition, handlers={"*": lambda _: FITTING + "x"})

    assert done.output == {"Error": "States.DataLimitExceeded", "Cause": CAUSE.format(blamed)}
    assert details(done, event)[0]["cause"] == CAUSE.format(blamed)


def test_a_large_output_of_a_state_cannot_be_caught() -> None:
    grows = {"Type": "Pass", "Parameters": {"a.$": "$.text", "b.$": "$.text"}}
    catcher = {"ErrorEquals": ["States.ALL"], "Next": "Caught"}
    definition = only({"Type": "Parallel", "Branches": [only(grows, "Grows")], "Catch": [catcher]})
    definition["States"]["Caught"] = {"Type": "Succeed"}

    done = run(definition, {"text": "x" * (MAX_PAYLOAD_BYTES // 2)})

    assert (done.status, done.error, done.cause) == (
        "FAILED",
        "States.DataLimitExceeded",
        CAUSE.format("Grows"),
    )
    assert types(done)[-2:] == ["PassStateEntered", "ExecutionFailed"]


def test_a_task_s_result_and_its_input_together_may_be_too_large() -> None:
    half = "x" * (MAX_PAYLOAD_BYTES // 2)

    done = run_state({**TASK, "ResultPath": "$.more"}, {"text": half}, handlers={"*": lambda _: half})

    assert (done.error, done.cause) == ("States.DataLimitExceeded", CAUSE.format("S"))
    assert types(done)[-2:] == ["TaskSucceeded", "ExecutionFailed"]


def endless(**state: object) -> dict[str, object]:
    return {"StartAt": "S", "States": {"S": {"Type": "Pass", "Next": "S", **state}}}


@pytest.mark.parametrize("is_watched", [False, True])
def test_the_last_event_that_may_be_is_the_failure(is_watched: bool) -> None:  # noqa: FBT001
    done = run(endless(), on_event=(lambda _: None) if is_watched else None)

    assert len(done.history) == MAX_EVENTS == 25_000
    assert done.history[-1]["type"] == "ExecutionFailed"
    assert done.history[-1]["previousEventId"] == 24_999
    assert done.error == "States.Runtime"
    assert done.cause == "The execution reached the maximum number of history events (25000)."


def test_an_even_number_of_events_is_cut_inside_a_state() -> None:
    definition = endless()
    definition["StartAt"] = "W"
    definition["States"] |= {"W": {"Type": "Wait", "Seconds": 0, "Next": "S"}}  # type: ignore[operator]
    with_task = endless()
    with_task["States"] |= {  # type: ignore[operator]
        "S": {"Type": "Task", "Resource": PUT, "Next": "S"},
    }

    for each in (definition, with_task):
        done = run(each, handlers={"*": lambda _: {}})

        assert len(done.history) == 25_000
        assert done.status == "FAILED"


def test_branches_share_the_limit_and_nothing_catches_it() -> None:
    branches = [{"StartAt": name, "States": {name: {"Type": "Pass", "Next": name}}} for name in ("A", "B")]
    catcher = {"ErrorEquals": ["States.ALL"], "Next": "Caught"}
    definition = only({"Type": "Parallel", "Branches": branches, "Catch": [catcher]})
    definition["States"]["Caught"] = {"Type": "Succeed"}

    done = run(definition)

    assert len(done.history) == 25_000
    assert done.cause == history_limit_reached().cause


def test_express_executions_have_no_such_limit() -> None:
    loop = {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "Enough"}
    rule = {"Variable": "$.n", "NumericEquals": 9000, "Next": "Done"}
    definition = {
        "StartAt": "S",
        "States": {
            "S": loop,
            "Enough": {"Type": "Choice", "Choices": [rule], "Default": "S"},
            "Done": {"Type": "Succeed"},
        },
    }

    done = run(definition, {"n": 0}, type="EXPRESS")

    assert (done.status, done.output) == ("SUCCEEDED", {"n": 9000})
    assert len(done.history) == 2 + 9000 * 4 + 2


def test_a_variable_larger_than_256_kib_fails_the_state() -> None:
    done = run_state({"Type": "Pass", "Result": 1, "Assign": {"big": "x" * 262_144}})

    assert (done.status, done.error) == ("FAILED", "States.DataLimitExceeded")


def test_all_variables_together_may_have_10_mib() -> None:
    count = 42  # of 250,000 bytes each

    def assigning(numbers: range) -> dict[str, Any]:
        return {
            f"S{n}": {"Type": "Pass", "Assign": {f"v{n}.$": "$.big"}, "Next": f"S{n + 1}"} for n in numbers
        }

    big = {"big": "x" * 250_000}
    fits = run(machine("S0", **assigning(range(count - 1)), **{f"S{count - 1}": {"Type": "Succeed"}}), big)
    over = run(machine("S0", **assigning(range(count)), **{f"S{count}": {"Type": "Succeed"}}), big)

    assert fits.status == "SUCCEEDED"
    assert (over.status, over.error) == ("FAILED", "States.DataLimitExceeded")


def test_a_variable_that_is_assigned_again_counts_once() -> None:
    states = {f"S{n}": {"Type": "Pass", "Assign": {"v.$": "$.big"}, "Next": f"S{n + 1}"} for n in range(60)}

    done = run(machine("S0", **states, S60={"Type": "Succeed"}), {"big": "x" * 250_000})

    assert done.status == "SUCCEEDED"
