"""ASL114: a loop whose only ways out are never taken."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.reachability import Reachability
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Choice, StateMachine
from asltool.source.document import Part

_LOOP = """{"StartAt": "A", "States": {
    %s: {"Type": "Wait", "Seconds": 10, "Next": "B"},
    "B": {"Type": "Choice", "Default": "A", "Choices": [
        {%s: [
            {"Variable": "$.status", "StringEquals": "FAILED"},
            {"Variable": "$.status", "StringEquals": "SUCCEEDED"}], "Next": "C"}]},
    "C": {"Type": "Succeed"}}}"""


@rule(
    "ASL114",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="transitions",
    since="0.1",
    valid=(
        _LOOP % ('"A"', '"Or"'),
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Variable": "$.done", "BooleanEquals": true, "Next": "C"}]},
    "B": {"Type": "Choice", "Default": "B", "Choices": [
        {"And": [{"Variable": "$.n", "IsNull": true}, {"Variable": "$.n", "IsNull": false}], "Next": "B"}]},
    "C": {"Type": "Succeed"}}}""",
    ),
    invalid=(Invalid(_LOOP % ('«"A"»', '"And"'), fixed=_LOOP % ('"A"', '"Or"')),),
)
def loop_with_dead_exits(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A loop that is left by nothing but choice rules, or a `Default`, that are never taken.

    Why: an execution that gets into it goes round until it fails, is stopped, or has used up the 25,000
    events of its history. AWS accepts it.

    Instead: correct the conditions that never hold.
    """
    graph = facts.reachability(machine)
    if not graph.loops:
        return
    states = (machine.states[name] for loop in graph.loops for name in loop)
    choices = [state for state in states if isinstance(state, Choice)]
    dead = frozenset(at for choice in choices for at in facts.ways(choice).dead)
    if not dead:
        return
    known = {name for cycle in graph.endless_cycles() for name in cycle}
    for cycle in Reachability(machine, dead).endless_cycles():
        if known.issuperset(cycle):
            continue
        ends = [edge for _, edge in graph.ways_out(cycle) if edge.at in dead]
        related = tuple(Related(edge.at, "this way out is never taken") for edge in ends)
        message = f'the loop through "{cycle[0]}" never ends: the ways out of it are never taken'
        yield Mistake(machine.states[cycle[0]].at, message, part=Part.KEY, related=related)
