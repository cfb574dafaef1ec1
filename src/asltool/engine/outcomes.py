"""What became of executions and of the runs of distributed Maps, so far.

AWS: maps.md 6.8, as DescribeMapRun and ListExecutions show it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from asltool.history.recorder import RecordedEvent
from asltool.json_value import JsonObject, JsonValue


@dataclass(frozen=True, slots=True)
class End:
    """How an execution ended."""

    status: str
    """"SUCCEEDED", "FAILED", "TIMED_OUT" or "ABORTED"."""
    at: float
    """When: seconds since 1970."""
    output: JsonValue = None
    error: str | None = None
    cause: str | None = None


@dataclass(slots=True)
class Counts:
    """How far items, or child executions, have come."""

    pending: int = 0
    running: int = 0
    succeeded: int = 0
    failed: int = 0
    timed_out: int = 0
    aborted: int = 0
    results_written: int = 0

    @property
    def total(self) -> int:
        """How many there are, as far as that is known."""
        return self.pending + self.running + self.ended

    @property
    def ended(self) -> int:
        """How many are over."""
        return self.succeeded + self.failed + self.timed_out + self.aborted

    def begin(self, number: int) -> None:
        """Count what has begun."""
        self.pending = max(0, self.pending - number)
        self.running += number

    def end(self, status: str, number: int) -> None:
        """Count what has ended with an execution's status."""
        self.running -= number
        match status:
            case "SUCCEEDED":
                self.succeeded += number
            case "FAILED":
                self.failed += number
            case "TIMED_OUT":
                self.timed_out += number
            case _:
                self.aborted += number

    def described(self) -> JsonObject:
        """Give them as DescribeMapRun does."""
        return {
            "pending": self.pending,
            "running": self.running,
            "succeeded": self.succeeded,
            "failed": self.failed,
            "timedOut": self.timed_out,
            "aborted": self.aborted,
            "total": self.total,
            "resultsWritten": self.results_written,
        }


@dataclass(slots=True)
class ChildExecution:
    """A child execution of a map run."""

    index: int
    """Its place among the run's child executions."""
    execution: JsonObject
    """The context object's member `Execution`."""
    state_machine: JsonObject
    input: JsonValue
    started_at: float
    """Seconds since 1970."""
    item_count: int
    """How many items it works through: those of its batch, or one."""
    events: list[RecordedEvent]
    map_runs: list[MapRun]
    """Those of its own Map states."""
    end: End | None = None
    """None as long as it is running."""


@dataclass(slots=True)
class MapRun:
    """One run of a distributed Map."""

    arn: str
    state_name: str
    max_concurrency: int
    """0 where the service decides."""
    tolerated_failure_count: float | None
    tolerated_failure_percentage: float | None
    started_at: float
    """Seconds since 1970."""
    status: str = "RUNNING"
    """"RUNNING", "SUCCEEDED", "FAILED" or "ABORTED"."""
    stopped_at: float | None = None
    items: Counts = field(default_factory=Counts)
    executions: Counts = field(default_factory=Counts)
    children: list[ChildExecution] = field(default_factory=list)
    """Those that are kept, in the order in which they began."""


@dataclass(slots=True)
class MapRuns:
    """The map runs of one execution, and the terms that hold for all of them."""

    most_children: int | None = None
    """How many child executions of each outcome, good or bad, each run keeps; None for all."""
    tell: Callable[[MapRun], None] | None = None
    """Told of a run whenever it has come further."""
    are_elsewhere: bool = False
    """Whether child executions are given away, to be run elsewhere."""
    runs: list[MapRun] = field(default_factory=list)

    def inside(self) -> MapRuns:
        """Give the map runs of a child execution, under the same terms; nobody is told of each of them."""
        return MapRuns(self.most_children, None, self.are_elsewhere)
