"""ASL104: states that lead to each other, and that nothing else leads to."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import StateMachine
from asltool.source.document import Part


@rule(
    "ASL104",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="transitions",
    since="0.1",
    valid=(
        '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}',
        '{"StartAt": "Nope", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}',
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "End": true},
    «"B"»: {"Type": "Pass", "Next": "C"},
    «"C"»: {"Type": "Pass", "Next": "B"}}}""",
            fixed='{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}',
        ),
    ),
)
def unreachable_island(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """States that lead to each other, and that nothing else leads to.

    Why: they never run. AWS may let them pass, as each of them is named by some transition.

    Instead: lead a transition from the rest of the machine to them, or remove them.
    """
    graph = facts.reachability(machine)
    if len(graph.reached) == len(machine.states) or not (graph.is_known and graph.is_connected):
        return
    for name, state in machine.states.items():
        if name in graph.named and name not in graph.reached:
            message = f'state "{name}" is never reached: only states that are never reached lead to it'
            yield Mistake(state.at, message, part=Part.KEY)
