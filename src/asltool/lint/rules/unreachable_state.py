"""ASL103: a state that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording, Invalid, Mistake, rule
from asltool.model.machine import StateMachine
from asltool.source.document import Part


@rule(
    "ASL103",
    on=StateMachine,
    severity=Severity.ERROR,
    spec="transitions",
    since="0.1",
    aws="MISSING_TRANSITION_TARGET",
    valid=(
        '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}',
        """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]},
    "B": {"Type": "Fail"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Catch": "${Catchers}"},
    "B": {"Type": "Fail"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Next": "A"},
    "B": {"Type": "Pass", "Next": "A"}}}""",
    ),
    invalid=(
        Invalid(
            '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}, «"B"»: {"Type": "Fail"}}}',
            fixed='{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Fail"}}}',
        ),
        Invalid(
            """{"Type": "Parallel", "End": true, "Branches": [{"StartAt": "B", "States": {
    "B": {"Type": "Succeed"},
    «"C"»: {"Type": "Succeed"}}}]}""",
        ),
        Invalid(
            '{"StartAt": "Nope", "States": {«"A"»: {"Type": "Succeed"}}}',
        ),
    ),
)
def unreachable_state(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A state that neither `StartAt` nor any transition names.

    Why: it never runs, so a transition was probably forgotten. The service refuses the definition.

    Instead: lead some transition to it, or remove it.
    """
    graph = facts.reachability(machine)
    if graph.named.issuperset(machine.states) or facts.lacks_end or not graph.is_known:
        return
    for name, state in machine.states.items():
        if name not in graph.named:
            aws = AwsWording(f'State "{name}" is not reachable.', state.at)
            yield Mistake(
                state.at, f'state "{name}" is never reached: nothing leads to it', part=Part.KEY, aws=aws
            )
