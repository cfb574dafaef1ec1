"""The expressions of a state: every place where one stands, in either language, and what it sees there.

Reference paths that only say where a value is put (`ResultPath`) are no expressions: nothing is read there.
"""

from __future__ import annotations

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


def expressions_of(state: State, written: JsonValue) -> list[PlacedExpression]:
    """Give the expressions of *state*, in about the order in which they are evaluated.

    Args:
        state: The state.
        written: The same as the definition has it, for fields that have two names.
    """
    found: list[PlacedExpression] = []
    match state:
        case Pass():
            _of_pass(found, state)
        case Task():
            _of_task(found, state)
        case Parallel():
            _entered(found, state)
            _add(found, state.arguments, state.at, _arguments(state))
            _left_with_result(found, state)
        case Map():
            _of_map(found, state, written)
        case Wait():
            _entered(found, state)
            _until(found, state)
            _left(found, state, state.assign, Data.INPUT)
        case Choice():
            _of_choice(found, state)
        case Succeed():
            _entered(found, state)
            _left(found, state, None, Data.INPUT)
        case Fail():
            _of_fail(found, state)
        case Broken():
            pass
        case _:
            assert_never(state)
    return found


_Found: TypeAlias = list[PlacedExpression]
_Flowing: TypeAlias = Pass | Task | Parallel | Map | Wait | Choice | Succeed


def _add(
    found: _Found,
    value: _Value,
    at: Pointer,
    name: str,
    data: Data = Data.INPUT,
    *,
    sees_item: bool = False,
) -> None:
    """Add the expressions in the field *name* of the object at *at*; constants and placeholders have none."""
    if value is None or value is WHOLE:
        return
    if isinstance(value, PayloadTemplate):
        if not value.is_constant:
            field = at / name
            for inside, expression in value.expressions:
                place = Pointer((*field, *inside))
                found.append(PlacedExpression(place, expression, field, data, sees_item))
    elif not isinstance(value, str | float | int | UnknownExpression):
        field = at / name
        found.append(PlacedExpression(field, value, field, data, sees_item))


def _entered(found: _Found, state: _Flowing) -> None:
    _add(found, state.input_path, state.at, "InputPath", Data.RAW_INPUT)


def _left(found: _Found, state: _Flowing, assign: PayloadTemplate | None, data: Data) -> None:
    _add(found, assign, state.at, "Assign", data)
    _add(found, state.output, state.at, "Output", data)
    _add(found, state.output_path, state.at, "OutputPath", Data.OUTPUT)


def _left_with_result(found: _Found, state: Task | Parallel | Map) -> None:
    _add(found, state.result_selector, state.at, "ResultSelector", Data.RESULT)
    _left(found, state, state.assign, Data.RESULT)
    for catcher in state.catch:
        _add(found, catcher.assign, catcher.at, "Assign", Data.ERROR)
        _add(found, catcher.output, catcher.at, "Output", Data.ERROR)


def _of_pass(found: _Found, state: Pass) -> None:
    _entered(found, state)
    _add(found, state.parameters, state.at, "Parameters")
    _left(found, state, state.assign, Data.RESULT if state.query_language == JSONPATH else Data.INPUT)


def _of_task(found: _Found, state: Task) -> None:
    at = state.at
    _entered(found, state)
    _add(found, state.arguments, at, _arguments(state))
    if state.credentials is not None:
        _add(found, state.credentials.role_arn, at, "Credentials")
    _add(found, state.timeout_seconds, at, "TimeoutSeconds")
    _add(found, state.timeout_seconds_path, at, "TimeoutSecondsPath")
    _add(found, state.heartbeat_seconds, at, "HeartbeatSeconds")
    _add(found, state.heartbeat_seconds_path, at, "HeartbeatSecondsPath")
    _left_with_result(found, state)


def _of_map(found: _Found, state: Map, written: JsonValue) -> None:
    at = state.at
    _entered(found, state)
    _add(found, state.items_path, at, "ItemsPath")
    _add(found, state.items, at, "Items")
    reader, batcher, writer = state.item_reader, state.item_batcher, state.result_writer
    if reader is not None:
        _add(found, reader.arguments, reader.at, _arguments(state))
        _add_amount(found, reader.max_items, reader.at / "ReaderConfig", "MaxItems")
    selector = "ItemSelector" if isinstance(written, dict) and "ItemSelector" in written else "Parameters"
    _add(found, state.item_selector, at, selector, sees_item=True)
    if batcher is not None:
        _add(found, batcher.batch_input, batcher.at, "BatchInput")
        _add_amount(found, batcher.max_items_per_batch, batcher.at, "MaxItemsPerBatch")
        _add_amount(found, batcher.max_input_bytes_per_batch, batcher.at, "MaxInputBytesPerBatch")
    _add_amount(found, state.max_concurrency, at, "MaxConcurrency")
    _add_amount(found, state.tolerated_failure_count, at, "ToleratedFailureCount")
    _add_amount(found, state.tolerated_failure_percentage, at, "ToleratedFailurePercentage")
    if writer is not None:
        _add(found, writer.arguments, writer.at, _arguments(state))
    _left_with_result(found, state)


def _until(found: _Found, state: Wait) -> None:
    match state.until:
        case Seconds(value=number):
            _add(found, number, state.at, "Seconds")
        case SecondsPath(path=path):
            _add(found, path, state.at, "SecondsPath")
        case Timestamp(value=instant):
            _add(found, instant, state.at, "Timestamp")
        case TimestampPath(path=path):
            _add(found, path, state.at, "TimestampPath")
        case _:
            assert_never(state.until)


def _of_choice(found: _Found, state: Choice) -> None:
    _entered(found, state)
    for rule in state.choices:
        _of_condition(found, rule.condition)
        _add(found, rule.assign, rule.at, "Assign")
        _add(found, rule.output, rule.at, "Output")
    _left(found, state, state.assign, Data.INPUT)


def _of_condition(found: _Found, condition: Condition) -> None:
    match condition:
        case Comparison():
            at, operand = condition.at, condition.operand
            found.append(PlacedExpression(at / "Variable", condition.variable, at / "Variable", Data.INPUT))
            if isinstance(operand, Path):
                _add(found, operand, at, f"{condition.operator}Path")
        case And(conditions=parts) | Or(conditions=parts):
            for part in parts:
                _of_condition(found, part)
        case Not(condition=inner):
            _of_condition(found, inner)
        case BooleanCondition(at=at, value=value):
            _add(found, value, at.parent, "Condition")
        case _:
            assert_never(condition)


def _of_fail(found: _Found, state: Fail) -> None:
    at = state.at
    _add(found, state.error, at, "Error")
    _add(found, state.error_path, at, "ErrorPath", Data.RAW_INPUT)
    _add(found, state.cause, at, "Cause")
    _add(found, state.cause_path, at, "CausePath", Data.RAW_INPUT)


def _arguments(state: State) -> str:
    return "Parameters" if state.query_language == JSONPATH else "Arguments"


def _add_amount(found: _Found, value: _Value, at: Pointer, name: str) -> None:
    _add(found, value, at, f"{name}Path" if isinstance(value, Path) else name)
