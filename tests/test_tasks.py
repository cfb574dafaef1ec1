from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

import asltool
from asltool import tasks
from asltool.errors import ApiError, AsltoolError
from asltool.handlers.handler import Handler, TaskContext
from asltool.runner.execution import Execution
from engine_driving import LAMBDA, SEND_AND_WAIT, details, only, types

PREFIX = "arn:aws:states:us-east-1:123456789012:activity:"


def waiting(name: str = "S", **fields: Any) -> dict[str, Any]:
    parameters = {"QueueUrl": "q", "MessageBody": {"token.$": "$$.Task.Token"}}
    return only({"Type": "Task", "Resource": SEND_AND_WAIT, "Parameters": parameters, **fields}, name)


def run(definition: dict[str, Any], handler: Handler | None = None, **terms: Any) -> Execution:
    handlers = {} if handler is None else {"*": handler}
    return asltool.run(definition, handlers=handlers, **terms)


def working(name: str, work: Callable[[tasks.ActivityTask], None]) -> threading.Thread:
    """Start a worker that does one piece of work of an activity."""
    tasks.create_activity(PREFIX + name)

    def do() -> None:
        task = tasks.get_activity_task(PREFIX + name, "worker-1", timeout_seconds=10)
        assert task is not None
        work(task)

    thread = threading.Thread(target=do)
    thread.start()
    return thread


def in_a_moment(do: Callable[[], None]) -> None:
    threading.Timer(0.02, do).start()


def test_a_token_can_be_returned_inside_the_handler() -> None:
    def send(event: Any, context: TaskContext) -> Any:
        tasks.send_task_success(event["MessageBody"]["token"], {"approved": True})

    done = run(waiting(), send)

    assert done.output == {"approved": True}
    assert types(done)[3:6] == ["TaskStarted", "TaskSubmitted", "TaskSucceeded"]


@pytest.mark.parametrize("clock", ["virtual", "real"])
def test_a_token_can_be_returned_later_from_another_thread(clock: Any) -> None:
    def send(_: Any, context: TaskContext) -> Any:
        in_a_moment(lambda: tasks.send_task_success(str(context.task_token), [1]))
        return tasks.PENDING

    assert run(waiting(), send, clock=clock).output == [1]


def test_a_failure_without_error_and_cause_is_one() -> None:
    def send(_: Any, context: TaskContext) -> Any:
        tasks.send_task_failure(str(context.task_token))
        return tasks.PENDING

    done = run(waiting(), send)

    assert (done.status, done.error, done.cause) == ("FAILED", None, None)
    assert types(done)[-3:] == ["TaskSubmitted", "TaskFailed", "ExecutionFailed"]


def test_a_token_that_is_not_returned_times_out_in_real_time() -> None:
    done = run(waiting(TimeoutSeconds=1), lambda _: tasks.PENDING)

    assert done.error == "States.Timeout"


def test_heartbeats_keep_a_task_alive() -> None:
    def send(_: Any, context: TaskContext) -> Any:
        token = str(context.task_token)

        def beat(left: int) -> None:
            if left:
                tasks.send_task_heartbeat(token)
                threading.Timer(0.4, beat, [left - 1]).start()
            else:
                tasks.send_task_success(token, "alive")

        threading.Timer(0.4, beat, [3]).start()
        return tasks.PENDING

    done = run(waiting(HeartbeatSeconds=1, TimeoutSeconds=60), send)

    assert done.output == "alive"


def test_the_task_that_is_over_takes_nothing() -> None:
    tokens: list[str] = []

    def send(_: Any, context: TaskContext) -> Any:
        tokens.append(str(context.task_token))
        return "done"

    run(waiting(), send)

    with pytest.raises(
        ApiError, match="TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'"
    ):
        tasks.send_task_success(tokens[0], {})


def test_what_aws_would_refuse_is_refused() -> None:
    with pytest.raises(ApiError, match="InvalidToken: Invalid Token: 'Invalid token'"):
        tasks.send_task_heartbeat("never given out")
    with pytest.raises(ApiError, match="InvalidOutput"):
        tasks.send_task_success("token", float("nan"))
    with pytest.raises(ApiError, match="InvalidArn"):
        tasks.get_activity_task("Handwork")


def test_work_without_a_token_cannot_be_left_to_others() -> None:
    with pytest.raises(AsltoolError, match="gives no task token"):
        run(only({"Type": "Task", "Resource": LAMBDA}), lambda _: tasks.PENDING)


def test_a_worker_takes_the_work_of_an_activity() -> None:
    worker = working("Painting", lambda task: tasks.send_task_success(task.task_token, [task.input]))

    done = asltool.run(only({"Type": "Task", "Resource": PREFIX + "Painting"}), {"n": 1})
    worker.join()

    assert done.output == [{"n": 1}]
    assert details(done, "ActivityStarted") == [{"workerName": "worker-1"}]


def test_work_that_no_worker_takes_is_never_started() -> None:
    tasks.create_activity(PREFIX + "Idle")
    state = {"Type": "Task", "Resource": PREFIX + "Idle", "TimeoutSeconds": 1}

    done = asltool.run(only(state))

    assert types(done)[2:] == ["ActivityScheduled", "ActivityTimedOut", "ExecutionFailed"]
    assert tasks.get_activity_task(PREFIX + "Idle", timeout_seconds=0) is None


def test_a_handler_plays_the_worker_under_its_name() -> None:
    def paint(event: Any) -> Any:
        return event

    paint.worker_name = "painter"  # type: ignore[attr-defined]

    done = run(only({"Type": "Task", "Resource": PREFIX + "Painted"}), paint)

    assert details(done, "ActivityStarted") == [{"workerName": "painter"}]


def test_the_task_of_an_execution_that_is_over_is_closed() -> None:
    tokens: list[str] = []

    def send(_: Any, context: TaskContext) -> Any:
        tokens.append(str(context.task_token))
        return tasks.PENDING

    branch = {
        "StartAt": "F",
        "States": {"F": {"Type": "Wait", "Seconds": 1, "Next": "G"}, "G": {"Type": "Fail"}},
    }
    done = run(only({"Type": "Parallel", "Branches": [waiting("T"), branch]}), send)

    assert done.status == "FAILED"
    with pytest.raises(ApiError, match="TaskTimedOut"):
        tasks.send_task_heartbeat(tokens[0])


def test_an_execution_is_stopped_from_outside() -> None:
    arn = "arn:aws:states:us-east-1:123456789012:execution:StateMachine:stopped"

    stopped = run(
        only({"Type": "Wait", "Seconds": 60}),
        name="stopped",
        clock="real",
        on_event=lambda event: in_a_moment(lambda: tasks.stop_execution(arn)) if event["id"] == 2 else None,
    )

    assert (stopped.status, stopped.error) == ("ABORTED", None)
    assert types(stopped)[-1] == "ExecutionAborted"
    assert stopped.history[-1]["executionAbortedEventDetails"] == {}
    assert stopped.history[-1]["previousEventId"] == 0
    with pytest.raises(ApiError, match="ExecutionDoesNotExist"):
        tasks.stop_execution(arn)


def test_an_execution_that_comes_to_a_deleted_activity_fails() -> None:
    tasks.create_activity(PREFIX + "Gone")
    tasks.delete_activity(PREFIX + "Gone")

    execution = run(only({"Type": "Task", "Resource": PREFIX + "Gone"}))

    assert execution.error == "States.Runtime"
    assert execution.cause is not None
    assert "does not exist" in execution.cause
