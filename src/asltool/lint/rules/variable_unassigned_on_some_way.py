"""ASL251: a variable that is assigned on some ways to where it is read only."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.missing_data import mistake_at, ways_in_words
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.unassigned import assigned_at, unassigned
from asltool.model.machine import StateMachine

_MACHINE = """{"StartAt": "C", "States": {
    "C": {"Type": "Choice", "Default": "D", "Choices": [
        {"Variable": "$.n", "NumericGreaterThan": 5, "Next": "A"}]},
    "A": {"Type": "Pass", "Assign": {"big": true}, "Next": "E"},
    "D": {"Type": "Pass", %s"Next": "E"},
    "E": {"Type": "Pass", "Parameters": {"big.$": %s}, "End": true}}}"""


@rule(
    "ASL251",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="assign-state-output",
    since="0.1",
    valid=(
        _MACHINE % ('"Assign": {"big": false}, ', '"$big"'),
        """{"StartAt": "T", "States": {
    "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Assign": {"x.$": "$.Payload"},
          "Next": "E", "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"x": null}, "Next": "E"}]},
    "E": {"Type": "Pass", "InputPath": "$x", "End": true}}}""",
    ),
    invalid=(
        Invalid(_MACHINE % ("", '«"$big"»'), fixed=_MACHINE % ('"Assign": {"big": false}, ', '"$big"')),
        Invalid(
            """{"StartAt": "T", "QueryLanguage": "JSONata", "States": {
    "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Assign": {"x": 1}, "Next": "E",
          "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "E"}]},
    "E": {"Type": "Pass", "Output": "{% «$x» %}", "End": true}}}""",
        ),
    ),
)
def variable_unassigned_on_some_way(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A variable that has a value on some ways to where it is read, and surely none on others.

    Why: whenever the execution comes by such a way, the field fails. A catcher's way does not do the
    state's own `Assign`, and a choice rule's way not the one beside `Default`.

    Instead: assign the variable on every way, if need be null, or once before the ways part.
    """
    if facts.is_whole(machine):
        for verdict, note in unassigned(facts, is_everywhere=False):
            message = f'"${note.name}" has no value{ways_in_words(verdict.ways)}'
            yield mistake_at(note, message, facts, *assigned_at(note, facts))
