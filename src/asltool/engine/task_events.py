"""The history events of a task's work: each family of resources has its own.

AWS: history.md 4.2 and 4.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from asltool.engine.frame import Frame
from asltool.history import events
from asltool.history.events import EventType
from asltool.json_value import JsonValue
from asltool.model.resource import Kind, Resource


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known of an attempt when it is scheduled; None where the definition does not say."""

    payload: JsonValue
    timeout_seconds: float | None
    heartbeat_seconds: float | None
    credentials: dict[str, Any] | None


class TaskEvents:
    """Writes the events of the attempts at one Task state's work."""

    def __init__(self, resource: Resource) -> None:
        self._resource = resource
        self._names = _NAMES[resource.kind]
        is_integration = resource.kind is Kind.INTEGRATION
        self._prefix = (resource.service, resource.action_with_pattern) if is_integration else ()
        self.blamed = resource.service if is_integration else resource.text
        """Who is named where a result is too large."""

    def scheduled(self, frame: Frame, attempt: Attempt) -> None:
        """The work is handed over."""
        timeout, heartbeat = as_whole(attempt.timeout_seconds), as_whole(attempt.heartbeat_seconds)
        details: tuple[Any, ...]
        match self._resource.kind:
            case Kind.LAMBDA_FUNCTION | Kind.UNKNOWN:
                details = (self._resource.text, attempt.payload, timeout, attempt.credentials)
            case Kind.ACTIVITY:
                details = (self._resource.text, attempt.payload, timeout, heartbeat)
            case _:
                region = frame.surroundings.region
                details = (*self._prefix, region, attempt.payload, timeout, heartbeat, attempt.credentials)
        self._record(frame, self._names.scheduled, *details)

    def started(self, frame: Frame) -> None:
        """The work has begun."""
        self._record(frame, self._names.started, *self._prefix)

    def taken(self, frame: Frame, worker_name: str | None) -> None:
        """A worker has taken the work."""
        self._record(frame, self._names.started, worker_name)

    def submitted(self, frame: Frame, output: JsonValue) -> None:
        """The service has taken the job."""
        self._record(frame, events.TASK_SUBMITTED, *self._prefix, output)

    def succeeded(self, frame: Frame, result: JsonValue) -> None:
        """The work is done."""
        self._record(frame, self._names.succeeded, *self._prefix, result)

    def failed(self, frame: Frame, error: str | None, cause: str | None) -> None:
        """The work failed."""
        self._record(frame, self._names.failed, *self._prefix, error, cause)

    def timed_out(self, frame: Frame, error: str) -> None:
        """The work took too long; AWS gives no cause."""
        self._record(frame, self._names.timed_out, *self._prefix, error, None)

    @staticmethod
    def _record(frame: Frame, type_: EventType, *details: Any) -> None:
        frame.last_event = frame.recorder.record(type_, frame.last_event, *details)


def as_whole(seconds: float | None) -> int | float | None:
    """Give a number of seconds as events show it: whole where it is."""
    return int(seconds) if seconds is not None and float(seconds).is_integer() else seconds


@dataclass(frozen=True, slots=True)
class _Names:
    scheduled: EventType
    started: EventType
    succeeded: EventType
    failed: EventType
    timed_out: EventType


_FUNCTION = _Names(
    events.LAMBDA_FUNCTION_SCHEDULED,
    events.LAMBDA_FUNCTION_STARTED,
    events.LAMBDA_FUNCTION_SUCCEEDED,
    events.LAMBDA_FUNCTION_FAILED,
    events.LAMBDA_FUNCTION_TIMED_OUT,
)
_NAMES = {
    Kind.LAMBDA_FUNCTION: _FUNCTION,
    Kind.ACTIVITY: _Names(
        events.ACTIVITY_SCHEDULED,
        events.ACTIVITY_STARTED,
        events.ACTIVITY_SUCCEEDED,
        events.ACTIVITY_FAILED,
        events.ACTIVITY_TIMED_OUT,
    ),
    Kind.INTEGRATION: _Names(
        events.TASK_SCHEDULED,
        events.TASK_STARTED,
        events.TASK_SUCCEEDED,
        events.TASK_FAILED,
        events.TASK_TIMED_OUT,
    ),
    Kind.UNKNOWN: _FUNCTION,
}
"""A resource of no known form is most likely a placeholder for a function's ARN."""
