"""ASL210: an expression as the key of an object."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.json_value import JsonValue
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.templates import templates
from asltool.model.fields import JSONATA
from asltool.model.machine import State
from asltool.source.document import Part
from asltool.source.pointer import Pointer


@rule(
    "ASL210",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    since="0.1",
    language=JSONATA,
    valid=(
        """{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": {"a": "{% {$states.input.name: 1} %}", "{% of it": 5}, "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": {"a": [{«"{% $states.input.name %}"»: 1}]}, "End": true}""",
            fixed="""{"Type": "Pass", "QueryLanguage": "JSONata",
    "Output": {"a": ["{% {$states.input.name: 1} %}"]}, "End": true}""",
        ),
    ),
)
def expression_as_key(state: State, facts: Facts) -> Iterator[Mistake]:
    """A key of an object that is written as an expression.

    Why: only values are evaluated; the key stays the text that it is, marks and all. AWS accepts it.

    Instead: make the whole object an expression: `{% {$states.input.name: 1} %}`.
    """
    if not facts.has_key_with("{%"):
        return
    for root, template in templates(state, facts):
        for at in _marked_keys(template, root):
            yield Mistake(at, f'the key stays "{at[-1]}": keys are not evaluated', part=Part.KEY)


def _marked_keys(value: JsonValue, at: Pointer) -> Iterator[Pointer]:
    if isinstance(value, dict):
        for key, member in value.items():
            if key.startswith("{%") and key.endswith("%}"):
                yield at / key
            yield from _marked_keys(member, at / key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _marked_keys(item, at / index)
