"""ASL205: a key that ends in `.$` in a JSONata state."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Fix, Severity
from asltool.expr.languages import language_named
from asltool.lint.conversion import as_jsonata
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.templates import Text, looks_like_expression, marked_texts, templates
from asltool.model.fields import JSONATA
from asltool.model.machine import State
from asltool.source.document import Part


@rule(
    "ASL205",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    since="0.1",
    language=JSONATA,
    valid=(
        """{"Type": "Pass", "Parameters": {"key.$": "$.key"}, "End": true}""",
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"price.$": "5 dollars"}, "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
    "Arguments": {"FunctionName": "f", "Payload": {«"id.$"»: "$.ids[0].id"}}, "End": true}""",
            fixed=(
                """{"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
    "Arguments": {"FunctionName": "f", "Payload": {"id": "{% $states.input.ids[0].id %}"}}, "End": true}"""
            ),
        ),
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": {«"id.$"»: "{% $states.input.id %}", «"name.$"»: "$$.A['a b']"}, "End": true}""",
            fixed="""{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": {"id": "{% $states.input.id %}", "name": "{% $states.context.A.`a b` %}"}, "End": true}""",
        ),
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": {«"a.$"»: "States.UUID()", «"b.$"»: "$.b[*]", "c": 1, «"c.$"»: "{% $c %}"}, "End": true}""",
        ),
    ),
)
def dollar_suffix_in_jsonata(state: State, facts: Facts) -> Iterator[Mistake]:
    """A key that ends in `.$` in a JSONata state.

    Why: the suffix belongs to JSONPath. In JSONata it is part of the key, and a path under it stays the text
    that it is; AWS accepts both.

    Instead: drop the suffix, and write the value as an expression between `{%` and `%}`.
    """
    if not facts.has_key_with(".$"):
        return
    is_expression = language_named(JSONATA).is_expression
    for root, template in templates(state, facts):
        for text in marked_texts(template, root):
            if text.at.parent == root and root[-1] == "Assign":
                continue  # a variable's name, which says enough of its own
            if is_expression(text.value) or looks_like_expression(text.value):
                yield _mistake(text, state, facts)


def _mistake(text: Text, state: State, facts: Facts) -> Mistake:
    key = str(text.key)
    message = f'"{key}" is the whole key, with its suffix: in JSONata ".$" means nothing'
    return Mistake(text.at, message, part=Part.KEY, fix=_fix(text, key.removesuffix(".$"), state, facts))


def _fix(text: Text, name: str, state: State, facts: Facts) -> Fix | None:
    if name in text.siblings:
        return None
    if not looks_like_expression(text.value):
        return facts.rename_field(text.at, name, title=f'Rename "{text.key}" to "{name}"')
    expression = as_jsonata(text.value, state, text.root)
    if expression is None:
        return None
    return facts.rewrite_field(text.at, name, expression, title=f'Write "{name}": "{expression}"')
