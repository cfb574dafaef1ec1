"""ASL504: an expression that never gives a value."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS, mistakes_of_kind
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.fields import JSONATA
from asltool.model.machine import State


@rule(
    "ASL504",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    since="0.1",
    language=JSONATA,
    valid=(
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": {
    "a": "{% 5 * 60 %}", "b": "{% $uuid() %}", "c": "{% $states.input.x[0] %}",
    "d": "{% '${Value}'.x %}"}, "End": true}""",
        """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Pass", "Assign": {"sum": 1}, "Next": "B"},
    "B": {"Type": "Pass", "Output": {"a": "{% $sum %}", "b": "{% $sum + 1 %}"}, "End": true}}}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": "{% «$range(1, 5, 0)» %}", "End": true}""",
            fixed="""{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": "{% $range(1, 5, 1) %}", "End": true}""",
        ),
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata", "End": true, "Output": {
    "a": "{% «$sum» %}", "b": "{%   «{'x': 1}.y» %}",
    "c": "{% «($f := function($n) { $f($n) + 1 }; $f(1))» %}"}}""",
        ),
    ),
)
def expression_without_value(state: State, facts: Facts) -> Iterator[Mistake]:
    """An expression that never gives a value.

    Why: it mentions no data, so that it comes to the same each time: an error, nothing at all, or a function.
    Each of these fails the state (States.QueryEvaluationError).

    Instead: correct the expression, or write the constant that is meant.
    """
    yield from mistakes_of_kind("outcome", state, facts)
