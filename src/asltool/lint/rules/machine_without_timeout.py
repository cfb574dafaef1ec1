"""ASL311: a machine whose executions may last for a year."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, Valid, rule
from asltool.model.machine import StateMachine
from asltool.source.document import Part


@rule(
    "ASL311",
    on=StateMachine,
    severity=Severity.INFO,
    since="0.1",
    valid=(
        '{"StartAt": "A", "TimeoutSeconds": 3600, "States": {"A": {"Type": "Succeed"}}}',
        '{"StartAt": "A", "TimeoutSeconds": "${Timeout}", "States": {"A": {"Type": "Succeed"}}}',
        Valid('{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}', type="EXPRESS"),
    ),
    invalid=(
        Invalid(
            '{«"StartAt"»: "A", "States": {"A": {"Type": "Succeed"}}}',
            fixed='{"StartAt": "A", "TimeoutSeconds": 3600, "States": {"A": {"Type": "Succeed"}}}',
        ),
    ),
)
def machine_without_timeout(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A STANDARD state machine without `TimeoutSeconds`.

    Why: an execution that hangs or goes round does so for up to a year.

    Instead: write `"TimeoutSeconds"` with more than any execution needs.
    """
    if facts.is_whole(machine) and not facts.is_express and not facts.has_own_time_limit:
        message = "the machine has no timeout: its executions may last for a year"
        yield Mistake(machine.start_at.at, message, part=Part.KEY)
