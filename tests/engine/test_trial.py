from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.effects import Failed, Succeeded
from asltool.engine.errors import EngineRefusal, StatesError
from asltool.engine.frame import Frame
from asltool.engine.scope import run_state
from asltool.engine.trial import RetryDue, TooManyFailuresError, Trial, compile_trial
from asltool.model.machine import State
from asltool.parse.machine import parse_machine
from asltool.source.document import Document
from engine_driving import LAMBDA, Driver, only, read_machine

BOOM = Failed("Boom", "bang")


def read_state(state: dict[str, Any]) -> State:
    return read_machine(only(state)).states["S"]


def a_map(**fields: Any) -> dict[str, Any]:
    processor = {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        **only({"Type": "Pass"}, "P"),
    }
    return {"Type": "Map", "ItemProcessor": processor, **fields}


def a_parallel(**fields: Any) -> dict[str, Any]:
    return {"Type": "Parallel", "Branches": [only({"Type": "Pass"}, "P")], **fields}


class Trying:
    """Tries one state with a Driver; a Task's work comes to what is answered."""

    def __init__(self, state: dict[str, Any], input_: Any = None, *answers: Any, **terms: Any) -> None:
        self.told: dict[str, Any] = {}
        driver = Driver(*answers)
        program = compile_trial(read_state(state), Trial(watch=self.told.__setitem__, **terms))
        driver.frame = Frame(driver.frame.surroundings)
        raw = {} if input_ is None else input_
        self.output: Any = None
        self.target: str | None = None
        self.failure: StatesError | None = None
        try:
            self.output, self.target, _, _ = driver.drive(run_state(program, driver.frame, raw, 0))
        except StatesError as error:
            self.failure = error
        self.slept = driver.slept_seconds


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"Type": "Pass", "Result": 1}, 1),
        ({"Type": "Succeed"}, {"a": 5}),
        ({"Type": "Wait", "Seconds": 3}, {"a": 5}),
        ({"Type": "Task", "Resource": LAMBDA}, "done"),
    ],
)
def test_a_state_does_what_it_does_in_a_machine(state: dict[str, Any], expected: Any) -> None:
    done = Trying(state, {"a": 5}, "done")

    assert (done.output, done.told["afterInputPath"]) == (expected, {"a": 5})


def test_a_choice_goes_its_way() -> None:
    rule = {"Variable": "$.a", "NumericEquals": 5, "Next": "S"}

    assert Trying({"Type": "Choice", "Choices": [rule]}, {"a": 5}).target == "S"


def test_a_fail_state_fails() -> None:
    failure = Trying({"Type": "Fail", "Error": "E", "Cause": "c"}).failure

    assert failure is not None
    assert (failure.name, failure.cause) == ("E", "c")


def test_a_state_with_errors_is_refused() -> None:
    broken = only({"Type": "Task"})
    machine = parse_machine(Document.from_value(broken)).machine
    assert machine is not None

    with pytest.raises(EngineRefusal):
        compile_trial(machine.states["S"], Trial(watch={}.__setitem__))


@pytest.mark.parametrize("state", [a_map(ItemsPath="$.items"), a_parallel()], ids=["map", "parallel"])
def test_branches_and_iterations_come_to_what_is_answered(state: dict[str, Any]) -> None:
    done = Trying(state, {"items": [1, 2]}, answer=Succeeded(["made up"]))

    assert done.output == done.told["afterResultPath"] == ["made up"]


@pytest.mark.parametrize("state", [a_map(ItemsPath="$.items"), a_parallel()], ids=["map", "parallel"])
def test_branches_and_iterations_fail_as_is_answered(state: dict[str, Any]) -> None:
    failure = Trying(state, {"items": [1, 2]}, answer=BOOM).failure

    assert failure is not None
    assert (failure.name, failure.cause) == ("Boom", "bang")


def test_without_an_answer_there_is_nothing_to_try_branches_with() -> None:
    with pytest.raises(ValueError, match="nothing to answer"):
        Trying(a_parallel())


def test_what_each_iteration_would_get_is_told() -> None:
    state = a_map(ItemSelector={"n.$": "$$.Map.Item.Value", "i.$": "$$.Map.Item.Index"})

    done = Trying(state, ["a", "b"], answer=Succeeded([]))

    assert done.told["afterItemSelector"] == [{"n": "a", "i": 0}, {"n": "b", "i": 1}]


def test_items_are_those_that_a_reader_is_said_to_read() -> None:
    assert Trying(a_map(), {}, answer=Succeeded([]), items=[1, 2, 3]).told["afterItemsPath"] == [1, 2, 3]


@pytest.mark.parametrize(
    ("tolerance", "failed", "is_borne"),
    [
        ({}, 3, True),
        ({"ToleratedFailureCount": 1}, 0, True),
        ({"ToleratedFailureCount": 1}, 1, True),
        ({"ToleratedFailureCount": 1}, 2, False),
        ({"ToleratedFailureCount": 0}, 1, False),
        ({"ToleratedFailurePercentage": 50}, 1, True),
        ({"ToleratedFailurePercentage": 50}, 2, False),
    ],
)
def test_failed_iterations_count_against_a_tolerance_that_is_named(
    tolerance: dict[str, Any], failed: int, *, is_borne: bool
) -> None:
    done = Trying(a_map(**tolerance), [1, 2, 3], answer=Succeeded([]), failed_iterations=failed)

    assert (done.failure is None) is is_borne
    if done.failure is not None:
        assert done.failure.name == "States.ExceedToleratedFailureThreshold"


def test_a_failure_that_is_answered_comes_whatever_is_borne() -> None:
    done = Trying(a_map(ToleratedFailureCount=3), [1, 2, 3], answer=BOOM, failed_iterations=1)

    assert done.failure is not None
    assert done.failure.name == "Boom"


@pytest.mark.parametrize("answer", [Succeeded([]), BOOM])
def test_no_more_iterations_can_fail_than_there_are(answer: Any) -> None:
    with pytest.raises(TooManyFailuresError):
        Trying(a_map(), [1, 2], answer=answer, failed_iterations=3)


RETRY = [
    {"ErrorEquals": ["Other"]},
    {"ErrorEquals": ["Boom"], "IntervalSeconds": 3, "BackoffRate": 2, "MaxAttempts": 2},
]


def test_a_trial_ends_where_the_work_would_be_repeated() -> None:
    told: dict[str, Any] = {}
    state = read_state({"Type": "Task", "Resource": LAMBDA, "Retry": RETRY})
    driver = Driver(BOOM)
    program = compile_trial(state, Trial(watch=told.__setitem__, retried=1))

    with pytest.raises(RetryDue):
        driver.drive(run_state(program, driver.frame, {}, 0))

    assert told.pop("error").name == "Boom"
    del told["afterInputPath"], told["afterParameters"]
    assert told == {"retryIndex": 1, "retryBackoffIntervalSeconds": 6}


@pytest.mark.parametrize(
    ("rate", "retried", "seconds"), [(1.5, 1, 1), (10.0, 400, 2**31 - 1), (2, 4, 16), (2, 0, 1)]
)
def test_the_pause_is_in_whole_seconds(rate: float, retried: int, seconds: int) -> None:
    retrier = {"ErrorEquals": ["States.ALL"], "BackoffRate": rate, "MaxAttempts": 999}
    told: dict[str, Any] = {}
    state = read_state(a_parallel(Retry=[retrier]))
    driver = Driver()
    program = compile_trial(state, Trial(watch=told.__setitem__, retried=retried, answer=BOOM))

    with pytest.raises(RetryDue):
        driver.drive(run_state(program, driver.frame, {}, 0))

    assert told["retryBackoffIntervalSeconds"] == seconds


def test_a_retrier_that_is_exhausted_leaves_the_failure_to_the_catchers() -> None:
    catchers = [
        {"ErrorEquals": ["Other"], "Next": "S"},
        {"ErrorEquals": ["Boom"], "Next": "S", "ResultPath": "$.e"},
    ]
    task = {"Type": "Task", "Resource": LAMBDA, "Retry": RETRY, "Catch": catchers}

    done = Trying(task, {"a": 1}, BOOM, retried=2)

    assert done.output == {"a": 1, "e": {"Error": "Boom", "Cause": "bang"}}
    assert (done.told["retryIndex"], done.told["catchIndex"]) == (1, 1)
    assert "retryBackoffIntervalSeconds" not in done.told


def test_a_failure_that_nothing_covers_ends_the_state() -> None:
    catchers = [{"ErrorEquals": ["Other"], "Next": "S"}]
    task = {"Type": "Task", "Resource": LAMBDA, "Retry": RETRY[:1], "Catch": catchers}

    done = Trying(task, {}, BOOM)

    assert done.failure is not None
    assert "retryIndex" not in done.told
    assert "catchIndex" not in done.told
