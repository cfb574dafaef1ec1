"""The expressions of a state: every place where one stands, in either language, and what it sees there.

Reference paths that only say where a value is put (`ResultPath`) are no expressions: nothing is read there.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias, assert_never

from asltool.expr.jsonpath.path import Path
from asltool.expr.language import Expression
from asltool.expr.template import PayloadTemplate
from asltool.json_value import JsonValue
from asltool.model.choice import And, BooleanCondition, Comparison, Condition, Not, Or
from asltool.model.fields import JSONPATH
from asltool.model.machine import (
    Broken,
    Choice,
    Fail,
    Map,
    Parallel,
    Pass,
    Seconds,
    SecondsPath,
    State,
    Succeed,
    Task,
    Timestamp,
    TimestampPath,
    Wait,
)
from asltool.parse.expressions import WHOLE
from asltool.parse.unknown import UnknownExpression
from asltool.records import record
from asltool.source.pointer import Pointer


class Data(Enum):
    """What an expression works on: `$` in JSONPath; in JSONata what `$states` has."""

    RAW_INPUT = "raw input"
    """The state's input as it came; JSONPath only."""
    INPUT = "input"
    """What `InputPath` left of it; in JSONata `$states.input`."""
    RESULT = "result"
    """What the state's work gave; in JSONata also `$states.result`."""
    OUTPUT = "output"
    """What is about to be passed on, which `OutputPath` selects from."""
    ERROR = "error"
    """The error that a catcher caught; in JSONata also `$states.errorOutput`."""


@record
class PlacedExpression:
    """An expression, and where it stands."""

    at: Pointer
    """The string that it is; in JSONata with its marks."""
    expression: Expression
    field: Pointer
    """The field of the state, or of a part of it, that the string is, or that is the template around it."""
    data: Data
    sees_item: bool = False
    """Whether the context object tells of the item of a Map at hand."""


_Value: TypeAlias = PayloadTemplate | Expression | str | float | None


def expressions_of(state: State, written: JsonValue) -> Iterator[PlacedExpression]:
    """Give the expressions of *state*, in about the order in which they are evaluated.

    Args:
        state: The state.
        written: The same as the definition has it, for fields that have two names.
    """
    match state:
        case Pass():
            yield from _of_pass(state)
        case Task():
            yield from _of_task(state)
        case Parallel():
            yield from _entered(state)
            yield from _placed(state.arguments, state.at / _arguments(state), Data.INPUT)
            yield from _left_with_result(state)
        case Map():
            yield from _of_map(state, written)
        case Wait():
            yield from _entered(state)
            yield from _until(state)
            yield from _left(state, state.assign, Data.INPUT)
        case Choice():
            yield from _of_choice(state)
        case Succeed():
            yield from _entered(state)
            yield from _left(state, None, Data.INPUT)
        case Fail():
            yield from _of_fail(state)
        case Broken():
            return
        case _:
            assert_never(state)


def _entered(state: Pass | Task | Parallel | Map | Wait | Choice | Succeed) -> Iterator[PlacedExpression]:
    if state.input_path is not WHOLE:
        yield from _placed(state.input_path, state.at / "InputPath", Data.RAW_INPUT)


def _left(
    state: Pass | Task | Parallel | Map | Wait | Choice | Succeed, assign: PayloadTemplate | None, data: Data
) -> Iterator[PlacedExpression]:
    yield from _placed(assign, state.at / "Assign", data)
    yield from _placed(state.output, state.at / "Output", data)
    if state.output_path is not WHOLE:
        yield from _placed(state.output_path, state.at / "OutputPath", Data.OUTPUT)


def _left_with_result(state: Task | Parallel | Map) -> Iterator[PlacedExpression]:
    yield from _placed(state.result_selector, state.at / "ResultSelector", Data.RESULT)
    yield from _left(state, state.assign, Data.RESULT)
    for catcher in state.catch:
        yield from _placed(catcher.assign, catcher.at / "Assign", Data.ERROR)
        yield from _placed(catcher.output, catcher.at / "Output", Data.ERROR)


def _of_pass(state: Pass) -> Iterator[PlacedExpression]:
    yield from _entered(state)
    yield from _placed(state.parameters, state.at / "Parameters", Data.INPUT)
    yield from _left(state, state.assign, Data.RESULT if state.query_language == JSONPATH else Data.INPUT)


def _of_task(state: Task) -> Iterator[PlacedExpression]:
    at = state.at
    yield from _entered(state)
    yield from _placed(state.arguments, at / _arguments(state), Data.INPUT)
    if state.credentials is not None:
        yield from _placed(state.credentials.role_arn, at / "Credentials", Data.INPUT)
    yield from _placed(state.timeout_seconds, at / "TimeoutSeconds", Data.INPUT)
    yield from _placed(state.timeout_seconds_path, at / "TimeoutSecondsPath", Data.INPUT)
    yield from _placed(state.heartbeat_seconds, at / "HeartbeatSeconds", Data.INPUT)
    yield from _placed(state.heartbeat_seconds_path, at / "HeartbeatSecondsPath", Data.INPUT)
    yield from _left_with_result(state)


def _of_map(state: Map, written: JsonValue) -> Iterator[PlacedExpression]:
    at = state.at
    yield from _entered(state)
    yield from _placed(state.items_path, at / "ItemsPath", Data.INPUT)
    yield from _placed(state.items, at / "Items", Data.INPUT)
    reader, batcher, writer = state.item_reader, state.item_batcher, state.result_writer
    if reader is not None:
        yield from _placed(reader.arguments, reader.at / _arguments(state), Data.INPUT)
        yield from _amount(reader.max_items, reader.at / "ReaderConfig", "MaxItems")
    selector = "ItemSelector" if isinstance(written, dict) and "ItemSelector" in written else "Parameters"
    yield from _placed(state.item_selector, at / selector, Data.INPUT, sees_item=True)
    if batcher is not None:
        yield from _placed(batcher.batch_input, batcher.at / "BatchInput", Data.INPUT)
        yield from _amount(batcher.max_items_per_batch, batcher.at, "MaxItemsPerBatch")
        yield from _amount(batcher.max_input_bytes_per_batch, batcher.at, "MaxInputBytesPerBatch")
    yield from _amount(state.max_concurrency, at, "MaxConcurrency")
    yield from _amount(state.tolerated_failure_count, at, "ToleratedFailureCount")
    yield from _amount(state.tolerated_failure_percentage, at, "ToleratedFailurePercentage")
    if writer is not None:
        yield from _placed(writer.arguments, writer.at / _arguments(state), Data.INPUT)
    yield from _left_with_result(state)


def _until(state: Wait) -> Iterator[PlacedExpression]:
    match state.until:
        case Seconds(value=number):
            yield from _placed(number, state.at / "Seconds", Data.INPUT)
        case SecondsPath(path=path):
            yield from _placed(path, state.at / "SecondsPath", Data.INPUT)
        case Timestamp(value=instant):
            yield from _placed(instant, state.at / "Timestamp", Data.INPUT)
        case TimestampPath(path=path):
            yield from _placed(path, state.at / "TimestampPath", Data.INPUT)
        case _:
            assert_never(state.until)


def _of_choice(state: Choice) -> Iterator[PlacedExpression]:
    yield from _entered(state)
    for rule in state.choices:
        yield from _of_condition(rule.condition)
        yield from _placed(rule.assign, rule.at / "Assign", Data.INPUT)
        yield from _placed(rule.output, rule.at / "Output", Data.INPUT)
    yield from _left(state, state.assign, Data.INPUT)


def _of_condition(condition: Condition) -> Iterator[PlacedExpression]:
    match condition:
        case Comparison(at, variable, operator, operand):
            yield from _placed(variable, at / "Variable", Data.INPUT)
            if isinstance(operand, Path):
                yield from _placed(operand, at / f"{operator}Path", Data.INPUT)
        case And(conditions=parts) | Or(conditions=parts):
            for part in parts:
                yield from _of_condition(part)
        case Not(condition=inner):
            yield from _of_condition(inner)
        case BooleanCondition(at, value):
            yield from _placed(value, at, Data.INPUT)
        case _:
            assert_never(condition)


def _of_fail(state: Fail) -> Iterator[PlacedExpression]:
    at = state.at
    yield from _placed(state.error, at / "Error", Data.INPUT)
    yield from _placed(state.error_path, at / "ErrorPath", Data.RAW_INPUT)
    yield from _placed(state.cause, at / "Cause", Data.INPUT)
    yield from _placed(state.cause_path, at / "CausePath", Data.RAW_INPUT)


def _arguments(state: State) -> str:
    return "Parameters" if state.query_language == JSONPATH else "Arguments"


def _amount(value: _Value, at: Pointer, name: str) -> Iterator[PlacedExpression]:
    return _placed(value, at / (f"{name}Path" if isinstance(value, Path) else name), Data.INPUT)


def _placed(value: _Value, at: Pointer, data: Data, *, sees_item: bool = False) -> Iterator[PlacedExpression]:
    """Give the expressions in the value of the field at *at*; none in a constant, nor in a placeholder."""
    if isinstance(value, PayloadTemplate):
        for inside, expression in value.expressions():
            yield PlacedExpression(Pointer((*at, *inside)), expression, at, data, sees_item)
    elif value is not None and not isinstance(value, str | float | int | UnknownExpression):
        yield PlacedExpression(at, value, at, data, sees_item)
