"""An execution and its map runs: what a run gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from asltool.engine.outcomes import ChildExecution, End
from asltool.engine.outcomes import MapRun as Record
from asltool.history.aws_json import History
from asltool.json_value import JsonObject, JsonValue, copy_json


@dataclass(frozen=True, slots=True, eq=False)
class Execution:
    """How a run ended, and all that happened in it."""

    status: str
    """"SUCCEEDED", "FAILED", "TIMED_OUT" or "ABORTED"; "RUNNING" where it would wait for ever."""
    output: JsonValue
    """None unless it succeeded (and then perhaps, too)."""
    error: str | None
    cause: str | None
    history: History
    """The events, as the AWS API shows them."""
    name: str
    arn: str
    state_machine_arn: str
    started_at: datetime
    stopped_at: datetime
    """By the run's clock."""
    map_runs: tuple[MapRun, ...] = ()
    """The runs of its distributed Maps, in order."""
    mock_warnings: tuple[str, ...] = ()
    """Which mocks and answers were never used, and which results their services could not give; each with its
    place: `file:line:column`."""


@dataclass(frozen=True, slots=True, eq=False)
class MapRun:
    """A run of a distributed Map, as DescribeMapRun shows it, and its child executions."""

    arn: str
    state_name: str
    """The Map's."""
    status: str
    """"SUCCEEDED", "FAILED" or "ABORTED"; "RUNNING" where it would wait for ever."""
    max_concurrency: int
    """0 where the service decides."""
    tolerated_failure_count: float | None
    tolerated_failure_percentage: float | None
    item_counts: JsonObject
    """`{"pending": int, "running": int, "succeeded": int, "failed": int, "timedOut": int, ...}`."""
    execution_counts: JsonObject
    started_at: datetime
    stopped_at: datetime | None
    children: tuple[Execution, ...]
    """Its child executions, in order: as many that went well, and as many that did not, as are kept."""


def execution_of(
    end: End,
    *,
    history: History,
    names: tuple[JsonObject, JsonObject],
    started_at: float,
    map_runs: Iterable[Record],
    mock_warnings: Iterable[str] = (),
) -> Execution:
    """Give an execution that is over, or will never be.

    Args:
        end: How it ended.
        history: Its events.
        names: The context object's members `Execution` and `StateMachine`.
        started_at: Seconds since 1970.
        map_runs: Those of its Map states.
        mock_warnings: What is to be said of its mocks.
    """
    execution, state_machine = names
    return Execution(
        status=end.status,
        output=copy_json(end.output),
        error=end.error,
        cause=end.cause,
        history=history,
        name=str(execution["Name"]),
        arn=str(execution["Id"]),
        state_machine_arn=str(state_machine["Id"]),
        started_at=datetime.fromtimestamp(started_at, UTC),
        stopped_at=datetime.fromtimestamp(end.at, UTC),
        map_runs=tuple(map(_map_run, map_runs)),
        mock_warnings=tuple(mock_warnings),
    )


def _map_run(record: Record) -> MapRun:
    stopped_at = record.stopped_at
    return MapRun(
        arn=record.arn,
        state_name=record.state_name,
        status=record.status,
        max_concurrency=record.max_concurrency,
        tolerated_failure_count=record.tolerated_failure_count,
        tolerated_failure_percentage=record.tolerated_failure_percentage,
        item_counts=record.items.described(),
        execution_counts=record.executions.described(),
        started_at=datetime.fromtimestamp(record.started_at, UTC),
        stopped_at=None if stopped_at is None else datetime.fromtimestamp(stopped_at, UTC),
        children=tuple(map(_child, record.children)),
    )


def _child(child: ChildExecution) -> Execution:
    return execution_of(
        child.end or End("RUNNING", child.started_at),
        history=History(child.events),
        names=(child.execution, child.state_machine),
        started_at=child.started_at,
        map_runs=child.map_runs,
    )
