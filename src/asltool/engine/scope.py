"""Runs one scope, state after state: a machine, a branch, an iteration.

This loop is all that stands between two states, so it is written for speed: one look at the history for both
events of a state that does not wait, and no attribute set that nobody may ask for.
"""

from __future__ import annotations

from asltool.engine.effects import Steps
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame
from asltool.engine.limits import MAX_PAYLOAD_BYTES, assign, measured
from asltool.engine.state_code import Assigned, ScopeProgram, StateProgram
from asltool.json_value import JsonValue


def run_scope(program: ScopeProgram, frame: Frame, value: JsonValue, bound: int) -> Steps[JsonValue]:
    """Run a scope from its start to its end.

    Args:
        program: The scope.
        frame: Its frame; `last_event` is what the first event follows.
        value: The scope's input.
        bound: A size in bytes that *value* does not exceed.

    Returns:
        The scope's output.

    Raises (inside the code):
        StatesError: A state failed and nothing caught it; its `event` is the last one before.
    """
    states, recorder, moment = program.states, frame.recorder, frame.recorder.moment
    events, append, room = recorder.events, recorder.events.append, recorder.room_for_direct_writing
    target: str | None = program.start_at
    last, seconds = frame.last_event, moment.seconds
    while target is not None:
        state = states[target]
        frame.state = state
        plain = state.plain
        at = len(events)
        if plain is not None and at < room:
            append((state.entered, last, seconds, state.name, value))
            last = frame.entered_id = frame.last_event = at + 1
            try:
                value, target, assigned = plain(frame, value)
                bound = state.scale * bound + state.extra
                if bound > MAX_PAYLOAD_BYTES:
                    bound = measured(value, state.name)
                if assigned is not None:
                    assign(assigned, frame)
            except StatesError as error:
                error.event = frame.last_event
                raise
            append((state.exited, last, seconds, state.name, value, assigned))
            last = at + 2
        else:
            frame.last_event = last
            value, target, assigned, bound = yield from run_state(state, frame, value, bound)
            last, seconds = frame.last_event, moment.seconds
    frame.last_event = last
    return value


def run_state(
    state: StateProgram, frame: Frame, raw: JsonValue, bound: int
) -> Steps[tuple[JsonValue, str | None, Assigned, int]]:
    """Run one state that may wait, or whose events are watched; gives its exit and its output's bound.

    Raises (inside the code):
        StatesError: It failed and nothing caught it.
    """
    record = frame.recorder.record
    frame.last_event = frame.entered_id = record(state.entered, frame.last_event, state.name, raw)
    frame.retry_count = 0 if state.counts_retries else None
    try:
        if state.plain is not None:
            output, target, assigned = state.plain(frame, raw)
        else:
            output, target, assigned = yield from state.waiting(frame, raw)  # type: ignore[misc]
        bound = state.scale * bound + state.extra
        if bound > MAX_PAYLOAD_BYTES:
            bound = measured(output, state.name)
        if assigned is not None:
            assign(assigned, frame)
    except StatesError as error:
        if error.event is None:
            error.event = frame.last_event
        raise
    frame.retry_count = frame.task_token = None
    frame.last_event = record(state.exited, frame.last_event, state.name, output, assigned)
    return output, target, assigned, bound
