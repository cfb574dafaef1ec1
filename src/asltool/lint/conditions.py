"""Conditions of choice rules: when two of them leave no case over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, assert_never

from asltool.json_value import JsonValue, json_text
from asltool.model.choice import And, BooleanCondition, Comparison, Condition, Not, Or
from asltool.model.machine import Choice

Claim: TypeAlias = "tuple[str, bool]"
"""A condition in a form that can be compared, and whether it should hold."""

_OPPOSITES = {"GreaterThanEquals": "LessThan", "LessThanEquals": "GreaterThan"}


def is_exhaustive(choice: Choice) -> bool:
    """Tell whether some rule of *choice* surely holds, as two claim opposites or one is always true."""
    claims = {_claim(rule.condition) for rule in choice.choices}
    return ("true", True) in claims or any((text, not holds) in claims for text, holds in claims)


def _claim(condition: Condition) -> Claim:
    match condition:
        case Comparison():
            return _comparison(condition)
        case Not(condition=inner):
            text, holds = _claim(inner)
            return text, not holds
        case And(conditions=parts):
            return f"and {sorted(map(_claim, parts))}", True
        case Or(conditions=parts):
            return f"or {sorted(map(_claim, parts))}", True
        case BooleanCondition(value=value):
            return ("true", value) if isinstance(value, bool) else (f"expression {value.text}", True)
        case _:
            assert_never(condition)


def _comparison(comparison: Comparison) -> Claim:
    operator, operand, holds = comparison.operator, comparison.operand, True
    if isinstance(operand, bool):
        operand, holds = True, operand
    for relation, opposite in _OPPOSITES.items():
        if operator.endswith(relation):
            operator, holds = operator.removesuffix(relation) + opposite, not holds
    return f"{comparison.variable.text} {operator} {_operand(operand)}", holds


def _operand(operand: JsonValue | object) -> str:
    text = getattr(operand, "text", None)
    return json_text(operand) if text is None else f"at {text}"  # type: ignore[arg-type]


def comparisons(choice: Choice) -> Iterator[Comparison]:
    """Give every comparison of *choice*, also those inside And, Or and Not."""
    for rule in choice.choices:
        yield from _comparisons(rule.condition)


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
