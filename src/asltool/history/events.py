"""The types of history events and the details that each carries.

An event is recorded as a tuple `(type, previousEventId, seconds, *details)`: values are shared with the
execution, and nothing is turned into text before somebody reads the history.

AWS: history.md 4.2 (members recorded), 4.1 (absent members are left out, never null).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias, assert_never

from asltool.json_value import JsonValue

TextOf: TypeAlias = Callable[[JsonValue], str]
"""Gives the JSON text under which a value appears in the history."""

Details: TypeAlias = "dict[str, Any]"


class Shape(Enum):
    """How a detail is shown."""

    PLAIN = "as it is"
    OPTIONAL = "as it is; left out where it is None"
    TEXT = "as JSON text"
    JSON = "as JSON text, with a member that says it is not truncated"
    VARIABLES = "each value as JSON text; left out where nothing is assigned"


_TRUNCATED = {"truncated": False}


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event: its name, the member that holds its details, and their names and shapes."""

    name: str
    member: str | None = None
    details: tuple[tuple[str, Shape], ...] = field(default=())

    def show(self, values: tuple[Any, ...], text_of: TextOf) -> Details:
        """Give the details as the API shows them, from the values in the order of `details`."""
        shown: Details = {}
        for (name, shape), value in zip(self.details, values, strict=True):
            match shape:
                case Shape.PLAIN:
                    shown[name] = value
                case Shape.OPTIONAL:
                    if value is not None:
                        shown[name] = value
                case Shape.TEXT:
                    shown[name] = text_of(value)
                case Shape.JSON:
                    shown[name] = text_of(value)
                    shown[_with_suffix(name)] = dict(_TRUNCATED)
                case Shape.VARIABLES:
                    if value:
                        shown[name] = {variable: text_of(assigned) for variable, assigned in value.items()}
                        shown[_with_suffix(name)] = dict(_TRUNCATED)
                case _:
                    assert_never(shape)
        return shown


def _with_suffix(name: str) -> str:
    return name + "Details"


_FAILURE = (("error", Shape.OPTIONAL), ("cause", Shape.OPTIONAL))
_OUTPUT = (("output", Shape.JSON),)
_INTEGRATION = (("resourceType", Shape.PLAIN), ("resource", Shape.PLAIN))
_LIMITS = (("timeoutInSeconds", Shape.OPTIONAL), ("heartbeatInSeconds", Shape.OPTIONAL))
_CREDENTIALS = (("taskCredentials", Shape.OPTIONAL),)
_ITERATION = (("name", Shape.PLAIN), ("index", Shape.PLAIN))


def _event(name: str, *details: tuple[str, Shape]) -> EventType:
    return EventType(name, name[0].lower() + name[1:] + "EventDetails", details)


STATE_TYPES = ("Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map")

STATE_ENTERED = {
    kind: EventType(
        f"{kind}StateEntered", "stateEnteredEventDetails", (("name", Shape.PLAIN), ("input", Shape.JSON))
    )
    for kind in STATE_TYPES
}
STATE_EXITED = {
    kind: EventType(
        f"{kind}StateExited",
        "stateExitedEventDetails",
        (("name", Shape.PLAIN), ("output", Shape.JSON), ("assignedVariables", Shape.VARIABLES)),
    )
    for kind in STATE_TYPES
}
STATE_ABORTED = {kind: EventType(f"{kind}StateAborted") for kind in ("Task", "Wait", "Parallel", "Map")}

EXECUTION_STARTED = _event("ExecutionStarted", ("input", Shape.JSON), ("roleArn", Shape.OPTIONAL))
EXECUTION_SUCCEEDED = _event("ExecutionSucceeded", *_OUTPUT)
EXECUTION_FAILED = _event("ExecutionFailed", *_FAILURE)
EXECUTION_TIMED_OUT = _event("ExecutionTimedOut", *_FAILURE)
EXECUTION_ABORTED = _event("ExecutionAborted", *_FAILURE)

LAMBDA_FUNCTION_SCHEDULED = _event(
    "LambdaFunctionScheduled",
    ("resource", Shape.PLAIN),
    ("input", Shape.JSON),
    ("timeoutInSeconds", Shape.OPTIONAL),
    *_CREDENTIALS,
)
LAMBDA_FUNCTION_STARTED = EventType("LambdaFunctionStarted")
LAMBDA_FUNCTION_SUCCEEDED = _event("LambdaFunctionSucceeded", *_OUTPUT)
LAMBDA_FUNCTION_FAILED = _event("LambdaFunctionFailed", *_FAILURE)
LAMBDA_FUNCTION_TIMED_OUT = _event("LambdaFunctionTimedOut", *_FAILURE)

ACTIVITY_SCHEDULED = _event("ActivityScheduled", ("resource", Shape.PLAIN), ("input", Shape.JSON), *_LIMITS)
ACTIVITY_STARTED = _event("ActivityStarted", ("workerName", Shape.OPTIONAL))
ACTIVITY_SUCCEEDED = _event("ActivitySucceeded", *_OUTPUT)
ACTIVITY_FAILED = _event("ActivityFailed", *_FAILURE)
ACTIVITY_TIMED_OUT = _event("ActivityTimedOut", *_FAILURE)

TASK_SCHEDULED = EventType(
    "TaskScheduled",
    "taskScheduledEventDetails",
    (
        *_INTEGRATION,
        ("region", Shape.PLAIN),
        ("parameters", Shape.TEXT),
        *_LIMITS,
        *_CREDENTIALS,
    ),
)
TASK_STARTED = _event("TaskStarted", *_INTEGRATION)
TASK_SUBMITTED = _event("TaskSubmitted", *_INTEGRATION, *_OUTPUT)
TASK_SUCCEEDED = _event("TaskSucceeded", *_INTEGRATION, *_OUTPUT)
TASK_FAILED = _event("TaskFailed", *_INTEGRATION, *_FAILURE)
TASK_TIMED_OUT = _event("TaskTimedOut", *_INTEGRATION, *_FAILURE)

PARALLEL_STATE_STARTED = EventType("ParallelStateStarted")
PARALLEL_STATE_SUCCEEDED = EventType("ParallelStateSucceeded")
PARALLEL_STATE_FAILED = EventType("ParallelStateFailed")

MAP_STATE_STARTED = _event("MapStateStarted", ("length", Shape.PLAIN))
MAP_STATE_SUCCEEDED = EventType("MapStateSucceeded")
MAP_STATE_FAILED = EventType("MapStateFailed")
MAP_ITERATION_STARTED = _event("MapIterationStarted", *_ITERATION)
MAP_ITERATION_SUCCEEDED = _event("MapIterationSucceeded", *_ITERATION)
MAP_ITERATION_FAILED = _event("MapIterationFailed", *_ITERATION)
MAP_ITERATION_ABORTED = _event("MapIterationAborted", *_ITERATION)
MAP_RUN_STARTED = _event("MapRunStarted", ("mapRunArn", Shape.PLAIN))
MAP_RUN_SUCCEEDED = EventType("MapRunSucceeded")
MAP_RUN_FAILED = _event("MapRunFailed", *_FAILURE)

EVALUATION_FAILED = _event(
    "EvaluationFailed",
    *_FAILURE,
    ("location", Shape.OPTIONAL),
    ("state", Shape.PLAIN),
)
