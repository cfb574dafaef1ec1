"""Tells why an execution did not succeed: which state, with which input, and where it is defined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from asltool.cli.visits import Visits
from asltool.definition import Definition, locate_key
from asltool.engine.map_run.tolerance import EXCEEDED
from asltool.history.aws_json import Event, History
from asltool.lint.report.text import cells, printable
from asltool.model.edges import all_states
from asltool.runner.execution import Execution, MapRun

_LONGEST_ERROR = 256
_LONGEST_INPUT = 500
_LONGEST_CAUSE = 2_000
_SHOWN_STATES = 5
_MISSING_ACTIVITY = re.compile(r"The activity \S+:activity:(\S+) does not exist\.$")


def explain_end(execution: Execution, definition: Definition, width: int) -> str:
    """Give the lines that say how an execution ended that did not succeed.

    Args:
        execution: The execution.
        definition: What was run.
        width: How many characters of a source line to show.
    """
    return "\n".join(_lines(execution, definition, width))


def _lines(execution: Execution, definition: Definition, width: int) -> Iterator[str]:
    open_states: list[str] = []
    match execution.status:
        case "TIMED_OUT":
            open_states = _open_states(execution.history)
            limit = definition.machine.timeout_seconds
            after = "the time of an EXPRESS execution" if limit is None else f"its TimeoutSeconds, {limit}"
            yield f"execution TIMED_OUT: {after}, ran out{_in_states(open_states)}"
        case "RUNNING":
            open_states = _open_states(execution.history)
            yield f"execution RUNNING for ever: nothing will end what it waits for{_in_states(open_states)}"
        case _:
            entered = failed_state(execution.history)
            at = "" if entered is None else f' in state "{_name(entered)}"'
            yield f"execution {execution.status}{at}"
            yield from _told("error", execution.error, _LONGEST_ERROR)
            yield from _told("cause", execution.cause, _LONGEST_CAUSE)
            yield from _help(execution.cause or "")
            if entered is not None:
                yield from _told("input", entered["stateEnteredEventDetails"]["input"], _LONGEST_INPUT)
                open_states = [_name(entered)]
    for name in open_states[:1]:
        yield from _source(name, definition, width)
    if execution.error == EXCEEDED:
        yield from _child_failure(execution.map_runs[-1:], definition, width)


def _child_failure(map_runs: Sequence[MapRun], definition: Definition, width: int) -> Iterator[str]:
    """Tell of the first child execution that failed, whose failure is what made the Map fail."""
    for run in map_runs:
        failed = next((child for child in run.children if child.status == "FAILED"), None)
        if failed is not None:
            yield f"  the first of the child executions that failed, {run.execution_counts['failed']} in all:"
            told = "\n".join(_lines(failed, definition, width))
            yield from (f"    {line}" for line in told.splitlines())


def _help(cause: str) -> Iterator[str]:
    missing = _MISSING_ACTIVITY.search(cause)
    if missing is not None:
        handler = f"--handler {missing[1]}=module:function"
        yield f"  help: here an activity exists once it is served: {handler}, or mock it"


def failed_state(history: History) -> Event | None:
    """Give the event with which the execution entered the state that it failed in; None if it was in none."""
    number: int = history[-1]["previousEventId"]
    while number:
        event = history[number - 1]
        if "evaluationFailedEventDetails" in event:
            return _last_entry(history, event["evaluationFailedEventDetails"]["state"])
        if "stateEnteredEventDetails" in event:
            return event
        number = event["previousEventId"]
    return None


def _last_entry(history: History, name: str) -> Event | None:
    for event in reversed(history):
        if "stateEnteredEventDetails" in event and _name(event) == name:
            return event
    return None


def _open_states(history: History) -> list[str]:
    """Give the states that were never left, innermost first."""
    visits = Visits()
    for event in history:
        visits.follow(event)
    return list(dict.fromkeys(visit.name for visit in reversed(visits.open)))


def _in_states(names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(f'"{name}"' for name in names[:_SHOWN_STATES])
    more = f" and {len(names) - _SHOWN_STATES} more" if len(names) > _SHOWN_STATES else ""
    return f" in state{'s' if len(names) > 1 else ''} {shown}{more}"


def _name(entered: Event) -> str:
    details: dict[str, Any] = entered["stateEnteredEventDetails"]
    return str(details["name"])


def _told(what: str, text: str | None, longest: int) -> Iterator[str]:
    if text is None:
        return
    shown = text if len(text) <= longest else f"{text[:longest]}... ({len(text):,} characters)"
    yield f"  {what}: " + "\n         ".join(printable(line) for line in shown.splitlines())


def _source(name: str, definition: Definition, width: int) -> Iterator[str]:
    """Give the place of a state and the line in which it begins, its name marked."""
    document = definition.document
    state = next((state for state in all_states(definition.machine) if state.name == name), None)
    if document is None or state is None:
        return
    source, span = locate_key(document, str(state.at))
    position = source.position(span.start)
    line = source.line_text(position.line)
    start = position.column - 1
    cut = max(0, start - width // 3) if len(line) > width else 0
    shown = printable(line[cut : cut + width])
    number = str(position.line)
    yield f"  {source.name}:{number}:{position.column}"
    yield f"  {number} | {shown}"
    before, meant = printable(line[cut:start]), printable(line[start : start + span.end - span.start])
    yield f"  {' ' * len(number)} | {' ' * cells(before)}{'^' * cells(meant)}"
