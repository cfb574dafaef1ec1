"""ASL306: a Wait that is longer than the execution may last."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, Valid, rule
from asltool.lint.time_limits import in_words
from asltool.model.machine import Seconds, Wait

_WAIT = '{"Type": "Wait", "End": true, "Seconds": '


@rule(
    "ASL306",
    on=Wait,
    severity=Severity.WARNING,
    spec="wait-state",
    since="0.1",
    valid=(
        _WAIT + "2592000}",
        Valid(_WAIT + "299}", type="EXPRESS"),
        """{"StartAt": "A", "TimeoutSeconds": 60, "States": {
    "A": {"Type": "Wait", "SecondsPath": "$.seconds", "Next": "B"},
    "B": {"Type": "Wait", "Seconds": 59, "End": true}}}""",
    ),
    invalid=(
        Invalid(_WAIT + "«600»}", fixed=_WAIT + "60}", type="EXPRESS"),
        Invalid(_WAIT + "«99999999»}"),
        Invalid(
            """{"StartAt": "A", "TimeoutSeconds": 60, "States": {
    "A": {"Type": "Wait", "Seconds": «60», "End": true}}}"""
        ),
        Invalid(
            """{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
    "StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": «600», "End": true}}}}}}"""
        ),
    ),
)
def wait_beyond_execution(wait: Wait, facts: Facts) -> Iterator[Mistake]:
    """A Wait that is at least as long as the whole execution may last.

    Why: an execution that gets to it times out, and no `Catch` can help. EXPRESS executions end after five
    minutes, STANDARD ones after a year, and all by the machine's `TimeoutSeconds`. AWS accepts it.

    Instead: wait for a shorter time, make the state machine a STANDARD one, or raise its `TimeoutSeconds`.
    """
    seconds = wait.until.value if isinstance(wait.until, Seconds) else None
    limit = facts.time_limit(wait)
    if isinstance(seconds, int | float) and seconds >= limit.seconds:
        message = f'"{wait.name}" waits for {in_words(seconds)}, but {limit.reason}'
        yield Mistake(wait.at / "Seconds", message)
