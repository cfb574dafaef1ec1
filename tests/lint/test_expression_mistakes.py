from __future__ import annotations

from typing import Any

from asltool.lint.expression_mistakes import mistakes_of_kind
from linting import facts_of


def test_mistakes_of_one_kind_are_placed_in_the_string() -> None:
    text = "{%  $foo($x + 'a')  %}"
    state = {"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"a": [text]}, "End": True}
    facts = facts_of({"StartAt": "A", "States": {"A": state}})

    (operand,) = mistakes_of_kind("operands", facts.machine.states["A"], facts)

    assert str(operand.at) == "/States/A/Output/a/0"
    assert operand.inner is not None
    assert text[slice(*operand.inner)] == "'a'"


def test_placeholders_are_not_known() -> None:
    call: dict[str, Any] = {"a.$": "States.Format('${Template}', $.a)"}
    facts = facts_of({"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": call, "End": True}}})

    assert list(mistakes_of_kind("arguments", facts.machine.states["A"], facts)) == []
