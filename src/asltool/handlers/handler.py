"""What a handler is, what it is told, and what it may answer."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, TypeAlias

from asltool.engine.effects import Failed, Succeeded
from asltool.errors import TaskError
from asltool.json_value import JsonValue

Handler: TypeAlias = Callable[..., Any]
"""A function of the payload, or of payload and `TaskContext`; plain or `async`.

It returns JSON, or a `Reply`, and raises `TaskError` or any other exception where the work fails.
"""


class Usual(Enum):
    """The type of `USUAL`."""

    USUAL = "usual"


USUAL = Usual.USUAL
"""What the service usually says when it takes a task, made up."""


class RemoteJob(Protocol):
    """A job of another service; its methods may take their time, and are called in threads."""

    @property
    def poll_seconds(self) -> float:
        """How long to wait before asking, and between two questions."""

    def poll(self) -> Succeeded | Failed | None:
        """Give what came of it; None as long as it goes on."""

    def stop(self) -> None:
        """Stop it: nobody waits for it any more.

        Raises:
            TaskError: It cannot be stopped.
        """


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with terms.

    Args:
        result: The answer itself, as JSON.
        delay_seconds: How long after the call it comes, by the run's clock; `math.inf` for never.
        submitted: What the service says at once when it takes a `.sync` or `.waitForTaskToken` task: its
            response, or the details of a recorded event `TaskSubmitted`, which hold it as `output`.
        raw: Whether `result` is the integration's whole result, where a Lambda function's payload would stand
            otherwise; and the cause of `failure` just as the history has it.
        failure: The failure that comes instead of a result; unlike one that is raised, on the terms above.
        is_response: Whether `result` is no more than the service's response, so that what Step Functions adds
            to it (`SdkHttpMetadata`) is still to be added.
        is_pending: Whether neither is known yet: whoever has the task's token tells, through `asltool.tasks`.
        job: The job elsewhere that is asked how it goes until it has ended.
    """

    result: JsonValue = None
    delay_seconds: float = 0
    submitted: JsonValue | Usual = None
    raw: bool = False
    failure: TaskError | None = None
    is_response: bool = False
    is_pending: bool = False
    job: RemoteJob | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskContext:
    """What a handler with a second parameter gets: the attributes of Lambda's own context, and the task's."""

    state_name: str
    resource: str
    """The Task state's `Resource`, as written."""
    retry_count: int
    """0 at the first attempt."""
    task_token: str | None
    remaining_seconds: float = 900.0
    """Until the attempt times out; at most Lambda's 15 minutes."""
    function_name: str = ""
    function_version: str = "$LATEST"
    invoked_function_arn: str = ""
    memory_limit_in_mb: str = "128"
    aws_request_id: str = ""
    log_group_name: str = ""
    log_stream_name: str = ""
    identity: None = None
    client_context: None = None

    def get_remaining_time_in_millis(self) -> int:
        """Give the milliseconds until the attempt times out, as Lambda's context does."""
        return math.floor(self.remaining_seconds * 1000)
