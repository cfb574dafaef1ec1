"""ASL105: a cycle with no way to an end."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import StateMachine
from asltool.source.document import Part

_SHOWN_STATES = 6


@rule(
    "ASL105",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="transitions",
    since="0.1",
    valid=(
        """{"StartAt": "A", "States": {
    "A": {"Type": "Wait", "Seconds": 5, "Next": "B"},
    "B": {"Type": "Choice", "Default": "A", "Choices": [
        {"Variable": "$.done", "BooleanEquals": true, "Next": "C"}]},
    "C": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "A",
        "Catch": [{"ErrorEquals": ["Done"], "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Variable": "$.done", "BooleanEquals": true, "Next": "C"}]},
    «"B"»: {"Type": "Wait", "Seconds": 5, "Next": "B"},
    "C": {"Type": "Succeed"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Variable": "$.done", "BooleanEquals": true, "Next": "C"}]},
    "B": {"Type": "Wait", "Seconds": 5, "Next": "A"},
    "C": {"Type": "Succeed"}}}""",
        ),
        Invalid(
            """{"Type": "Parallel", "End": true, "Branches": [{"StartAt": "B", "States": {
    «"B"»: {"Type": "Pass", "Next": "C"},
    "C": {"Type": "Pass", "Next": "B"}}}]}""",
        ),
    ),
)
def endless_cycle(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A cycle from which no state can be reached that ends the machine.

    Why: an execution that gets into it goes round until it fails, is stopped, or has used up the 25,000
    events of its history. AWS accepts it.

    Instead: give the cycle a way out: a Choice that leads to an end, or a state with `"End": true`.
    """
    graph = facts.reachability(machine)
    if not graph.loops or (facts.is_whole(machine) and facts.lacks_end):
        return
    for cycle in graph.endless_cycles():
        shown = (*cycle[:_SHOWN_STATES], *(("...",) if len(cycle) > _SHOWN_STATES else ()), cycle[0])
        way = " -> ".join(shown)
        at, *others = (machine.states[name].at for name in cycle)
        related = tuple(Related(other, "and goes through here", Part.KEY) for other in others)
        message = f"this cycle never ends: {way}, and no way leads to an end"
        yield Mistake(at, message, part=Part.KEY, related=related)
