from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import handlers_elsewhere
from asltool.errors import AsltoolError, MissingHandlerError
from asltool.handlers.aws_clients import Aws
from asltool.handlers.aws_sdk import AwsSdk
from asltool.handlers.mock import Mocks
from asltool.handlers.recording import Recording
from asltool.runner.settings import MapOptions, Settings
from engine_driving import elapsed_seconds, only, run_state
from engine_driving import run as run_machine
from map_running import distributed, written

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f"
TASK = only({"Type": "Task", "Resource": FUNCTION}, "T")
WRITER = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "output"}}


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        yield executor


def run(executor: Executor, items: list[Any], handler: Any, state: Any = None, **terms: Any) -> Any:
    maps = MapOptions(executor=executor, keep_children=None)
    return run_state(state or distributed(TASK), items, handlers={"f": handler}, maps=maps, **terms)


def test_children_run_in_other_processes(pool: Executor) -> None:
    done = run(pool, [1, 2, 3], handlers_elsewhere.double)

    assert [result["twice"] for result in done.output] == [2, 4, 6]
    assert os.getpid() not in {result["by"] for result in done.output}


def test_they_come_back_with_their_histories(pool: Executor) -> None:
    state = distributed(TASK, ToleratedFailureCount=1, Label="L")

    (record,) = run(pool, [1, "bad"], handlers_elsewhere.twice, state).map_runs

    assert [child.status for child in record.children] == ["SUCCEEDED", "FAILED"]
    assert [event["type"] for event in record.children[0].history] == [
        "ExecutionStarted",
        "TaskStateEntered",
        "LambdaFunctionScheduled",
        "LambdaFunctionStarted",
        "LambdaFunctionSucceeded",
        "TaskStateExited",
        "ExecutionSucceeded",
    ]
    assert record.children[1].error == "ValueError"
    assert record.execution_counts["failed"] == 1


def test_a_run_is_the_same_each_time(pool: Executor) -> None:
    one, other = (run(pool, list(range(20)), handlers_elsewhere.twice) for _ in range(2))

    assert one.history == other.history
    children, others = one.map_runs[0].children, other.map_runs[0].children
    assert [child.history for child in children] == [child.history for child in others]


def test_their_time_is_the_virtual_time_of_the_run(pool: Executor) -> None:
    inner = only({"Type": "Wait", "SecondsPath": "$"}, "W")

    assert elapsed_seconds(run(pool, [5, 100, 20], len, distributed(inner))) == 100
    assert elapsed_seconds(run(pool, [10] * 6, len, distributed(inner, MaxConcurrency=2))) == 30


def test_express_children_have_five_minutes_there_too(pool: Executor) -> None:
    inner = only({"Type": "Wait", "Seconds": 1000}, "W")
    state = distributed(inner, express=True, ToleratedFailureCount=1)

    (record,) = run(pool, [1], len, state).map_runs

    assert record.execution_counts["timedOut"] == 1


def test_children_of_children_come_back_too(pool: Executor) -> None:
    state = distributed(only(distributed(TASK), "I"))

    done = run(pool, [[1, 2], [3]], handlers_elsewhere.twice, state)

    assert done.output == [[2, 4], [6]]
    assert [len(child.map_runs[0].children) for child in done.map_runs[0].children] == [2, 1]


def test_in_real_time_they_run_beside_each_other(pool: Executor) -> None:
    done = run(pool, [1, 2, 3], handlers_elsewhere.twice, is_real_time=True)

    assert done.output == [2, 4, 6]


def test_children_that_nobody_waits_for_any_more_are_called_back() -> None:
    executor = ThreadPoolExecutor(1)
    machine = only(distributed(TASK, MaxConcurrency=3, Catch=[{"ErrorEquals": ["States.ALL"], "Next": "E"}]))
    machine["States"]["E"] = {"Type": "Succeed"}

    done = run_machine(
        machine,
        ["bad", 1, 2, 3, 4],
        handlers={"f": handlers_elsewhere.twice},
        maps=MapOptions(executor=executor),
    )
    executor.shutdown()

    (record,) = done.map_runs
    assert record.execution_counts["pending"] == 2
    assert [child.status for child in record.children] == ["FAILED", "ABORTED", "ABORTED"]
    assert [event["type"] for event in record.children[1].history] == ["ExecutionStarted", "ExecutionAborted"]


def test_any_executor_will_do() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert run(executor, [1, 2], handlers_elsewhere.twice).output == [2, 4]


def test_a_process_that_is_killed_ends_the_run_with_a_message_and_no_half_results(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    state = distributed(TASK, ResultWriter=WRITER, MaxConcurrency=1)

    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor,
        pytest.raises(AsltoolError, match="a worker process came to its end"),
    ):
        run(executor, ["fine", "die", "fine"], handlers_elsewhere.die, state, s3={"*": tmp_path})

    assert list((tmp_path / "output").iterdir()) == []


def test_results_of_children_elsewhere_are_written_here(pool: Executor, tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()

    done = run(
        pool, [1, 2], handlers_elsewhere.twice, distributed(TASK, ResultWriter=WRITER), s3={"*": tmp_path}
    )

    assert [record["Output"] for record in written(done, tmp_path, "SUCCEEDED")] == ["2", "4"]


def test_a_missing_handler_is_told_as_at_home(pool: Executor) -> None:
    with pytest.raises(MissingHandlerError, match="has no handler"):
        run_state(distributed(TASK), [1], maps=MapOptions(executor=pool))


def test_calls_of_aws_travel() -> None:
    sdk = AwsSdk(Aws(), "eu-west-1")
    terms = Settings(input=None, aws=sdk.find, aws_objects=sdk.objects)

    arrived = pickle.loads(pickle.dumps(terms))  # noqa: S301 - our own

    assert arrived.aws.__self__._default_region == "eu-west-1"
    assert arrived.aws_objects.sdk is arrived.aws.__self__


def test_mocks_cannot_travel(pool: Executor) -> None:
    with pytest.raises(AsltoolError, match="mocks count their answers"):
        run(pool, [1], len, mocks=Mocks({}, {}))


def test_recordings_cannot_travel(pool: Executor) -> None:
    with pytest.raises(AsltoolError, match="in an executor come to cannot be recorded"):
        run(pool, [1], len, recording=Recording())


def test_handlers_that_cannot_travel_are_told(pool: Executor) -> None:
    with pytest.raises(AsltoolError, match="must be functions of a module"):
        run(pool, [1], threading.Lock().acquire)


def test_what_an_executor_refuses_is_told() -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()

    with pytest.raises(AsltoolError, match="the executor could not run the child execution"):
        run(executor, [1], handlers_elsewhere.twice)
