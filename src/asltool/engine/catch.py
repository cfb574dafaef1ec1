"""Catching: a state's code whose failures may lead on to another state."""

from __future__ import annotations

from asltool.engine.effects import Steps
from asltool.engine.errors import StatesError
from asltool.engine.evaluation_failure import FieldFailure
from asltool.engine.explain import explain
from asltool.engine.flow import FlowFields, Leave
from asltool.engine.flows import compile_flow
from asltool.engine.frame import Frame
from asltool.engine.state_code import Exit, WaitingCode
from asltool.expr.errors import EvaluationError
from asltool.history.events import EventType
from asltool.json_value import JsonObject, JsonValue
from asltool.model.error_handling import Catcher, matches
from asltool.model.machine import ResultFields


def error_output(error: StatesError) -> JsonObject:
    """Give the error output that catchers place: `{"Error": str, "Cause": str}`.

    A failure without a name, as SendTaskFailure may send it, has null for both.

    AWS: errors.md 3.3; surprises.md 7.
    """
    if error.name is None:
        return {"Error": None, "Cause": error.cause}
    return {"Error": error.name, "Cause": error.cause or ""}


def catching(body: WaitingCode, state: ResultFields, failed: EventType | None = None) -> WaitingCode:
    """Give code that leaves for another state where one of the state's catchers covers the failure of *body*.

    Spec: fallback-states. A failure of the catcher's own expressions is not caught again.

    Args:
        body: The state's code.
        state: The state.
        failed: The event that *body* writes when it fails, for Parallel and Map.
    """
    if not state.catch:
        return body
    leaves = [_leave(state, number) for number in range(len(state.catch))]

    def run(frame: Frame, raw: JsonValue) -> Steps[Exit]:
        try:
            return (yield from body(frame, raw))
        except StatesError as error:
            number = deciding_catcher(error, state.catch)
            if number is None:
                raise
            failure = error
        try:
            output, assigned = leaves[number](raw, error_output(failure), frame)
        except EvaluationError as error:
            raise _failed_again(error, frame, raw, failed) from None
        return output, state.catch[number].next.target, assigned

    return run


def _failed_again(
    error: EvaluationError, frame: Frame, raw: JsonValue, failed: EventType | None
) -> StatesError:
    """Give the failure of a catcher's own expression; a Parallel or Map fails a second time by it.

    AWS: history.md 4.4; the evaluation that failed follows what made the state fail, not the state's failure.
    """
    if failed is None or not isinstance(error, FieldFailure):
        return explain(error, frame, raw)
    frame.last_event = frame.recorder.events[frame.last_event - 1][1]
    failure = explain(error, frame, raw)
    frame.last_event = frame.recorder.record(failed, frame.last_event)
    return failure


def _leave(state: ResultFields, number: int) -> Leave:
    catcher = state.catch[number]
    fields = FlowFields(
        result_name="errorOutput",
        result_path=catcher.result_path,
        assign=catcher.assign,
        output=catcher.output,
        location=f"Catch[{number}]/",
    )
    return compile_flow(state.query_language, fields).leave


def deciding_catcher(error: StatesError, catchers: tuple[Catcher, ...]) -> int | None:
    """Give the number of the first catcher that covers *error*; None where none does."""
    if error.is_terminal:
        return None
    covers = (at for at, each in enumerate(catchers) if matches(each.error_equals, error.matched_as))
    return next(covers, None)
