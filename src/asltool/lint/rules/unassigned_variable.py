"""ASL250: a variable that has no value where it is read."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.data_flow.notes import Unassigned
from asltool.lint.facts import Facts
from asltool.lint.missing_data import mistake_at
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.unassigned import assigned_at, unassigned
from asltool.model.machine import StateMachine

_BODY = '{"StartAt": "I", "States": {"I": {"Type": "Pass", "InputPath": %s, "End": true}}}'
_MACHINE = """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Assign": {"total": 1}, "Next": "B"},
    "B": {"Type": "Pass", "Parameters": {"n.$": %s}, "End": true}}}"""


@rule(
    "ASL250",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="assign-state-output",
    since="0.1",
    valid=(
        _MACHINE % '"$total"',
        """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "M"},
    "M": {"Type": "Map", "End": true, "ItemProcessor": """
        + _BODY % '"$x"'
        + "}}}",
        """{"Type": "Pass", "QueryLanguage": "JSONata", "End": true, "Output": {
    "a": "{% $exists($total) ? $total : 0 %}", "b": "{% ($y := 2; $y + 1) %}",
    "c": "{% $map([1], $abs) %}"}}""",
    ),
    invalid=(
        Invalid(_MACHINE % '«"$totl"»', fixed=_MACHINE % '"$total"'),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Assign": {"x": 1, "y.$": «"$x"»}, "End": true}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "M"},
    "M": {"Type": "Map", "End": true, "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, """
            + (_BODY % '«"$x"»')[1:]
            + "}}}",
        ),
        Invalid(
            '{"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"n": "{% 1 + «$nope» %}"}, "End": true}',
        ),
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata", "End": true,
    "Output": "{% 'a' & «$nope» %}"}""",
        ),
    ),
)
def unassigned_variable(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A variable that has no value on any way to where it is read.

    Why: in JSONPath the execution fails with `States.Runtime`; in JSONata the variable gives nothing, which
    fails the field with `States.QueryEvaluationError` or goes unnoticed. A variable can be read from the next
    state on; what a branch or an iteration assigns stays inside; a distributed Map's iterations see none of
    the variables outside.

    Instead: assign it in a state before, or read the variable that is assigned.
    """
    if facts.is_whole(machine):
        for _, note in unassigned(facts, is_everywhere=True):
            yield mistake_at(note, _message(note, facts), facts, *assigned_at(note, facts))


def _message(note: Unassigned, facts: Facts) -> str:
    if note.name in facts.assignments:
        return f'"${note.name}" has no value here: it is assigned elsewhere only'
    guess = facts.near_variables.nearest(note.name)
    hint = "" if guess is None else f'; did you mean "${guess}"?'
    return f'"${note.name}" is never assigned{hint}'
