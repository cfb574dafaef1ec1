"""What workers call: they return task tokens, take the work of activities, and stop executions.

All functions can be called from any thread of the process in which the execution runs, also from a handler.
They stand for the AWS API's actions of the same names.
"""

from __future__ import annotations

import json
from typing import Any, Final

from asltool.engine.effects import Failed, Succeeded
from asltool.errors import ApiError
from asltool.handlers.activity import ACTIVITIES, ActivityTask
from asltool.handlers.callback import HEARTBEAT, TOKENS
from asltool.handlers.handler import USUAL, Reply
from asltool.handlers.running_executions import EXECUTIONS
from asltool.json_value import JsonValue
from asltool.model.resource import Kind, parse_resource

LONG_POLL_SECONDS = 60.0

PENDING: Final = Reply(submitted=USUAL, is_pending=True)
"""What the handler of a `.sync` or `.waitForTaskToken` task or of an activity returns where somebody else
ends the task later, by its token."""


def send_task_success(task_token: str, output: JsonValue) -> None:
    """Let the task that waits for a token succeed.

    Args:
        task_token: The token.
        output: The task's result: a JSON value, not its text.

    Raises:
        ApiError: `TaskTimedOut` if the task is over, `InvalidToken` if there never was such a token,
            `InvalidOutput` if *output* has no JSON text.
    """
    try:
        result = json.loads(json.dumps(output, allow_nan=False))
    except (TypeError, ValueError) as error:
        raise ApiError("InvalidOutput", f"Invalid Output: '{error}'") from None
    TOKENS.send(task_token, Succeeded(result))


def send_task_failure(task_token: str, error: str | None = None, cause: str | None = None) -> None:
    """Let the task that waits for a token fail.

    Raises:
        ApiError: As `send_task_success`.
    """
    TOKENS.send(task_token, Failed(error, cause))


def send_task_heartbeat(task_token: str) -> None:
    """Say that the work goes on: the task's `HeartbeatSeconds` begin anew.

    Raises:
        ApiError: As `send_task_success`.
    """
    TOKENS.send(task_token, HEARTBEAT)


def create_activity(activity_arn: str) -> None:
    """Let an activity exist, so that executions wait for its workers.

    An activity that has a handler, or that a worker has asked for work, needs no creation.

    Raises:
        ApiError: `InvalidArn`.
    """
    ACTIVITIES.create(_activity(activity_arn))


def delete_activity(activity_arn: str) -> None:
    """Let an activity exist no more: an execution that comes to it fails, as it does not wait for a worker.

    Activities belong to the process, so that a test which creates one should delete it.

    Raises:
        ApiError: `InvalidArn`.
    """
    ACTIVITIES.delete(_activity(activity_arn))


def get_activity_task(
    activity_arn: str, worker_name: str | None = None, *, timeout_seconds: float = LONG_POLL_SECONDS
) -> ActivityTask | None:
    """Wait for work of an activity; the worker then ends it by `send_task_success` or `send_task_failure`.

    Args:
        activity_arn: The activity.
        worker_name: Who asks; histories show it.
        timeout_seconds: How long to wait, really.

    Returns:
        The work, or None if there was none in time.

    Raises:
        ApiError: `InvalidArn`.
    """
    return ACTIVITIES.take(_activity(activity_arn), worker_name, timeout_seconds)


def stop_execution(execution_arn: str, error: str | None = None, cause: str | None = None) -> None:
    """Stop an execution, soon: it ends `ABORTED`, and the jobs that it waits for are stopped.

    Args:
        execution_arn: The execution: `$$.Execution.Id`.
        error: Shown as the execution's error.
        cause: Shown as its cause.

    Raises:
        ApiError: `ExecutionDoesNotExist` if none in this process has this ARN, or it is over.
        AsltoolError: Several that run at once have it.
    """
    EXECUTIONS.stop(execution_arn, error, cause)


def _activity(arn: Any) -> str:
    if not isinstance(arn, str) or parse_resource(arn).kind is not Kind.ACTIVITY:
        raise ApiError("InvalidArn", f"Invalid Arn: '{arn}'")
    return arn
