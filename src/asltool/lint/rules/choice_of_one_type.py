"""ASL111: a Choice state without `Default` that has no rule for values of another type."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Choice
from asltool.source.document import Part


@rule(
    "ASL111",
    on=Choice,
    severity=Severity.INFO,
    spec="choice-state",
    since="0.1",
    valid=(
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Choices": [
        {"Variable": "$.paid", "IsPresent": true, "Next": "B"},
        {"Variable": "$.paid", "IsPresent": false, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Choices": [
        {"Variable": "$.paid", "BooleanEquals": true, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    «"A"»: {"Type": "Choice", "Choices": [
        {"Variable": "$.paid", "BooleanEquals": true, "Next": "B"},
        {"Variable": "$.paid", "BooleanEquals": false, "Next": "C"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.paid", "BooleanEquals": true, "Next": "B"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
        ),
    ),
)
def choice_of_one_type(choice: Choice, facts: Facts) -> Iterator[Mistake]:
    """A Choice state without `Default` whose rules cover all values, but of one type only.

    Why: a comparison with a value of another type does not hold. The text `"true"` is neither true nor
    false, so no rule holds and the execution fails.

    Instead: put the last of the cases into `Default`.
    """
    ways = facts.ways(choice)
    if choice.default is None and ways.covers_fitting_types and not ways.is_exhaustive:
        message = f'Choice "{choice.name}" has no rule for values of another type, and no "Default"'
        yield Mistake(choice.at, message, part=Part.KEY)
