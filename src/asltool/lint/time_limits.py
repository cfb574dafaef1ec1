"""How long executions may last, and how lengths of time are put into words."""

from __future__ import annotations

from asltool.model.edges import inner_machines
from asltool.model.limits import MAX_EXPRESS_SECONDS, MAX_STANDARD_SECONDS
from asltool.model.machine import Map, State, StateMachine
from asltool.records import record
from asltool.source.pointer import Pointer

DAY = 86_400

_AGES = 1e15
"""From how many seconds on nobody cares for the number."""

_UNITS = ((365 * DAY, "year"), (DAY, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


@record
class TimeLimit:
    """After how long an execution ends whatever it does, and why."""

    seconds: float
    reason: str
    """A main clause in the words of a message: `an EXPRESS execution ends after 5 minutes`."""


def time_limits(machine: StateMachine, *, is_express: bool) -> dict[Pointer, TimeLimit]:
    """Give the time limits of executions, for *machine* and each machine inside it, by their places."""
    limit = _type_limit(is_express=is_express)
    own = machine.timeout_seconds
    if own is not None and own < limit.seconds:
        limit = TimeLimit(own, f'the execution times out after {in_words(own)} ("TimeoutSeconds")')
    limits = {machine.at: limit}
    _add_inner(limits, machine, limit)
    return limits


def _type_limit(*, is_express: bool) -> TimeLimit:
    if is_express:
        return TimeLimit(MAX_EXPRESS_SECONDS, "an EXPRESS execution ends after 5 minutes")
    return TimeLimit(MAX_STANDARD_SECONDS, "a STANDARD execution ends after a year")


def _add_inner(limits: dict[Pointer, TimeLimit], machine: StateMachine, limit: TimeLimit) -> None:
    for state in machine.states.values():
        for inner in inner_machines(state):
            limits[inner.at] = _child_limit(state) or limit
            _add_inner(limits, inner, limits[inner.at])


def _child_limit(state: State) -> TimeLimit | None:
    """Give the limit of the executions that a distributed Map starts; None where none are started."""
    if not isinstance(state, Map) or not state.is_distributed or state.processor_config is None:
        return None
    return _type_limit(is_express=state.processor_config.execution_type == "EXPRESS")


def in_words(seconds: float) -> str:
    """Put a length of time into words: `90 seconds`, `5 minutes`, `60.5 days`."""
    if abs(seconds) > _AGES:
        return "ages"
    size, unit = next((each for each in _UNITS if seconds >= 2 * each[0] or seconds == each[0]), _UNITS[-1])
    count = f"{seconds / size:,.1f}".removesuffix(".0")
    return f"{count} {unit}" if count == "1" else f"{count} {unit}s"
