"""Effects: all that a running state may ask of the world, and the answers that it gets."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

from asltool.engine.errors import StatesError
from asltool.engine.outcomes import ChildExecution
from asltool.json_value import JsonObject, JsonValue
from asltool.model.machine import StateMachine
from asltool.model.resource import Resource

T = TypeVar("T")


class TimeIsUpError(Exception):
    """Raised in a child that has taken as long as it may: it is cut off where it is."""


@dataclass(frozen=True, slots=True)
class Sleep:
    """Go on at an instant: seconds since 1970, or infinity for never. The answer is None."""

    until: float


class Pause:
    """Let whatever else can run at this instant go first. The answer is None."""

    __slots__ = ()


PAUSE = Pause()


Place: TypeAlias = tuple[tuple[str, str, int], ...]
"""The Maps and Parallels around something, the outermost first: the type ("Map" or "Parallel"), the state's
name, and the index of the item (of the batch, where there are such) or branch."""


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
    place: Place = ()


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
    """A child failed; `index` is -1 where there is no next child because of the failure."""

    index: int
    error: StatesError


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Run children as there is room for them, at most `limit` at a time; the answer is None or ChildFailed.

    A child begins once nothing else can go on at this instant: few are under way at a time that have nothing
    to wait for, however many may. The first failure is the answer, a child's or that of giving the next one;
    the others are dropped where they are.
    """

    children: Iterator[Steps[None]]
    limit: int
    seconds: float | None = None
    """The longest that a child may take; TimeIsUpError is raised in one that takes longer."""


@dataclass(frozen=True, slots=True)
class ReadItems:
    """Open what an item reader names; the answer is an iterator of ReadItem, or Failed.

    Reading may raise StatesError.
    """

    call: TaskCall
    """The reader's resource, and its evaluated `Parameters` or `Arguments`."""
    config: JsonObject
    """The members of `ReaderConfig` that say what is read."""


ReadItem: TypeAlias = tuple[JsonValue, str | None, str]
"""An item, its name where it is an object's member, and where it comes from: `S3://bucket/key`."""


@dataclass(frozen=True, slots=True)
class OpenResults:
    """Open the place that a result writer names; the answer is a ResultSink, or Failed."""

    call: TaskCall
    """The writer's resource, and its evaluated `Parameters` or `Arguments`."""
    folder: str
    """What the names of the files of this run begin with, after the prefix."""
    suffix: str
    """`json` for files that are one array each, `jsonl` for one record a line."""


class ResultSink(Protocol):
    """Takes the results of a map run, and publishes them at its end. All may raise StatesError."""

    @property
    def bucket(self) -> str:
        """Where the results go."""

    @property
    def manifest_key(self) -> str:
        """The object that lists the files, once they are published."""

    def write(self, kind: str, text: str) -> None:
        """Add a record to the files of a kind: SUCCEEDED, FAILED or PENDING."""

    def publish(self, map_run_arn: str) -> None:
        """Make all that was written visible, the manifest last."""

    def discard(self) -> None:
        """Leave nothing behind of what was not published."""


@dataclass(frozen=True, slots=True)
class RunElsewhere:
    """Have a child execution run where there is more room; the answer is its End.

    What is seen of it afterwards, its events and map runs, is put into *child*.
    """

    machine: StateMachine
    child: ChildExecution
    seconds: float | None
    """The longest that it may take."""
    most_events: int | None


Effect: TypeAlias = (
    Sleep | Pause | Invoke | AwaitCompletion | Fork | Dispatch | ReadItems | OpenResults | RunElsewhere
)
Steps: TypeAlias = Generator[Effect, Any, T]
"""Code under way: it yields effects, receives answers, and ends with a value or a StatesError."""
