"""ASL106: a Choice state that may find no rule."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Choice
from asltool.source.document import Part


@rule(
    "ASL106",
    on=Choice,
    severity=Severity.WARNING,
    spec="choice-state",
    since="0.1",
    valid=(
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Variable": "$.paid", "BooleanEquals": true, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Choices": [
        {"Variable": "$.paid", "IsPresent": true, "Next": "B"},
        {"Variable": "$.paid", "IsPresent": false, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Choices": [
        {"Variable": "$.n", "NumericLessThan": 5, "Next": "B"},
        {"Variable": "$.n", "NumericGreaterThanEquals": 5, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    «"A"»: {"Type": "Choice", "Choices": [
        {"Variable": "$.size", "StringEquals": "small", "Next": "B"},
        {"Variable": "$.size", "StringEquals": "large", "Next": "C"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.size", "StringEquals": "small", "Next": "B"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
        ),
    ),
)
def choice_without_default(choice: Choice, facts: Facts) -> Iterator[Mistake]:
    """A Choice state without `Default` whose rules do not cover every case.

    Why: where no rule holds, the execution fails (`States.NoChoiceMatched`), and no `Catch` can help: a
    Choice has none. AWS accepts it.

    Instead: name a state in `Default`; if nothing else can come, a Fail state that says so.
    """
    if choice.default is None and not facts.ways(choice).covers_fitting_types:
        message = f'Choice "{choice.name}" has no "Default": the execution fails where no rule holds'
        yield Mistake(choice.at, message, part=Part.KEY)
