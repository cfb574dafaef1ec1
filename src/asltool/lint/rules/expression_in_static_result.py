"""ASL203: a path or intrinsic function in a Pass state's `Result`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from asltool.diagnostics import Fix, Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording, Invalid, Mistake, rule
from asltool.lint.templates import Text, looks_like_expression, marked_texts, unmarked_expressions
from asltool.model.machine import Pass
from asltool.source.document import Part


@rule(
    "ASL203",
    on=Pass,
    severity=Severity.WARNING,
    spec="pass-state",
    since="0.1",
    needs=("Result",),
    aws="PASS_RESULT_IS_STATIC",
    valid=(
        '{"Type": "Pass", "Result": {"path.$": "no expression", "price": "$5"}, "End": true}',
        '{"Type": "Pass", "Parameters": {"key.$": "$.key"}, "End": true}',
    ),
    invalid=(
        Invalid(
            '{"Type": "Pass", "Result": {«"key.$"»: "$.order.key", "kind": "order"}, "End": true}',
            fixed='{"Type": "Pass", "Parameters": {"key.$": "$.order.key", "kind": "order"}, "End": true}',
        ),
        Invalid('{"Type": "Pass", "Result": {«"key"»: "$.order.key"}, "End": true}'),
        Invalid('{"Type": "Pass", "Result": ["a", «"$.order.key"»], "End": true}'),
        Invalid('{"Type": "Pass", "Result": {«"key.$"»: "$.key"}, "Parameters": {}, "End": true}'),
    ),
)
def expression_in_static_result(state: Pass, facts: Facts) -> Iterator[Mistake]:
    """A path or an intrinsic function call in the `Result` of a Pass state.

    Why: `Result` is taken as it is written, keys that end in `.$` included. AWS accepts it, and warns
    (PASS_RESULT_IS_STATIC).

    Instead: use `Parameters`, in which keys that end in `.$` are evaluated.
    """
    if state.result is None:
        return
    root = state.at / "Result"
    template = facts.value(root)
    marked = (text for text in marked_texts(template, root) if looks_like_expression(text.value))
    for text in chain(marked, unmarked_expressions(template, root)):
        yield _mistake(text, state, facts)


def _mistake(text: Text, state: Pass, facts: Facts) -> Mistake:
    key = text.key
    if key is None or text.at == text.root:
        return Mistake(text.at, f'"{text.value}" stays plain text: "Result" is taken as it is written')
    words = (
        f"The value of '{key}' will not evaluate as a JSONPath or Intrinsic Function at runtime. Instead of "
        "'Result', use 'Parameters' to evaluate it as a JSONPath or Intrinsic Function at runtime."
    )
    message = f'"{key}" stays the plain text "{text.value}": "Result" is taken as it is written'
    fix = _fix(state, facts) if key.endswith(".$") else None
    return Mistake(text.at, message, fix=fix, part=Part.KEY, aws=AwsWording(words, text.root))


def _fix(state: Pass, facts: Facts) -> Fix | None:
    if state.parameters is not None:
        return None
    return facts.rename_field(state.at / "Result", "Parameters", title='Rename "Result" to "Parameters"')
