"""The data tests of Choice rules: each operator as a predicate.

Spec: choice-state. A value of another type than the operator's makes the test false, never an error.
AWS: surprises.md 31; states.md 1.4.
"""

from __future__ import annotations

import operator as relations
from collections.abc import Callable
from typing import Any, TypeAlias

from asltool.json_value import JsonValue
from asltool.model.choice import matches_pattern
from asltool.model.instants import parse_instant

Test: TypeAlias = Callable[[JsonValue, JsonValue], bool]
"""A test of a value (first) against an operand."""

_Relation: TypeAlias = Callable[[Any, Any], bool]

_RELATIONS: dict[str, _Relation] = {
    "Equals": relations.eq,
    "LessThan": relations.lt,
    "GreaterThan": relations.gt,
    "LessThanEquals": relations.le,
    "GreaterThanEquals": relations.ge,
}


_NUMBERS = (int, float)


def is_number(value: JsonValue) -> bool:
    """Tell whether *value* is a JSON number."""
    return type(value) in _NUMBERS  # bool is a subclass of int, but no number


def is_timestamp(value: JsonValue) -> bool:
    """Tell whether *value* is text that names an instant."""
    return isinstance(value, str) and parse_instant(value) is not None


def _by_code_units(text: str) -> str | bytes:
    return text.encode("utf-16-be", "surrogatepass")


def _string_test(relation: _Relation) -> Test:
    def test(value: JsonValue, operand: JsonValue) -> bool:
        if not (isinstance(value, str) and isinstance(operand, str)):
            return False
        # Python orders by code points, Java by UTF-16 code units: they part ways above the BMP only
        return relation(_by_code_units(value), _by_code_units(operand))

    return test


def _numeric_test(relation: _Relation) -> Test:
    def test(value: JsonValue, operand: JsonValue) -> bool:
        # spelled out: this is what most loops ask
        return type(value) in _NUMBERS and type(operand) in _NUMBERS and relation(value, operand)

    return test


def _timestamp_test(relation: _Relation) -> Test:
    def test(value: JsonValue, operand: JsonValue) -> bool:
        if not (isinstance(value, str) and isinstance(operand, str)):
            return False
        instant, other = parse_instant(value), parse_instant(operand)
        return instant is not None and other is not None and relation(instant, other)

    return test


def _boolean_equals(value: JsonValue, operand: JsonValue) -> bool:
    return isinstance(value, bool) and isinstance(operand, bool) and value is operand


def string_matches(value: JsonValue, pattern: JsonValue) -> bool:
    """Tell whether *value* is a text that matches a pattern; see `model.choice.matches_pattern`."""
    return isinstance(value, str) and isinstance(pattern, str) and matches_pattern(value, pattern)


TESTS: dict[str, Test] = {
    **{f"String{name}": _string_test(relation) for name, relation in _RELATIONS.items()},
    **{f"Numeric{name}": _numeric_test(relation) for name, relation in _RELATIONS.items()},
    **{f"Timestamp{name}": _timestamp_test(relation) for name, relation in _RELATIONS.items()},
    "StringEquals": lambda value, operand: isinstance(value, str) and value == operand,
    "BooleanEquals": _boolean_equals,
    "StringMatches": string_matches,
    "IsNull": lambda value, expected: (value is None) is expected,
    "IsNumeric": lambda value, expected: is_number(value) is expected,
    "IsString": lambda value, expected: isinstance(value, str) is expected,
    "IsBoolean": lambda value, expected: isinstance(value, bool) is expected,
    "IsTimestamp": lambda value, expected: is_timestamp(value) is expected,
}
"""Every operator but `IsPresent`, which asks about the path, not the value."""
