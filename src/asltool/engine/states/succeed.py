"""Succeed states."""

from __future__ import annotations

from asltool.engine.explain import explain
from asltool.engine.flow import FlowFields
from asltool.engine.flows import compile_flow
from asltool.engine.frame import Frame
from asltool.engine.state_code import Exit, PlainCode
from asltool.engine.watching import Watch
from asltool.expr.errors import EvaluationError
from asltool.json_value import JsonValue
from asltool.model.machine import Succeed


def compile_succeed(state: Succeed, watch: Watch | None = None) -> PlainCode:
    """End the scope with the state's input, as its paths select it.

    Spec: succeed-state.
    """
    fields = FlowFields(input_path=state.input_path, output_path=state.output_path, output=state.output)
    flow = compile_flow(state.query_language, fields, watch)

    def run(frame: Frame, raw: JsonValue) -> Exit:
        try:
            data = flow.payload(flow.enter(raw, frame), frame)
            output, assigned = flow.leave(raw, data, frame)
        except EvaluationError as error:
            raise explain(error, frame, raw) from None
        return output, None, assigned

    return run
