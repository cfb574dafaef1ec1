"""ASL109: a `Default` after rules that cover every case."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Choice


@rule(
    "ASL109",
    on=Choice,
    severity=Severity.INFO,
    spec="choice-state",
    since="0.1",
    valid=(
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.paid", "BooleanEquals": true, "Next": "B"},
        {"Variable": "$.paid", "BooleanEquals": false, "Next": "C"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": «"C"», "Choices": [
        {"Variable": "$.paid", "IsPresent": true, "Next": "B"},
        {"Variable": "$.paid", "IsPresent": false, "Next": "C"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.paid", "IsPresent": true, "Next": "B"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Succeed"}}}""",
        ),
    ),
)
def unreachable_default(choice: Choice, facts: Facts) -> Iterator[Mistake]:
    """A `Default` that is never taken, as the rules cover every case.

    Why: it misleads readers, who think of a case that does not exist.

    Instead: remove the rule that says the same as `Default` would, or remove `Default`.
    """
    if choice.default is not None and choice.default.at in facts.ways(choice).dead:
        message = f'"Default" is never taken: some rule of "{choice.name}" holds in every case'
        yield Mistake(choice.default.at, message)
