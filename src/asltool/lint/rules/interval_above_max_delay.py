"""ASL407: a first pause that is longer than the longest."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.time_limits import in_words
from asltool.model.machine import Map, Parallel, Task

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": ['


@rule(
    "ASL407",
    on=(Task, Parallel, Map),
    severity=Severity.WARNING,
    spec="retrying-after-error",
    since="0.1",
    needs=("Retry",),
    valid=(
        _TASK + '{"ErrorEquals": ["E"], "IntervalSeconds": 3, "MaxDelaySeconds": 5}]}',
        _TASK + '{"ErrorEquals": ["E"], "IntervalSeconds": "${Interval}", "MaxDelaySeconds": 5}]}',
    ),
    invalid=(
        Invalid(
            _TASK + '{"ErrorEquals": ["E"], "IntervalSeconds": «60», "MaxDelaySeconds": 5}]}',
            fixed=_TASK + '{"ErrorEquals": ["E"], "IntervalSeconds": 5, "MaxDelaySeconds": 60}]}',
        ),
    ),
)
def interval_above_max_delay(state: Task | Parallel | Map, facts: Facts) -> Iterator[Mistake]:
    """A retrier whose `IntervalSeconds` is greater than its `MaxDelaySeconds`.

    Why: no pause is longer than `MaxDelaySeconds`, so `IntervalSeconds` and `BackoffRate` mean nothing. The
    two values were probably exchanged. AWS accepts it.

    Instead: make `IntervalSeconds` the shorter one.
    """
    for retrier in state.retry:
        first, longest = retrier.interval_seconds, retrier.max_delay_seconds
        if not longest or first <= longest or facts.has_placeholder(retrier.at):
            continue
        message = f"no pause is as long as {in_words(first)}: the longest is {in_words(longest)}"
        related = Related(retrier.at / "MaxDelaySeconds", "the longest pause")
        yield Mistake(retrier.at / "IntervalSeconds", message, related=(related,))
