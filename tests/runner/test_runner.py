from __future__ import annotations

import asyncio
import math
import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from asltool.errors import AsltoolError, MissingHandlerError, TaskError
from asltool.handlers.handler import Reply, TaskContext
from asltool.handlers.mock import Answer, Mock, Mocks, Sequence
from engine_driving import (
    ACTIVITY,
    LAMBDA,
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

TASK = {"Type": "Task", "Resource": LAMBDA}
BUSY = machine(
    "T",
    T={
        **TASK,
        "Retry": [{"ErrorEquals": ["States.ALL"], "JitterStrategy": "FULL"}],
        "Next": "P",
    },
    P={
        "Type": "Pass",
        "Parameters": {"id.$": "States.UUID()", "n.$": "States.MathRandom(1, 1000)"},
        "Next": "M",
    },
    M={
        "Type": "Map",
        "ItemsPath": "$$.Execution.Input.items",
        "ItemProcessor": machine(
            "W",
            W={"Type": "Wait", "SecondsPath": "$", "Next": "I"},
            I={"Type": "Task", "Resource": PUT, "End": True},
        ),
        "End": True,
    },
)


def busy(**settings: Any) -> Any:
    handlers = {"Work": failing(TaskError("A"), TaskError("B")), "dynamodb:putItem": lambda payload: payload}
    return run(BUSY, {"items": [3, 1, 2, 1]}, handlers=handlers, **settings)


def test_a_run_can_be_repeated_exactly() -> None:
    one, other = busy(), busy()

    assert one.history == other.history
    assert (one.output, one.name, one.stopped_at) == (other.output, other.name, other.stopped_at)


def test_another_seed_is_another_run() -> None:
    assert busy(seed=1).history != busy(seed=2).history
    assert busy(seed=None).name != busy(seed=None).name


def test_virtual_time_begins_where_it_is_told_to() -> None:
    start = datetime(2024, 2, 29, tzinfo=UTC)

    done = run_state({"Type": "Wait", "Seconds": 86_400}, start_at=start.timestamp())

    assert done.started_at == start
    assert done.stopped_at == datetime(2024, 3, 1, tzinfo=UTC)
    assert done.history[0]["timestamp"] == start


def test_a_long_wait_takes_no_time() -> None:
    assert elapsed_seconds(run_state({"Type": "Wait", "Seconds": 99_999_999})) == 99_999_999


def test_a_task_that_nobody_serves_is_wrong_use_and_says_what_would_serve_it() -> None:
    with pytest.raises(MissingHandlerError) as raised:
        run_state(TASK)

    assert str(raised.value) == (
        f'state "S" has no handler for {LAMBDA}; any of these keys would serve it: "Work", "{LAMBDA}", "*" '
        "(so would a mock; with aws=True, on the command line --aws, AWS is called)"
    )


@pytest.mark.parametrize("is_real_time", [False, True])
def test_a_missing_handler_inside_a_branch_is_wrong_use_too(is_real_time: bool) -> None:  # noqa: FBT001
    branches = [only({"Type": "Task", "Resource": PUT}, "A"), only({"Type": "Wait", "Seconds": 0}, "B")]

    with pytest.raises(MissingHandlerError, match='"dynamodb:putItem"'):
        run_state({"Type": "Parallel", "Branches": branches}, is_real_time=is_real_time)


def test_a_task_that_is_never_reached_needs_no_handler() -> None:
    definition = machine("P", P={"Type": "Pass", "End": True}, T={**TASK, "End": True})

    assert run(definition).status == "SUCCEEDED"


def test_wrong_use_in_a_handler_is_no_failure_of_its_task() -> None:
    with pytest.raises(AsltoolError, match="wrong"):
        run_state(TASK, handlers={"*": failing(AsltoolError("wrong"))})


def test_mocks_are_asked_first_and_aws_last() -> None:
    script = Sequence("A", (Answer("mock"),), repeats=True)

    def aws(call: Any) -> Any:
        return (lambda _: "aws") if call.state_name == "C" else None

    states = {
        name: {"Type": "Task", "Resource": resource}
        for name, resource in zip("ABC", (LAMBDA, LAMBDA, PUT), strict=True)
    }
    branches = [only(state, name) for name, state in states.items()]

    done = run_state(
        {"Type": "Parallel", "Branches": branches},
        mocks=Mocks({"A": Mock("mock", "m:1:1", (script,))}, {}),
        aws=aws,
        handlers={"Work": lambda _: "handler"},
    )

    assert done.output == ["mock", "handler", "aws"]


def test_handlers_are_told_how_long_they_have() -> None:
    left: list[float] = []

    def handler(_payload: Any, context: TaskContext) -> None:
        left.append(context.remaining_seconds)

    run_state({**TASK, "TimeoutSeconds": 30}, handlers={"Work": handler})
    run_state(TASK, handlers={"Work": handler})

    assert left == [30, 900]


@pytest.mark.parametrize("is_real_time", [False, True])
def test_handlers_may_be_async(is_real_time: bool) -> None:  # noqa: FBT001
    async def handler(payload: Any) -> Any:
        await asyncio.sleep(0)
        if payload == "bad":
            raise ValueError("bad payload")
        return {"got": payload}

    state = {"Type": "Map", "ItemProcessor": only(TASK, "T")}

    good = run_state(state, ["a", "b"], handlers={"Work": handler}, is_real_time=is_real_time)
    bad = run_state(TASK, "bad", handlers={"Work": handler}, is_real_time=is_real_time)

    assert good.output == [{"got": "a"}, {"got": "b"}]
    assert (bad.status, bad.error) == ("FAILED", "ValueError")


def test_runs_work_inside_an_event_loop() -> None:
    async def handler(payload: Any) -> Any:
        return payload

    async def inside() -> Any:
        return run_state(TASK, 5, handlers={"Work": handler}).output

    assert asyncio.run(inside()) == 5


def test_in_real_time_handlers_run_beside_each_other() -> None:
    barrier = threading.Barrier(3, timeout=5)

    def meet(payload: Any) -> Any:
        barrier.wait()
        return payload

    done = run_state(
        {"Type": "Map", "ItemProcessor": only(TASK, "T")},
        [1, 2, 3],
        handlers={"Work": meet},
        is_real_time=True,
    )

    assert done.output == [1, 2, 3]


def test_in_virtual_time_handlers_run_one_after_the_other_in_order() -> None:
    order: list[Any] = []

    run_state({"Type": "Map", "ItemProcessor": only(TASK, "T")}, [3, 1, 2], handlers={"Work": order.append})

    assert order == [3, 1, 2]


def test_in_real_time_time_passes() -> None:
    before = datetime.fromtimestamp(0, UTC)

    done = run_state(TASK, handlers={"Work": lambda _: Reply("done", delay_seconds=0.02)}, is_real_time=True)

    assert done.output == "done"
    assert 0.02 <= elapsed_seconds(done) < 5
    assert done.started_at > before


@pytest.mark.parametrize("is_real_time", [False, True])
def test_an_execution_that_waits_for_ever_is_still_running(is_real_time: bool) -> None:  # noqa: FBT001
    handlers = {"Work": lambda _: Reply(delay_seconds=math.inf)}

    done = run_state(TASK, handlers=handlers, is_real_time=is_real_time)

    assert (done.status, done.output) == ("RUNNING", None)
    assert chain(done)[-1] == "4:LambdaFunctionStarted<3"


def test_a_handler_s_changes_to_its_payload_stay_its_own() -> None:
    def change(payload: Any) -> Any:
        payload["list"].append(2)
        return payload

    done = run_state({**TASK, "ResultPath": "$.result"}, {"list": [1]}, handlers={"Work": change})

    assert done.output == {"list": [1], "result": {"list": [1, 2]}}
    assert details(done, "LambdaFunctionScheduled")[0]["input"] == '{"list":[1]}'


def test_a_result_that_the_handler_keeps_changing_does_not_change_the_execution() -> None:
    kept = {"n": 0}

    def counting(_: Any) -> Any:
        kept["n"] += 1
        return kept

    state = {"Type": "Map", "ItemProcessor": only(TASK, "T"), "MaxConcurrency": 1}

    assert run_state(state, [0, 0], handlers={"Work": counting}).output == [{"n": 1}, {"n": 2}]


def test_an_activity_that_nobody_serves_fails_the_execution_before_it_is_scheduled() -> None:
    execution = run_state({"Type": "Task", "Resource": ACTIVITY})

    assert chain(execution) == listed("1:ExecutionStarted<0 2:TaskStateEntered<0 3:ExecutionFailed<2")
    assert execution.error == "States.Runtime"
    assert execution.cause == (
        "An error occurred while executing the state 'S' (entered at the event id #2). "
        f"The activity {ACTIVITY} does not exist."
    )
