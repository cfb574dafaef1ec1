"""ASL503: an operand whose type the operator cannot work on."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS, mistakes_of_kind
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.fields import JSONATA
from asltool.model.machine import State


@rule(
    "ASL503",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    since="0.1",
    language=JSONATA,
    valid=(
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": {
    "a": "{% 'Hello ' & $states.input.name %}", "b": "{% $states.input.n + $number('5') %}",
    "c": "{% $states.input.n = null or $states.input.n > 5 %}"}, "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": "{% «'Hello '» + $states.input.name %}", "End": true}""",
            fixed="""{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": "{% 'Hello ' & $states.input.name %}", "End": true}""",
        ),
        Invalid(
            """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Condition": "{% $states.input.n > «null» %}", "Next": "B"},
        {"Condition": "{% «$count($states.input.items) = '0'» %}", "Next": "B"},
        {"Condition": "{% «$count($states.input.items) < '5'» %}", "Next": "B"}]},
    "B": {"Type": "Succeed", "Output": {"a": "{% -«'1'» %}", "b": "{% [1..«'9'»] %}"}}}}""",
        ),
    ),
)
def wrong_operand(state: State, facts: Facts) -> Iterator[Mistake]:
    """An operand whose type the operator cannot work on.

    Why: arithmetic on a text, or an order between values that have none, fails the state whenever the
    expression is evaluated; values of different types are never equal. In JSONata `+` only adds numbers.

    Instead: join texts with `&`; convert with `$number` or `$string`.
    """
    yield from mistakes_of_kind("operands", state, facts)
