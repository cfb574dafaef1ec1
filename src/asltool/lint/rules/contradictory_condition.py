"""ASL108: a condition that contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.choice import BooleanCondition
from asltool.model.machine import Choice
from asltool.source.document import Part


@rule(
    "ASL108",
    on=Choice,
    severity=Severity.WARNING,
    spec="choice-state",
    since="0.1",
    valid=(
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Or": [
            {"Variable": "$.size", "StringEquals": "small"},
            {"Variable": "$.size", "StringEquals": "large"}], "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [{"Condition": false, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {«"And"»: [
            {"Variable": "$.size", "StringEquals": "small"},
            {"Variable": "$.size", "StringEquals": "large"}], "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Or": [
            {"Variable": "$.size", "StringEquals": "small"},
            {"Variable": "$.size", "StringEquals": "large"}], "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Or": [
            {"Variable": "$.n", "IsPresent": false},
            {«"And"»: [
                {"Variable": "$.n", "NumericLessThan": 1},
                {"Variable": "$.n", "NumericGreaterThan": 9}]}], "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        ),
    ),
)
def contradictory_condition(choice: Choice, facts: Facts) -> Iterator[Mistake]:
    """A condition of a choice rule, or a part of one, that can never hold.

    Why: no value is two texts at once, or above nine and below one, or a number and a text. AWS accepts it.

    Instead: write `Or` if either is meant, or correct the value or the variable of one of the parts.
    """
    for condition in facts.ways(choice).impossible:
        if not isinstance(condition, BooleanCondition):  # who writes false knows it
            message = "this condition never holds: what it asks for excludes itself"
            yield Mistake(facts.test_at(condition), message, part=Part.KEY)
