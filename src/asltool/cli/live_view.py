"""The live view of a run: a line for each state that is left or fails, and below those that are at work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import click

from asltool.cli.visits import Visit, Visits
from asltool.engine.outcomes import Counts, MapRun
from asltool.history.aws_json import Event

_FAILURES = {
    "TaskFailed": "failed",
    "TaskTimedOut": "timed out",
    "LambdaFunctionFailed": "failed",
    "LambdaFunctionTimedOut": "timed out",
    "ActivityFailed": "failed",
    "ActivityTimedOut": "timed out",
    "ParallelStateFailed": "failed",
    "MapStateFailed": "failed",
    "EvaluationFailed": "failed",
    "FailStateEntered": "failed",
}
_COLOURS = {"succeeded": "green", "caught": "yellow", "aborted": "yellow"}
_CLEAR_LINE = "\r\x1b[K"
_SHOWN_AT_WORK = 5


class LiveView:
    """Shows events as they come.

    Args:
        write: Writes to the terminal.
        width: The terminal's width, in characters.
        is_coloured: Whether to use colours.
    """

    def __init__(self, write: Callable[[str], None], width: int, *, is_coloured: bool) -> None:
        self._write = write
        self._width = width
        self._is_coloured = is_coloured
        self._started_at: datetime | None = None
        self._visits = Visits()
        self._at_work = ""
        """The last line, as it stands there."""

    def show(self, event: Event) -> None:
        """Show what an event says."""
        self._started_at = self._started_at or event["timestamp"]
        visit = self._visits.follow(event)
        if visit is not None:
            outcome = _outcome(event, visit)
            visit.has_failed |= event["type"] in _FAILURES
            if outcome is not None:
                self._line(visit, event["timestamp"] - self._started_at, outcome)
        self._show_at_work()

    def show_map_run(self, run: MapRun) -> None:
        """Show how far a map run is: now and then while it goes on, and what became of it."""
        executions = run.executions
        if run.status == "RUNNING":
            if executions.ended == _two_digits(executions.ended):
                self._show_last(f"... {run.state_name}: {_progress(executions)}")
            return
        started_at = run.started_at if self._started_at is None else self._started_at.timestamp()
        elapsed = (run.started_at if run.stopped_at is None else run.stopped_at) - started_at
        self._at_work = ""
        counted = f"{executions.total:,} child executions: {_outcomes(executions)}"
        self._write(f"{_CLEAR_LINE}{clock_text(elapsed)}  {run.state_name:32}  {counted}\n")

    def close(self) -> None:
        """Leave the terminal tidy."""
        self._write(_CLEAR_LINE)

    def _line(self, visit: Visit, elapsed: timedelta, outcome: str) -> None:
        attempt = (
            f"attempt {visit.attempts}" if visit.attempts > 1 or (visit.has_failed and visit.attempts) else ""
        )
        if self._is_coloured:
            outcome = click.style(outcome, fg=_COLOURS.get(outcome, "red"))
        time = clock_text(elapsed.total_seconds())
        self._at_work = ""
        self._write(f"{_CLEAR_LINE}{time}  {visit.label:32}  {attempt:10}  {outcome}\n")

    def _show_at_work(self) -> None:
        labels = [visit.label for visit in self._visits.open if not visit.has_failed]
        shown = ", ".join(labels[:_SHOWN_AT_WORK])
        if len(labels) > _SHOWN_AT_WORK:
            shown += f" and {len(labels) - _SHOWN_AT_WORK} more"
        self._show_last(f"... {shown}" if shown else "")

    def _show_last(self, text: str) -> None:
        shown = text[: self._width - 1]
        if shown != self._at_work:
            self._write(_CLEAR_LINE + shown)
            self._at_work = shown


def _outcome(event: Event, visit: Visit) -> str | None:
    """Give what became of a stay, or of an attempt in it; None if the event does not tell."""
    type_ = event["type"]
    if type_ in _FAILURES:
        return _FAILURES[type_] + _error(event)
    if type_.endswith("StateExited"):
        return "caught" if visit.has_failed else "succeeded"
    if type_.endswith("StateAborted"):
        return "aborted"
    if type_ == "ExecutionFailed" and not visit.has_failed:
        return "failed" + _error(event)
    return None


def _error(event: Event) -> str:
    """Give the error that an event tells, after a colon; nothing if it tells none."""
    details: dict[str, Any] = next(
        (value for name, value in event.items() if name.endswith("EventDetails")), {}
    )
    error = details.get("error")
    return f": {error}" if error else ""


def _two_digits(number: int) -> int:
    """Keep the first two digits of a number: so few steps are shown, however large it is."""
    unit = int("1" + "0" * (len(str(number)) - 2))
    return number // unit * unit


def _progress(counts: Counts) -> str:
    """Tell how far child executions have come."""
    of = f" of {counts.total:,}" if counts.pending else ""
    return f"{counts.ended:,}{of} child executions done, {counts.running:,} running"


def _outcomes(counts: Counts) -> str:
    """Tell what became of child executions; of what did not happen to any, nothing is said."""
    kinds = (
        (counts.succeeded, "succeeded"),
        (counts.failed, "failed"),
        (counts.timed_out, "timed out"),
        (counts.aborted, "aborted"),
        (counts.pending, "not begun"),
    )
    return ", ".join(f"{number:,} {what}" for number, what in kinds if number) or "none"


def clock_text(seconds: float) -> str:
    """Write a span of time as `0:01:02.500`: hours, minutes, seconds."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
