"""ASL242: a catcher whose error output takes the place of input that is read later."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.missing_data import Loss, catcher_of, missing_paths, mistake_at
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import StateMachine

_MACHINE = """{"StartAt": "Pay", "States": {
    "Pay": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Tell", "Catch": [
        {"ErrorEquals": ["States.ALL"], %s"Next": "Refund"}]},
    "Refund": {"Type": "Pass", "Parameters": {"id.$": %s, "why.$": "$.Cause"}, "End": true},
    "Tell": {"Type": "Succeed"}}}"""


@rule(
    "ASL242",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="fallback-states",
    since="0.1",
    needs=("Catch",),
    valid=(
        _MACHINE.replace('"$.Cause"', '"$.failure.Cause"') % ('"ResultPath": "$.failure", ', '"$.order.id"'),
        """{"StartAt": "Pay", "States": {
    "Pay": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Tell", "Catch": [
        {"ErrorEquals": ["States.ALL"], "Next": "Tell"}]},
    "Tell": {"Type": "Pass", "Parameters": {"all.$": "$"}, "End": true}}}""",
    ),
    invalid=(
        Invalid(
            _MACHINE % ("", '«"$.order.id"»'),
            fixed=_MACHINE.replace('"$.Cause"', '"$.failure.Cause"')
            % ('"ResultPath": "$.failure", ', '"$.order.id"'),
        ),
        Invalid(
            """{"StartAt": "Pay", "States": {
    "Pay": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "ResultPath": "$.paid",
            "Next": "Tell", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Tell"}]},
    "Tell": {"Type": "Pass", "InputPath": «"$.order"», "End": true}}}""",
        ),
    ),
)
def input_lost_by_catch(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A path to input that a catcher has replaced by the error output.

    Why: a catcher without `ResultPath` passes on nothing but `{"Error": ..., "Cause": ...}`. A state behind
    it that reads the input the failed state had ends the execution with `States.Runtime`.

    Instead: give the catcher a `ResultPath`, such as `"$.error"`, which keeps the input and puts the error
    output into it.
    """
    if facts.is_whole(machine):
        for _, note in missing_paths(facts, Loss.CAUGHT):
            catcher = catcher_of(note)
            if catcher is not None:
                state = catcher[-3]
                message = (
                    f'"{note.text}" leads nowhere after the catcher of "{state}": the error output took the '
                    "place of the input"
                )
                related = Related(catcher, "this catcher keeps the input if it has a ResultPath")
                yield mistake_at(note, message, facts, related)
