"""ASL409: a catcher that replaces the input by the error."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.fields import JSONPATH
from asltool.model.machine import Fail, Map, Parallel, StateMachine, Succeed, Task

_INSIDE = """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "B", "Catch": [
        %s]},
    "B": {"Type": "Pass", "End": true},
    "C": {"Type": "Fail"}}}"""


@rule(
    "ASL409",
    on=StateMachine,
    severity=Severity.INFO,
    spec="fallback-states",
    since="0.1",
    needs=("Catch",),
    valid=(
        _INSIDE % '{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "B"}',
        _INSIDE % '{"ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "B"}',
        _INSIDE % '{"ErrorEquals": ["States.ALL"], "Next": "C"}',
    ),
    invalid=(
        Invalid(
            _INSIDE % '«{"ErrorEquals": ["States.ALL"], "Next": "B"}»',
            fixed=_INSIDE % '{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "B"}',
        ),
    ),
)
def catch_loses_input(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A catcher without `ResultPath`, whose error output replaces the state's whole input.

    Why: the states after it find `Error` and `Cause`, and nothing of what they found without the error.

    Instead: write `"ResultPath": "$.error"`, which puts the error beside the input.
    """
    for state in machine.states.values():
        if not isinstance(state, Task | Parallel | Map) or state.query_language != JSONPATH:
            continue
        for catcher in state.catch:
            written = facts.value(catcher.at)
            target = machine.states.get(catcher.next.target)
            if (
                isinstance(written, dict)
                and "ResultPath" not in written
                and not isinstance(target, Fail | Succeed)
            ):
                message = f'the error replaces the input: "{catcher.next.target}" gets nothing else'
                yield Mistake(catcher.at, message)
