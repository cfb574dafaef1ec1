"""ASL502: a call of a JSONata function that Step Functions does not have."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS, mistakes_of_kind
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.fields import JSONATA
from asltool.model.machine import State


@rule(
    "ASL502",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    since="0.1",
    language=JSONATA,
    valid=(
        """{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": "{% ($double := function($x) { 2 * $x }; $double($random(7)) ~> $round) %}", "End": true}""",
        """{"Type": "Pass", "Parameters": {"a.$": "States.UUID()"}, "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": "{% «$uppercased»('a') %}", "End": true}""",
            fixed="""{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": "{% $uppercase('a') %}", "End": true}""",
        ),
        Invalid(
            """{"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
    "Arguments": {"FunctionName": "f", "Payload": "{% «$eval»($states.input.text) %}"},
    "Assign": {"a": "{% «$randomSeeded»(7) %}"}, "End": true}""",
        ),
    ),
)
def unknown_function(state: State, facts: Facts) -> Iterator[Mistake]:
    """A call of a JSONata function that Step Functions does not have.

    Why: AWS accepts it, and fails the state when the expression is evaluated (T1006: Attempted to invoke a
    non-function). Of JSONata's own functions Step Functions lacks `$eval`.

    Instead: use a function of JSONata 2.0.6, or one of those that Step Functions adds: `$partition`,
    `$range`, `$hash`, `$random` with a seed, `$uuid`, `$parse`.
    """
    yield from mistakes_of_kind("function", state, facts)
