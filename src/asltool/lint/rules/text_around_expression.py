"""ASL208: a text in which an expression is only a part."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.expr.languages import language_named
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.templates import templates, texts
from asltool.model.fields import JSONATA
from asltool.model.machine import State


@rule(
    "ASL208",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    since="0.1",
    language=JSONATA,
    valid=(
        """{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": {"a": "{% 'Hello ' & $name %}", "b": "from 5 %} to {% 6"}, "End": true}""",
        """{"Type": "Pass", "Parameters": {"a": "Hello {% $name %}"}, "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": «" {% $the.a %} "», "End": true}""",
            fixed="""{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $the.a %}", "End": true}""",
        ),
        Invalid(
            """{"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
    "Arguments": {"FunctionName": "f", "Payload": {"text": «"Hello {% $name %}, hello"»}}, "End": true}""",
        ),
    ),
)
def text_around_expression(state: State, facts: Facts) -> Iterator[Mistake]:
    """A text in which an expression is only a part.

    Why: a text is an expression if it begins with `{%` and ends with `%}`, without so much as a blank around
    them; any other one is passed on as it is written. AWS accepts it.

    Instead: make all of it one expression, and join texts with `&`: `{% 'Hello ' & $name %}`.
    """
    is_expression = language_named(JSONATA).is_expression
    for root, template in templates(state, facts):
        for text in texts(template, root, _has_marks):
            value, inside = text.value, text.value.strip()
            if is_expression(value):
                continue
            fix = None
            if is_expression(inside):
                fix = facts.replace(text.at, inside, title="Drop the blanks around the expression")
            yield Mistake(text.at, f'"{value}" is passed on as it is: it is not all one expression', fix=fix)


def _has_marks(_key: str | None, text: str) -> bool:
    start = text.find("{%")
    return start >= 0 and text.find("%}", start + 2) >= 0
