"""Short ways to make Choice states, and the rules that tests of them use."""

from __future__ import annotations

from typing import Any

from asltool.model.machine import Choice
from parsing import any_state

PAID: dict[str, Any] = {"Variable": "$.paid", "BooleanEquals": True}
SMALL: dict[str, Any] = {"Variable": "$.n", "NumericLessThan": 5}
PRESENT: dict[str, Any] = {"Variable": "$.n", "IsPresent": True}


def asks(operator: str, operand: Any, variable: str = "$.n") -> dict[str, Any]:
    """Give a rule of one comparison."""
    return {"Variable": variable, operator: operand}


def choice(*rules: dict[str, Any], **fields: Any) -> Choice:
    """Give a Choice state with these rules."""
    state = any_state({"Type": "Choice", "Choices": [{**rule, "Next": "A"} for rule in rules], **fields})
    assert isinstance(state, Choice)
    return state
