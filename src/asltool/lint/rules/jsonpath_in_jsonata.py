"""ASL207: a path or an intrinsic function in a JSONata state."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Fix, Severity
from asltool.lint.conversion import as_jsonata
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.templates import Text, templates, unmarked_expressions
from asltool.model.fields import JSONATA
from asltool.model.machine import State


@rule(
    "ASL207",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    since="0.1",
    language=JSONATA,
    valid=(
        """{"Type": "Pass", "Parameters": {"key.$": "$.key"}, "End": true}""",
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"a": "$5", "Path": "$.a"}, "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": {"id": «"$.order.id"»}, "End": true}""",
            fixed="""{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": {"id": "{% $states.input.order.id %}"}, "End": true}""",
        ),
        Invalid(
            """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Output": «"$.Payload"», "Next": "B",
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B", "Output": {"a": «"States.UUID()"»}}]},
    "B": {"Type": "Fail", "Error": "Gone", "Cause": «"States.Format('{}', $.a)"»}}}""",
        ),
    ),
)
def jsonpath_in_jsonata(state: State, facts: Facts) -> Iterator[Mistake]:
    """A path or an intrinsic function in a JSONata state.

    Why: in JSONata only texts between `{%` and `%}` are evaluated; a path of JSONPath and a call such as
    `States.UUID()` are passed on as the texts that they are. AWS accepts it.

    Instead: write the expression in JSONata: `{% $states.input.order.id %}`, `{% $uuid() %}`.
    """
    for root, template in templates(state, facts):
        for text in unmarked_expressions(template, root):
            message = f'"{text.value}" is passed on as plain text: in JSONata expressions stand in "{{% %}}"'
            yield Mistake(text.at, message, fix=_fix(text, state, facts))


def _fix(text: Text, state: State, facts: Facts) -> Fix | None:
    expression = as_jsonata(text.value, state, text.root)
    if expression is None:
        return None
    return facts.replace(text.at, expression, title=f'Write "{expression}"')
