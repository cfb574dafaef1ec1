"""Choice states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, assert_never

from asltool.engine.comparisons import TESTS
from asltool.engine.data_flow import is_plain
from asltool.engine.errors import StatesError
from asltool.engine.explain import explain
from asltool.engine.flow import FlowFields, Leave
from asltool.engine.flows import compile_flow
from asltool.engine.frame import Frame
from asltool.engine.state_code import Exit, PlainCode
from asltool.engine.typed_fields import compile_typed
from asltool.engine.watching import Watch
from asltool.expr.errors import EvaluationError
from asltool.expr.jsonpath.path import Path, PathNotFound
from asltool.expr.scope import Evaluate
from asltool.json_value import JsonValue
from asltool.model.choice import And, BooleanCondition, Comparison, Condition, Not, Or
from asltool.model.error_handling import RUNTIME
from asltool.model.machine import Choice

NOWHERE_TO_GO = "Failed to transition out of the state. The state does not point to a next state."

_Holds: TypeAlias = Callable[[JsonValue, Frame], bool]


def compile_choice(state: Choice, watch: Watch | None = None) -> PlainCode:
    """Go the way of the first rule that holds.

    Spec: choice-state. The `Assign` of the rule counts where one holds, the state's own only with `Default`.
    """
    own = FlowFields(
        input_path=state.input_path,
        output_path=state.output_path,
        assign=state.assign,
        output=state.output,
    )
    if watch is None and _only_chooses(state, own):
        return _compile_choosing(state)
    flow = compile_flow(state.query_language, own, watch)
    ways = [
        (
            _compile_condition(rule.condition, f"Choices[{number}]/Condition"),
            (rule.next.target, _leave(state, own, number)),
        )
        for number, rule in enumerate(state.choices)
    ]
    otherwise = (None if state.default is None else state.default.target, flow.leave)

    def choose(data: JsonValue, frame: Frame) -> tuple[str | None, Leave]:
        for holds, way in ways:
            if holds(data, frame):
                return way
        return otherwise

    def run(frame: Frame, raw: JsonValue) -> Exit:
        try:
            data = flow.enter(raw, frame)
            target, leave = choose(data, frame)
            if target is None:
                raise frame.failure(RUNTIME, NOWHERE_TO_GO)
            output, assigned = leave(raw, flow.payload(data, frame), frame)
        except EvaluationError as error:
            raise explain(error, frame, raw) from None
        return output, target, assigned

    return run


def _only_chooses(state: Choice, own: FlowFields) -> bool:
    """Tell whether the state only chooses, as most do: it passes its input on and assigns nothing."""
    return (
        state.query_language == "JSONPath"
        and is_plain(own)
        and all(rule.assign is None for rule in state.choices)
    )


def _compile_choosing(state: Choice) -> PlainCode:
    ways = [(_compile_condition(rule.condition, ""), rule.next.target) for rule in state.choices]
    otherwise = None if state.default is None else state.default.target

    def run(frame: Frame, raw: JsonValue) -> Exit:
        for holds, target in ways:
            if holds(raw, frame):
                return raw, target, None
        if otherwise is None:
            raise frame.failure(RUNTIME, NOWHERE_TO_GO)
        return raw, otherwise, None

    return run


def _leave(state: Choice, own: FlowFields, number: int) -> Leave:
    rule = state.choices[number]
    fields = replace(own, assign=rule.assign, output=rule.output, location=f"Choices[{number}]/")
    return compile_flow(state.query_language, fields).leave


def _compile_condition(condition: Condition, location: str) -> _Holds:
    match condition:
        case And(conditions=parts):
            tests = [_compile_condition(part, location) for part in parts]
            return lambda data, frame: all(holds(data, frame) for holds in tests)
        case Or(conditions=parts):
            tests = [_compile_condition(part, location) for part in parts]
            return lambda data, frame: any(holds(data, frame) for holds in tests)
        case Not(condition=part):
            test = _compile_condition(part, location)
            return lambda data, frame: not test(data, frame)
        case Comparison():
            return _compile_comparison(condition)
        case BooleanCondition(value=bool() as fixed):
            return lambda _states, _frame: fixed
        case BooleanCondition(value=expression):
            return compile_typed(location, expression, "boolean")  # type: ignore[return-value, arg-type]
        case _:
            assert_never(condition)


def _compile_comparison(comparison: Comparison) -> _Holds:
    variable = comparison.variable.compile()
    if comparison.operator == "IsPresent":
        return _compile_is_present(variable, expected=bool(comparison.operand))
    test, operand = TESTS[comparison.operator], comparison.operand
    if isinstance(operand, Path):
        read, read_operand = _reading(comparison.variable), _reading(operand)
        return lambda data, frame: test(read(data, frame), read_operand(data, frame))

    def holds(data: JsonValue, frame: Frame) -> bool:
        try:
            value = variable(data, frame)
        except PathNotFound:
            raise _invalid_path(comparison.variable, frame) from None
        return test(value, operand)

    return holds


def _compile_is_present(variable: Evaluate, *, expected: bool) -> _Holds:
    def holds(data: JsonValue, frame: Frame) -> bool:
        try:
            variable(data, frame)
        except PathNotFound:
            return not expected
        return expected

    return holds


def _reading(path: Path) -> Callable[[JsonValue, Frame], JsonValue]:
    evaluate = path.compile()

    def read(data: JsonValue, frame: Frame) -> JsonValue:
        try:
            return evaluate(data, frame)
        except PathNotFound:
            raise _invalid_path(path, frame) from None

    return read


def _invalid_path(path: Path, frame: Frame) -> StatesError:
    cause = f"Invalid path '{path.text}': The choice state's condition path references an invalid value."
    return frame.failure(RUNTIME, cause)
