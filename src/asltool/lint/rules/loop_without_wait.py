"""ASL112: a loop that goes round without a pause."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import readable_resource, waits_for_someone
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import State, StateMachine, Task, Wait
from asltool.source.document import Part

_MOST_SHOWN = 5

_LOOP = """{"StartAt": "A", "States": {
    %s: {"Type": "Task", "Resource": "arn:aws:states:::%s", "Next": "B"},
    "B": {"Type": "Choice", "Default": %s, "Choices": [
        {"Variable": "$.Status", "StringEquals": "DONE", "Next": "C"}]},%s
    "C": {"Type": "Succeed"}}}"""
_PAUSE = """
    "D": {"Type": "Wait", "Seconds": 10, "Next": "A"},"""


@rule(
    "ASL112",
    on=StateMachine,
    severity=Severity.INFO,
    spec="transitions",
    since="0.1",
    valid=(
        _LOOP % ('"A"', "aws-sdk:glue:getJobRun", '"D"', _PAUSE),
        _LOOP % ('"A"', "glue:startJobRun.sync", '"A"', ""),
    ),
    invalid=(
        Invalid(
            _LOOP % ('«"A"»', "aws-sdk:glue:getJobRun", '"A"', ""),
            fixed=_LOOP % ('"A"', "aws-sdk:glue:getJobRun", '"D"', _PAUSE),
        ),
    ),
)
def loop_without_wait(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A loop in which no state waits: for a time, for a job, or for someone's word.

    Why: what asks for something again and again does so as fast as it can; each round costs transitions,
    and STANDARD executions end at 25,000 events. Loops that read page by page are meant to be quick.

    Instead: put a Wait into a loop that waits for something.
    """
    graph = facts.reachability(machine)
    if not graph.loops:
        return
    pausing = [name for loop in graph.loops for name in loop if _pauses(machine.states[name])]
    for loop in graph.loops_without(pausing):
        first, *others = (machine.states[name] for name in loop)
        related = tuple(
            Related(state.at, "and goes through here", Part.KEY) for state in others[:_MOST_SHOWN]
        )
        message = f'the loop through "{first.name}" goes round without a Wait'
        yield Mistake(first.at, message, part=Part.KEY, related=related)


def _pauses(state: State) -> bool:
    if isinstance(state, Task):
        resource = readable_resource(state)
        return resource is None or resource.pattern.is_sync or waits_for_someone(resource)
    return isinstance(state, Wait)
