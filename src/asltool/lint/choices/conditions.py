"""Conditions of choice rules, and the comparisons that they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from asltool.json_value import JsonValue
from asltool.model.choice import And, BooleanCondition, Comparison, Condition, Not, Or
from asltool.model.machine import Choice
from asltool.source.pointer import Pointer


def comparisons(choice: Choice) -> Iterator[Comparison]:
    """Give every comparison of *choice*, also those inside And, Or and Not."""
    for rule in choice.choices:
        yield from _comparisons(rule.condition)


def test_at(condition: Condition, written: JsonValue) -> Pointer:
    """Give the place of the field that asks: the operator, `And`, `Or`, `Not` or `Condition`.

    Args:
        condition: The condition.
        written: The rule, or what is inside another one, as it is written.
    """
    match condition:
        case Comparison(operator=operator):
            has_path = isinstance(written, dict) and operator not in written
            return condition.at / (operator + "Path" if has_path else operator)
        case And() | Or() | Not():
            return condition.at / condition.__class__.__name__
        case BooleanCondition():
            return condition.at
        case _:
            assert_never(condition)


def has_expression(choice: Choice) -> bool:
    """Tell whether an expression, rather than comparisons, decides in *choice*."""
    conditions = (rule.condition for rule in choice.choices)
    return any(isinstance(each, BooleanCondition) and not isinstance(each.value, bool) for each in conditions)


def _comparisons(condition: Condition) -> Iterator[Comparison]:
    match condition:
        case Comparison():
            yield condition
        case And(conditions=parts) | Or(conditions=parts):
            for part in parts:
                yield from _comparisons(part)
        case Not(condition=inner):
            yield from _comparisons(inner)
        case BooleanCondition():
            return
        case _:
            assert_never(condition)
