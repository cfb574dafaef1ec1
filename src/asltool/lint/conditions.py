"""Conditions of choice rules, and the comparisons that they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from asltool.model.choice import And, BooleanCondition, Comparison, Condition, Not, Or
from asltool.model.machine import Choice


def comparisons(choice: Choice) -> Iterator[Comparison]:
    """Give every comparison of *choice*, also those inside And, Or and Not."""
    for rule in choice.choices:
        yield from _comparisons(rule.condition)


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
