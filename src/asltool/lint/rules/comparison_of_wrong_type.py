"""ASL246: a comparison that never holds, as its variable surely is of another type than the operator's."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.missing_data import mistake_at
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.wrong_types import mistyped, quoted, value_in_words
from asltool.model.machine import StateMachine

_MACHINE = """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Parameters": {"n": %s, "x.$": "$.x"}, "Next": "C"},
    "C": {"Type": "Choice", "Default": "E", "Choices": [
        {"Variable": %s, "NumericEquals": 5, "Next": "E"}]},
    "E": {"Type": "Succeed"}}}"""


@rule(
    "ASL246",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="choice-state",
    since="0.1",
    valid=(
        _MACHINE % ("5", '"$.n"'),
        _MACHINE % ('"5"', '"$.x"'),
        """{"StartAt": "C", "States": {
    "C": {"Type": "Choice", "Default": "E", "Choices": [
        {"And": [{"Variable": "$.n", "IsString": false}, {"Variable": "$.n", "NumericEquals": 5}],
         "Next": "E"}]},
    "E": {"Type": "Succeed"}}}""",
    ),
    invalid=(
        Invalid(_MACHINE % ('"5"', '«"$.n"»'), fixed=_MACHINE % ("5", '"$.n"')),
        Invalid(
            """{"StartAt": "Q", "States": {
    "Q": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:query", "Next": "C",
          "Parameters": {"TableName": "t"}},
    "C": {"Type": "Choice", "Default": "E", "Choices": [
        {"Not": {"Variable": «"$.Count"», "StringEquals": "0"}, "Next": "E"}]},
    "E": {"Type": "Succeed"}}}""",
        ),
    ),
)
def comparison_of_wrong_type(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A comparison of a value that surely is of another type than the operator compares.

    Why: such a comparison is false, whatever the value is, and nothing tells that it is.

    Instead: use the operator of the value's type, such as `StringEquals` for text.
    """
    if facts.is_whole(machine):
        for verdict, note in mistyped(facts, "operand"):
            if verdict.is_everywhere:
                shown = value_in_words(note.shape)
                message = f"{quoted(note)} is {shown}; compared as {note.wanted}, it never holds"
                yield mistake_at(note, message, facts)
