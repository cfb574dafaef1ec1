"""ASL405: retries that go on for more than a day."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.time_limits import DAY, in_words
from asltool.model.machine import Map, Parallel, Task

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": ['


@rule(
    "ASL405",
    on=(Task, Parallel, Map),
    severity=Severity.INFO,
    spec="retrying-after-error",
    since="0.1",
    needs=("Retry",),
    valid=(_TASK + '{"ErrorEquals": ["E"], "MaxAttempts": 12}]}',),
    invalid=(
        Invalid(
            _TASK + '«{"ErrorEquals": ["E"], "IntervalSeconds": 5, "MaxAttempts": 20, "BackoffRate": 2}»]}',
            fixed=_TASK + '{"ErrorEquals": ["E"], "IntervalSeconds": 5, "MaxAttempts": 20, "BackoffRate": 2, '
            '"MaxDelaySeconds": 600}]}',
        ),
    ),
)
def long_retry(state: Task | Parallel | Map, facts: Facts) -> Iterator[Mistake]:
    """A retrier whose pauses add up to more than a day.

    Why: pauses grow by `BackoffRate` each time, which is 2 by default. Few mean to wait for weeks.

    Instead: set `MaxDelaySeconds`, or retry fewer times.
    """
    for retrier in state.retry:
        total = retrier.total_delay_seconds(retrier.max_attempts)
        if DAY < total < facts.time_limit(state).seconds and not facts.has_placeholder(retrier.at):
            message = f"the pauses of {retrier.max_attempts} retries add up to {in_words(total)}"
            yield Mistake(retrier.at, message)
