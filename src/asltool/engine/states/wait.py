"""Wait states."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, assert_never

from asltool.engine.amounts import as_integer, as_text, compile_amount
from asltool.engine.effects import Sleep, Steps
from asltool.engine.evaluation_failure import FieldFailure
from asltool.engine.explain import explain
from asltool.engine.flow import Enter, FlowFields
from asltool.engine.flows import compile_flow
from asltool.engine.frame import Frame
from asltool.engine.state_code import Exit, WaitingCode
from asltool.engine.typed_fields import compile_typed
from asltool.engine.watching import Watch
from asltool.expr.errors import EvaluationError
from asltool.expr.jsonpath.path import Path, PathNotFound
from asltool.expr.language import Expression
from asltool.json_value import JsonValue
from asltool.model.error_handling import RUNTIME
from asltool.model.instants import parse_instant, to_seconds
from asltool.model.machine import Seconds, SecondsPath, Timestamp, TimestampPath, Wait, WaitUntil
from asltool.model.transitions import Next

MAX_DELAY_SECONDS = 2**31 - 1
"""AWS: base/wait; an instant further away is refused."""

_Instant: TypeAlias = Callable[[Frame, JsonValue], float]


def compile_wait(state: Wait, watch: Watch | None = None) -> WaitingCode:
    """Sleep to the state's instant, then pass the input through.

    Spec: wait-state. An instant in the past does not delay the execution.
    """
    fields = FlowFields(
        input_path=state.input_path,
        output_path=state.output_path,
        assign=state.assign,
        output=state.output,
    )
    flow = compile_flow(state.query_language, fields, watch)
    wake_at = _compile_instant(state.until)
    target = state.transition.target if isinstance(state.transition, Next) else None

    def run(frame: Frame, raw: JsonValue) -> Steps[Exit]:
        try:
            data = flow.enter(raw, frame)
            until = wake_at(frame, data)
            if until - frame.now() > MAX_DELAY_SECONDS:
                raise frame.failure(RUNTIME, "Wait state delay is too long.")
            yield Sleep(until)
            output, assigned = flow.leave(raw, flow.payload(data, frame), frame)
        except EvaluationError as error:
            raise explain(error, frame, raw) from None
        return output, target, assigned

    return run


def _compile_instant(until: WaitUntil) -> _Instant:
    match until:
        case Seconds(value):
            seconds = compile_amount("Seconds", value)
            return lambda frame, data: frame.now() + (seconds(frame, data) or 0)
        case Timestamp(str() as text):
            instant = float(to_seconds(parse_instant(text) or 0))
            return lambda _frame, _data: instant
        case Timestamp(expression):
            return _compile_timestamp(expression)  # type: ignore[arg-type]  # the text form is above
        case SecondsPath(path):
            return _compile_seconds_path(path)
        case TimestampPath(path):
            return _compile_timestamp_path(path)
        case _:
            assert_never(until)


def _compile_timestamp(expression: Expression) -> _Instant:
    read = compile_typed("Timestamp", expression, "string")

    def wake_at(frame: Frame, states: JsonValue) -> float:
        text = str(read(states, frame))
        instant = parse_instant(text)
        if instant is None:
            cause = (
                "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time "
                f"format string: {text}"
            )
            raise FieldFailure(cause, "Timestamp")
        return float(to_seconds(instant))

    return wake_at


def _reading(field: str, path: Path) -> Enter:
    evaluate = path.compile()

    def read(data: JsonValue, frame: Frame) -> JsonValue:
        try:
            return evaluate(data, frame)
        except PathNotFound:
            cause = f"The {field} parameter does not reference an input value: {path.text}"
            raise frame.failure(RUNTIME, cause) from None

    return read


def _compile_seconds_path(path: Path) -> _Instant:
    read = _reading("SecondsPath", path)

    def wake_at(frame: Frame, data: JsonValue) -> float:
        value = read(data, frame)
        seconds = as_integer(value)
        if seconds is None:
            cause = (
                f"The SecondsPath parameter cannot be parsed as a long value: {path.text} == {as_text(value)}"
            )
            raise frame.failure(RUNTIME, cause)
        if seconds < 0:
            cause = f"The SecondsPath parameter references a negative value: {path.text} == {seconds}"
            raise frame.failure(RUNTIME, cause)
        return frame.now() + seconds

    return wake_at


def _compile_timestamp_path(path: Path) -> _Instant:
    read = _reading("TimestampPath", path)

    def wake_at(frame: Frame, data: JsonValue) -> float:
        value = read(data, frame)
        instant = parse_instant(value) if isinstance(value, str) else None
        if instant is None:
            cause = (
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time "
                f"format string: {path.text} == {as_text(value)}"
            )
            raise frame.failure(RUNTIME, cause)
        return float(to_seconds(instant))

    return wake_at
