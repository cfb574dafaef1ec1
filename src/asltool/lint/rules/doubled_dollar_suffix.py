"""ASL209: a key that ends in `.$` twice."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.templates import marked_texts, templates
from asltool.model.fields import JSONPATH
from asltool.model.machine import State
from asltool.source.document import Part


@rule(
    "ASL209",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    since="0.1",
    language=JSONPATH,
    valid=("""{"Type": "Pass", "Parameters": {"a.$": "$.a"}, "End": true}""",),
    invalid=(
        Invalid(
            """{"Type": "Pass", "Parameters": {"b": [{«"a.$.$"»: "$.a"}]}, "End": true}""",
            fixed="""{"Type": "Pass", "Parameters": {"b": [{"a.$": "$.a"}]}, "End": true}""",
        ),
        Invalid(
            """{"Type": "Pass", "Parameters": {«"a.$.$"»: "$.a", "a.$": "$.b"}, "End": true}""",
        ),
    ),
)
def doubled_dollar_suffix(state: State, facts: Facts) -> Iterator[Mistake]:
    """A key that ends in `.$` twice.

    Why: one suffix is taken off when the value is evaluated; the other one stays part of the key.

    Instead: write `.$` once.
    """
    if not facts.has_key_with(".$.$"):
        return
    for root, template in templates(state, facts):
        for text in marked_texts(template, root):
            emitted = str(text.key).removesuffix(".$")
            if emitted.endswith(".$"):
                fix = None
                if not {emitted, emitted.removesuffix(".$")} & text.siblings:
                    fix = facts.rename_field(text.at, emitted, title=f'Rename "{text.key}" to "{emitted}"')
                yield Mistake(text.at, f'the key that comes out is "{emitted}"', part=Part.KEY, fix=fix)
