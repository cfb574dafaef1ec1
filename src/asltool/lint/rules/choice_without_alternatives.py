"""ASL110: a Choice state whose ways all lead to the same state."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.edges import outgoing
from asltool.model.machine import Choice
from asltool.source.document import Part


@rule(
    "ASL110",
    on=Choice,
    severity=Severity.WARNING,
    spec="choice-state",
    since="0.1",
    valid=(
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Assign": {"size": 1}, "Choices": [
        {"Variable": "$.large", "BooleanEquals": true, "Assign": {"size": 9}, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Choices": [{"Variable": "$.paid", "BooleanEquals": true, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    «"A"»: {"Type": "Choice", "Default": "B", "Choices": [
        {"Variable": "$.paid", "BooleanEquals": true, "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.paid", "BooleanEquals": true, "Next": "B"}]},
    "B": {"Type": "Succeed"},
    "C": {"Type": "Fail"}}}""",
        ),
    ),
)
def choice_without_alternatives(choice: Choice, _facts: Facts) -> Iterator[Mistake]:
    """A Choice state with several ways, all of which lead to the same state.

    Why: whatever its rules find, the same happens. One of the targets was probably copied and not changed.

    Instead: correct the targets, or go on to that state without a Choice.
    """
    targets = [edge.target for edge in outgoing(choice)]
    effects = [(way.assign, way.output) for way in choice.choices]
    does_more = any(effect != (None, None) for effect in (*effects, (choice.assign, choice.output)))
    if choice.default is not None and len(set(targets)) == 1 and not does_more:
        message = f'"{choice.name}" chooses nothing: all its ways lead to "{targets[0]}"'
        yield Mistake(choice.at, message, part=Part.KEY)
