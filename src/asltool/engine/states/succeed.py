"""Succeed states."""

from __future__ import annotations

from asltool.engine.data_flow import compile_selection
from asltool.engine.explain import explain
from asltool.engine.frame import Frame
from asltool.engine.state_code import Exit, PlainCode
from asltool.expr.errors import EvaluationError
from asltool.json_value import JsonValue
from asltool.model.machine import Succeed


def compile_succeed(state: Succeed) -> PlainCode:
    """End the scope with the state's input, as its paths select it.

    Spec: succeed-state.
    """
    first, second = compile_selection(state.input_path), compile_selection(state.output_path)

    def run(frame: Frame, raw: JsonValue) -> Exit:
        try:
            output = raw if first is None else first(raw, frame)
            return output if second is None else second(output, frame), None, None
        except EvaluationError as error:
            raise explain(error, frame, raw) from None

    return run
