"""ASL202: a path in a field that takes it as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.choices.conditions import comparisons
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording, Invalid, Mistake, rule
from asltool.lint.templates import looks_like_expression
from asltool.model.choice import COMPARISONS
from asltool.model.fields import JSONPATH
from asltool.model.machine import Choice, Fail
from asltool.source.document import Part
from asltool.source.pointer import Pointer

_WITH_PATH_FORM = frozenset(f"String{relation}" for relation in COMPARISONS["String"])


@rule(
    "ASL202",
    on=(Fail, Choice),
    severity=Severity.WARNING,
    spec="fail-state",
    since="0.1",
    language=JSONPATH,
    aws="NO_PATH",
    valid=(
        '{"Type": "Fail", "ErrorPath": "$.error", "Cause": "the path $.x is missing"}',
        '{"Type": "Fail", "QueryLanguage": "JSONata", "Error": "$.error"}',
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Variable": "$.a", "StringMatches": "$.*", "Next": "B"},
        {"Variable": "$.a", "StringEqualsPath": "$.b", "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Fail", «"Error"»: "$.error", «"Cause"»: "States.Format('{}', $.name)"}""",
            fixed="""{"Type": "Fail", "ErrorPath": "$.error", "CausePath": "States.Format('{}', $.name)"}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Not": {"Variable": "$.a", «"StringEquals"»: "$.b"}, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Not": {"Variable": "$.a", "StringEqualsPath": "$.b"}, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        ),
    ),
)
def missing_path_suffix(state: Fail | Choice, facts: Facts) -> Iterator[Mistake]:
    """A path or an intrinsic function call in a field that takes plain text.

    Why: `Error`, `Cause` and comparisons such as `StringEquals` take their value as it is written; the
    forms whose names end in `Path` look it up. AWS accepts it, and warns (NO_PATH).

    Instead: use `ErrorPath`, `CausePath`, `StringEqualsPath`.
    """
    for at, value in _texts(state):
        name = at[-1]
        if isinstance(value, str) and looks_like_expression(value):
            words = f"The value of '{name}' looks like a JSONPath. Instead of '{name}', use '{name}Path' "
            aws = AwsWording(words + "to evaluate it as a JSONPath at runtime.", at)
            fix = facts.rename_field(at, f"{name}Path", title=f'Rename "{name}" to "{name}Path"', safe=True)
            message = f'"{name}" is the plain text "{value}", not what the path leads to'
            yield Mistake(at, message, fix=fix, part=Part.KEY, aws=aws)


def _texts(state: Fail | Choice) -> Iterator[tuple[Pointer, object]]:
    if isinstance(state, Fail):
        yield state.at / "Error", state.error
        yield state.at / "Cause", state.cause
        return
    for comparison in comparisons(state):
        if comparison.operator in _WITH_PATH_FORM and isinstance(comparison.operand, str):
            yield comparison.at / comparison.operator, comparison.operand
