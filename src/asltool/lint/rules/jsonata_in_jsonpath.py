"""ASL206: a JSONata expression in a JSONPath state."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.json_value import JsonValue
from asltool.lint.choices.conditions import comparisons
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.templates import templates, texts
from asltool.model.fields import JSONPATH
from asltool.model.machine import Choice, Fail, Pass, State
from asltool.source.pointer import Pointer


@rule(
    "ASL206",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    since="0.1",
    language=JSONPATH,
    valid=(
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input %}", "End": true}""",
        """{"Type": "Pass", "Parameters": {"a": "100 %}", "b": "{% is how it begins"}, "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Pass", "Parameters": {"id": «"{% $states.input.id %}"»}, "End": true}""",
            fixed="""{"Type": "Pass", "Parameters": {"id.$": "$.id"}, "End": true}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.a", "StringEquals": «"{% $states.input.b %}"», "Next": "B"}]},
    "B": {"Type": "Pass", "Result": [«"{%1%}"»], "Assign": {"x": {"y": «"{% $z %}"»}}, "End": true},
    "C": {"Type": "Fail", "Cause": «"{% $states.errorOutput.Cause %}"»}}}""",
        ),
    ),
)
def jsonata_in_jsonpath(state: State, facts: Facts) -> Iterator[Mistake]:
    """A JSONata expression in a JSONPath state.

    Why: JSONPath is in force where nothing says otherwise, and for it `{% %}` is plain text. A Map's or a
    Parallel state's `QueryLanguage` does not reach the states inside it.

    Instead: set `"QueryLanguage": "JSONata"` for the state or the machine, or use a path.
    """
    if not facts.may_contain("{%"):
        return
    for root, value in _values(state, facts):
        for text in texts(value, root, _is_marked):
            message = f'"{text.value}" stays plain text: the query language here is JSONPath'
            yield Mistake(text.at, message)


def _values(state: State, facts: Facts) -> Iterator[tuple[Pointer, JsonValue]]:
    yield from templates(state, facts)
    match state:
        case Pass():
            yield state.at / "Result", facts.value(state.at / "Result")
        case Fail():
            for name in ("Error", "Cause"):
                yield state.at / name, facts.value(state.at / name)
        case Choice():
            for comparison in comparisons(state):
                at = comparison.at / comparison.operator
                yield at, facts.value(at)
        case _:
            return


def _is_marked(_key: str | None, text: str) -> bool:
    return text.startswith("{%") and text.endswith("%}")
