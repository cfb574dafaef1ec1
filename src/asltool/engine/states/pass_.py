"""Pass states."""

from __future__ import annotations

from asltool.engine.data_flow import is_plain
from asltool.engine.explain import explain
from asltool.engine.flow import Flow, FlowFields
from asltool.engine.flows import compile_flow
from asltool.engine.frame import Frame
from asltool.engine.sizes import (
    UNKNOWN,
    Growth,
    growth_of_constant,
    growth_of_pass_through,
    growth_of_template,
    growth_with_result_path,
)
from asltool.engine.state_code import Exit, PlainCode
from asltool.engine.watching import Watch
from asltool.expr.errors import EvaluationError
from asltool.expr.template import compile_template
from asltool.json_value import JsonValue
from asltool.model.machine import Pass
from asltool.model.transitions import Next


def compile_pass(state: Pass, watch: Watch | None = None) -> PlainCode:
    """Give the input, or the fixed or computed value, on.

    Spec: pass-state. `Result` wins over `Parameters`, which is evaluated all the same.
    """
    target = state.transition.target if isinstance(state.transition, Next) else None
    fields = FlowFields(
        input_path=state.input_path,
        arguments=state.parameters,
        result_path=state.result_path,
        output_path=state.output_path,
        assign=state.assign,
        output=state.output,
    )
    common = _compile_common(state, fields, target) if watch is None else None
    return common or _compile_general(state, compile_flow(state.query_language, fields, watch), target)


def _compile_common(state: Pass, fields: FlowFields, target: str | None) -> PlainCode | None:
    """Compile what most Pass states are: `Parameters` placed by `ResultPath`; None for any other."""
    if state.result is not None or state.parameters is None or state.result_path is None:
        return None
    if not is_plain(fields):
        return None
    build, place = compile_template(state.parameters), state.result_path.compile_write()

    def run(frame: Frame, raw: JsonValue) -> Exit:
        try:
            return place(raw, build(raw, frame)), target, None
        except EvaluationError as error:
            raise explain(error, frame, raw) from None

    return run


def _compile_general(state: Pass, flow: Flow, target: str | None) -> PlainCode:
    enter, payload, leave = flow.enter, flow.payload, flow.leave
    has_result = state.result is not None
    fixed = None if state.result is None else state.result.value

    def run(frame: Frame, raw: JsonValue) -> Exit:
        try:
            result = payload(enter(raw, frame), frame)
            output, assigned = leave(raw, fixed if has_result else result, frame)
        except EvaluationError as error:
            raise explain(error, frame, raw) from None
        return output, target, assigned

    return run


def growth_of_pass(state: Pass) -> Growth:
    """Give how much larger than its input the state's output can be."""
    if growth_of_pass_through(state.input_path, state.output_path) is UNKNOWN:
        return UNKNOWN
    if state.result is not None:
        own = growth_of_constant(state.result.value)
    elif state.parameters is not None:
        own = growth_of_template(state.parameters)
    else:
        own = growth_of_pass_through(state.input_path)
    return growth_with_result_path(own, state.result_path)
