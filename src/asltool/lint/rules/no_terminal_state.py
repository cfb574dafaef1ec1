"""ASL102: a machine without a state that ends it."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording, Invalid, Mistake, rule
from asltool.model.machine import StateMachine
from asltool.source.document import Part


@rule(
    "ASL102",
    on=StateMachine,
    severity=Severity.ERROR,
    spec="terminal-state",
    since="0.1",
    aws="MISSING_END_STATE",
    valid=(
        '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Fail"}}}',
        """{"Type": "Parallel", "End": true, "Branches": [
    {"StartAt": "B", "States": {"B": {"Type": "Pass", "Next": "B"}}}]}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", «"States"»: {
    "A": {"Type": "Pass", "Next": "B"},
    "B": {"Type": "Pass", "Next": "A"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Next": "B"},
    "B": {"Type": "Pass", "End": true}}}""",
        ),
    ),
)
def no_terminal_state(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A machine in which no state ends the execution.

    Why: the service refuses the definition. Only for inner machines it does not insist.

    Instead: write `"End": true` in the last state, or add a state of type Succeed or Fail.
    """
    if facts.is_whole(machine) and facts.lacks_end:
        aws = AwsWording("Workflow has no terminal state", None)
        message = 'no state ends the machine: none has "End": true, none is of type Succeed or Fail'
        yield Mistake(machine.at / "States", message, part=Part.KEY, aws=aws)
