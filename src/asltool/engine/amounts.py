"""Numbers that a definition gives outright or by a reference path: time limits, concurrency, tolerance.

AWS: errors.md 3.5; surprises.md 33.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from asltool.engine.frame import Frame
from asltool.engine.typed_fields import compile_typed
from asltool.expr.jsonpath.path import Path
from asltool.json_value import JsonValue, json_text
from asltool.model.error_handling import RUNTIME
from asltool.model.map_fields import Amount

Reading: TypeAlias = Callable[[Frame, JsonValue], "float | None"]
"""Reads an amount from frame and effective input; None where the state has none."""


def compile_amount(field: str, amount: Amount | None, *, is_float: bool = False) -> Reading:
    """Give the reading of a number; *field* is its name without the suffix `Path`.

    Raises (when read):
        StatesError: What the path leads to is no such number.
        EvaluationError: The path leads nowhere, or the expression gives no number.
    """
    match amount:
        case None | int() | float():
            return lambda _frame, _data: amount
        case Path():
            return _compile_path(field, amount, is_float=is_float)
        case _:
            read = compile_typed(field, amount, "number")
            return lambda frame, states: read(states, frame)  # type: ignore[return-value]  # a number, it says


def _compile_path(field: str, path: Path, *, is_float: bool) -> Reading:
    evaluate = path.compile()
    kind = "float" if is_float else "integer"

    def read(frame: Frame, data: JsonValue) -> float:
        value = evaluate(data, frame)
        number = _number(value, is_float=is_float)
        if number is None:
            wrong = f'refers to value "{as_text(value)}" which is not a valid {kind}: {path.text}'
            cause = f"The {field}Path field {wrong}"
            raise frame.failure(RUNTIME, cause)
        return number

    return read


def _number(value: JsonValue, *, is_float: bool) -> float | None:
    if not is_float:
        return as_integer(value)
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return float(value)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def as_text(value: JsonValue) -> str:
    """Write a value as causes quote it: text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json_text(value)


def as_integer(value: JsonValue) -> int | None:
    """Read a whole number, also one written as text; None where *value* is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and _INTEGER.fullmatch(value) else None


_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
