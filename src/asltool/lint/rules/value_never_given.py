"""ASL247: a comparison with a text that the service never gives."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.data_flow.notes import NeverEqual
from asltool.lint.facts import Facts
from asltool.lint.missing_data import mistake_at
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import StateMachine
from asltool.parse.fields import did_you_mean

_MAX_VALUES = 8
_MACHINE = """{"StartAt": "Get", "States": {
    "Get": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:describeExecution", "Next": "Done?",
            "Parameters": {"ExecutionArn.$": "$.arn"}},
    "Done?": {"Type": "Choice", "Default": "End", "Choices": [
        {"Variable": "$.Status", "StringEquals": %s, "Next": "End"}]},
    "End": {"Type": "Succeed"}}}"""


@rule(
    "ASL247",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="choice-state",
    since="0.1",
    valid=(
        _MACHINE % '"SUCCEEDED"',
        _MACHINE % '"${Wanted}"',
        _MACHINE.replace("Equals", "Matches") % '"S*"',
    ),
    invalid=(
        Invalid(_MACHINE % '«"SUCCESS"»', fixed=_MACHINE % '"SUCCEEDED"'),
        Invalid(_MACHINE % '«"Failed"»', fixed=_MACHINE % '"FAILED"'),
    ),
)
def value_never_given(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A comparison with a text that is none of those the service gives there.

    Why: the comparison never holds: the service's model lists the values, and this one is not among them.
    Texts are compared with upper and lower case.

    Instead: compare with one of the values that the service gives.
    """
    if not facts.is_whole(machine):
        return
    for verdict in facts.data_verdicts:
        note = verdict.note
        if isinstance(note, NeverEqual) and verdict.is_everywhere:
            guess = did_you_mean(note.value, note.values)
            hint = "" if guess is None else f'; did you mean "{guess}"?'
            message = f'"{note.text}" is never "{note.value}", but {_listed(note.values)}{hint}'
            fix = None
            if guess is not None:
                fix = facts.replace(note.place.at, guess, title=f'Compare with "{guess}"')
            yield mistake_at(note, message, facts, fix=fix)


def _listed(values: tuple[str, ...]) -> str:
    shown = [f'"{value}"' for value in values[:_MAX_VALUES]]
    more = len(values) - _MAX_VALUES
    return (
        " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
        if more <= 0
        else (f"one of {', '.join(shown)} and {more} more")
    )
