"""ASL107: a choice rule that is never asked for what earlier rules take."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Choice
from asltool.source.document import Part


@rule(
    "ASL107",
    on=Choice,
    severity=Severity.WARNING,
    spec="choice-state",
    since="0.1",
    valid=(
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.n", "NumericGreaterThan": 100, "Next": "B"},
        {"Variable": "$.n", "NumericGreaterThan": 10, "Next": "C"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Condition": "{% $random() < 0.5 %}", "Next": "B"},
        {"Condition": "{% $random() < 0.5 %}", "Next": "C"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.n", "NumericGreaterThan": 10, "Next": "C"},
        {"Variable": "$.n", «"NumericGreaterThan"»: 100, "Next": "B"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.n", "NumericGreaterThan": 100, "Next": "B"},
        {"Variable": "$.n", "NumericGreaterThan": 10, "Next": "C"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.size", "IsPresent": true, "Next": "B"},
        {"Variable": "$.size", "IsPresent": false, "Next": "C"},
        {"Variable": "$.size", «"StringEquals"»: "large", "Next": "C"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Choice", "Choices": [
        {"Condition": "{% $states.input.paid %}", "Next": "B"},
        {"Condition": true, "Next": "C"},
        {«"Condition"»: "{% $states.input.sent %}", "Next": "B"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
        ),
    ),
)
def shadowed_choice_rule(choice: Choice, facts: Facts) -> Iterator[Mistake]:
    """A choice rule that is never taken: wherever it holds, an earlier one holds too.

    Why: rules are asked in their order, and the first that holds decides. AWS accepts the others.

    Instead: put the more particular rule first, or correct what it asks; remove it if it says nothing new.
    """
    for index, earlier in facts.ways(choice).shadowed.items():
        shadowed = choice.choices[index]
        places = [facts.test_at(choice.choices[other].condition) for other in earlier]
        related = tuple(Related(at, "this holds first", Part.KEY) for at in places)
        message = (
            f'this rule never leads to "{shadowed.next.target}": wherever it holds, an earlier rule holds too'
        )
        yield Mistake(facts.test_at(shadowed.condition), message, part=Part.KEY, related=related)
