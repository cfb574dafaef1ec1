"""Fail states."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from asltool.engine.errors import StatesError
from asltool.engine.explain import explain, explain_field
from asltool.engine.flow import FlowFields
from asltool.engine.flows import compile_flow
from asltool.engine.frame import Frame
from asltool.engine.state_code import Exit, PlainCode
from asltool.engine.typed_fields import compile_typed
from asltool.engine.watching import Watch
from asltool.expr.errors import EvaluationError
from asltool.expr.language import Expression
from asltool.json_value import JsonValue, json_text
from asltool.model.error_handling import RUNTIME
from asltool.model.machine import Fail

_Text: TypeAlias = Callable[[Frame, JsonValue], "str | None"]


def compile_fail(state: Fail, watch: Watch | None = None) -> PlainCode:
    """End the scope with an error.

    Spec: fail-state. `ErrorPath` and `CausePath` are evaluated on the raw input.
    """
    enter = compile_flow(state.query_language, FlowFields(), watch).enter
    name = _compile_text("Error", state.error, state.error_path)
    cause = _compile_text("Cause", state.cause, state.cause_path)

    def run(frame: Frame, raw: JsonValue) -> Exit:
        try:
            data = enter(raw, frame)
            raise StatesError(name(frame, data), cause(frame, data))
        except EvaluationError as error:
            raise explain(error, frame, raw) from None

    return run


def _compile_text(field: str, own: str | Expression | None, path: Expression | None) -> _Text:
    if path is not None:
        return _compile_path(f"{field}Path", path)
    if own is None or isinstance(own, str):
        return lambda _frame, _data: own
    read = compile_typed(field, own, "string")
    return lambda frame, states: str(read(states, frame))


def _compile_path(field: str, path: Expression) -> _Text:
    evaluate = path.compile()

    def text(frame: Frame, raw: JsonValue) -> str:
        try:
            value = evaluate(raw, frame)
        except EvaluationError as error:
            raise explain_field(error, frame, field, path, raw) from None
        if not isinstance(value, str):
            cause = f"The {field} parameter does not reference a string: {path.text} == {json_text(value)}"
            raise frame.failure(RUNTIME, cause)
        return value

    return text
