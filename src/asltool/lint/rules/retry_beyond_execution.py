"""ASL404: retries that come after the execution has ended."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, Valid, rule
from asltool.lint.time_limits import in_words
from asltool.model.limits import MAX_SECONDS
from asltool.model.machine import Map, Parallel, Task

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": ['


@rule(
    "ASL404",
    on=(Task, Parallel, Map),
    severity=Severity.WARNING,
    spec="retrying-after-error",
    since="0.1",
    needs=("Retry",),
    valid=(
        _TASK + '{"ErrorEquals": ["E"], "IntervalSeconds": 60, "MaxAttempts": 20, "MaxDelaySeconds": 3600}]}',
        _TASK
        + '{"ErrorEquals": ["E"], "IntervalSeconds": 60, "MaxAttempts": 40, "JitterStrategy": "FULL"}]}',
        _TASK + '{"ErrorEquals": ["E"], "IntervalSeconds": "${Interval}", "MaxAttempts": 40}]}',
        Valid(_TASK + '{"ErrorEquals": ["E"], "IntervalSeconds": 30}]}', type="EXPRESS"),
        """{"StartAt": "A", "TimeoutSeconds": 5, "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
        "Retry": "${Retriers}"}}}""",
    ),
    invalid=(
        Invalid(
            _TASK + '«{"ErrorEquals": ["E"], "IntervalSeconds": 60, "MaxAttempts": 40}»]}',
            fixed=_TASK
            + '{"ErrorEquals": ["E"], "IntervalSeconds": 60, "MaxAttempts": 40, "MaxDelaySeconds": 3600}]}',
        ),
        Invalid(
            _TASK + '«{"ErrorEquals": ["E"], "IntervalSeconds": 60, "MaxAttempts": 5}»]}',
            type="EXPRESS",
        ),
        Invalid(
            """{"StartAt": "A", "TimeoutSeconds": 600, "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": [
        «{"ErrorEquals": ["E"], "IntervalSeconds": 300, "BackoffRate": 1}»]}}}""",
        ),
        Invalid(_TASK + '«{"ErrorEquals": ["E"], "MaxAttempts": 99999999, "MaxDelaySeconds": 60}»]}'),
    ),
)
def retry_beyond_execution(state: Task | Parallel | Map, facts: Facts) -> Iterator[Mistake]:
    """A retrier whose pauses add up to more than the execution may last.

    Why: where the error stays, the execution times out before the last attempts, and no catcher is asked.
    Pauses double by default, so that twenty attempts from one second on take twelve days.

    Instead: retry fewer times, or set `MaxDelaySeconds`.
    """
    for retrier in state.retry:
        limit = facts.time_limit(state)
        total = retrier.total_delay_seconds(retrier.max_attempts)
        if total < limit.seconds or retrier.jitter_strategy != "NONE" or facts.has_placeholder(retrier.at):
            continue
        attempts = range(1, min(retrier.max_attempts, MAX_SECONDS) + 1)
        late = attempts[bisect_left(attempts, limit.seconds, key=retrier.total_delay_seconds)]
        pauses = in_words(retrier.total_delay_seconds(late))
        message = f"retry {late} of {retrier.max_attempts} would come after {pauses}, but {limit.reason}"
        yield Mistake(retrier.at, message)
