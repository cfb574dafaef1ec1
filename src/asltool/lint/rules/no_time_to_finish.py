"""ASL308: waits that take longer, all ways taken together, than the execution may last."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, Valid, rule
from asltool.lint.shortest_waits import shortest_waits
from asltool.lint.time_limits import in_words
from asltool.model.limits import MAX_STANDARD_SECONDS
from asltool.model.machine import StateMachine
from asltool.source.document import Part


@rule(
    "ASL308",
    on=StateMachine,
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        """{"StartAt": "A", "TimeoutSeconds": 60, "States": {
    "A": {"Type": "Wait", "Seconds": 30, "Next": "B"},
    "B": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.slow", "BooleanEquals": true, "Next": "D"}]},
    "C": {"Type": "Succeed"},
    "D": {"Type": "Wait", "Seconds": 30, "End": true}}}""",
        Valid('{"Type": "Wait", "Seconds": 200, "End": true}', type="EXPRESS"),
    ),
    invalid=(
        Invalid(
            """{"StartAt": «"A"», "TimeoutSeconds": 60, "States": {
    "A": {"Type": "Wait", "Seconds": 40, "Next": "B"},
    "B": {"Type": "Wait", "Seconds": 20, "End": true}}}""",
            fixed="""{"StartAt": "A", "TimeoutSeconds": 600, "States": {
    "A": {"Type": "Wait", "Seconds": 40, "Next": "B"},
    "B": {"Type": "Wait", "Seconds": 20, "End": true}}}""",
        ),
        Invalid(
            """{"StartAt": «"A"», "States": {
    "A": {"Type": "Wait", "Seconds": 200, "Next": "B"},
    "B": {"Type": "Parallel", "End": true, "Branches": [
        {"StartAt": "C", "States": {"C": {"Type": "Wait", "Seconds": 200, "End": true}}}]}}}""",
            type="EXPRESS",
        ),
    ),
)
def no_time_to_finish(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """Waits of which every way through the machine has more than the execution may last.

    Why: every execution times out before it gets to an end. AWS accepts it.

    Instead: raise `TimeoutSeconds`, shorten the waits, or make an EXPRESS state machine a STANDARD one.
    """
    may_be_short = facts.is_express or facts.has_own_time_limit
    limit = facts.limit_of_executions(machine) if may_be_short else None
    if limit is None or limit.seconds >= MAX_STANDARD_SECONDS:  # nobody writes waits that take years
        return
    total, waits = shortest_waits(machine)
    if len(waits) > 1 and total >= limit.seconds:
        related = tuple(Related(wait.at, "one of the waits", Part.KEY) for wait in waits)
        message = f"no way gets to an end in less than {in_words(total)} of waiting, but {limit.reason}"
        yield Mistake(machine.start_at.at, message, related=related)
