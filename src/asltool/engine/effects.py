"""Effects: all that a running state may ask of the world, and the answers that it gets."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from asltool.engine.errors import StatesError
from asltool.json_value import JsonValue
from asltool.model.resource import Resource

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sleep:
    """Go on at an instant: seconds since 1970, or infinity for never. The answer is None."""

    until: float


class Pause:
    """Let whatever else can run at this instant go first. The answer is None."""

    __slots__ = ()


PAUSE = Pause()


@dataclass(frozen=True, slots=True)
class TaskCall:
    """One attempt at a task's work."""

    resource: Resource
    payload: JsonValue
    """The evaluated `Parameters` or `Arguments`, or else the effective input; shared, not to be changed."""
    state_name: str
    retry_count: int
    task_token: str | None
    deadline: float
    """When the attempt times out: seconds since 1970, or infinity."""


@dataclass(frozen=True, slots=True)
class Invoke:
    """Have a task's work done; the answer is Succeeded, Failed, TimedOut, Submitted or Taken."""

    call: TaskCall
    heartbeat_seconds: float | None


@dataclass(frozen=True, slots=True)
class AwaitCompletion:
    """Wait for the end of what was submitted or taken; the answer is Succeeded, Failed or TimedOut."""

    call: TaskCall
    heartbeat_seconds: float | None


@dataclass(frozen=True, slots=True)
class Succeeded:
    """The work is done."""

    result: JsonValue


@dataclass(frozen=True, slots=True)
class Failed:
    """The work failed; None where error or cause were not told."""

    error: str | None
    cause: str | None


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The work took too long, or missed a heartbeat."""

    has_missed_heartbeat: bool = False


@dataclass(frozen=True, slots=True)
class Submitted:
    """The work is under way elsewhere; this is what the service said when it took it."""

    output: JsonValue


@dataclass(frozen=True, slots=True)
class Taken:
    """A worker has taken the work of an activity."""

    worker_name: str | None


FinalAnswer: TypeAlias = Succeeded | Failed | TimedOut
TaskAnswer: TypeAlias = FinalAnswer | Submitted | Taken


@dataclass(frozen=True, slots=True)
class Fork:
    """Run children side by side, at most `limit` at a time; the answer is Joined or ChildFailed.

    Children start in order. The first failure is the answer; the others are dropped where they are.
    """

    start: Callable[[int], Steps[Any]]
    """Gives the steps of child number n; called when its turn comes."""
    count: int
    limit: int


@dataclass(frozen=True, slots=True)
class Joined:
    """All children are done; their results, in order."""

    results: list[Any]


@dataclass(frozen=True, slots=True)
class ChildFailed:
    """A child failed."""

    index: int
    error: StatesError


Effect: TypeAlias = Sleep | Pause | Invoke | AwaitCompletion | Fork
Steps: TypeAlias = Generator[Effect, Any, T]
"""Code under way: it yields effects, receives answers, and ends with a value or a StatesError."""
