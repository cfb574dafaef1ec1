"""ASL406: a `BackoffRate` that changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Map, Parallel, Task

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": ['


@rule(
    "ASL406",
    on=(Task, Parallel, Map),
    severity=Severity.INFO,
    spec="retrying-after-error",
    since="0.1",
    needs=("Retry",),
    valid=(
        _TASK + '{"ErrorEquals": ["E"], "MaxAttempts": 2, "BackoffRate": 2}]}',
        _TASK + '{"ErrorEquals": ["E"], "MaxAttempts": 1}]}',
        _TASK + '{"ErrorEquals": ["E"], "MaxAttempts": 1, "BackoffRate": 1}]}',
    ),
    invalid=(
        Invalid(
            _TASK + '{"ErrorEquals": ["E"], "MaxAttempts": 1, "BackoffRate": «2»}]}',
            fixed=_TASK + '{"ErrorEquals": ["E"], "MaxAttempts": 1}]}',
        ),
        Invalid(
            _TASK
            + '{"ErrorEquals": ["E"], "IntervalSeconds": 60, "MaxDelaySeconds": 60, "BackoffRate": «2»}]}',
            fixed=_TASK + '{"ErrorEquals": ["E"], "IntervalSeconds": 60, "MaxDelaySeconds": 60}]}',
        ),
    ),
)
def backoff_without_effect(state: Task | Parallel | Map, facts: Facts) -> Iterator[Mistake]:
    """A `BackoffRate` above 1 where no pause can grow.

    Why: the first pause is `IntervalSeconds` long; only later ones grow, and none beyond `MaxDelaySeconds`.

    Instead: allow more attempts or longer pauses, or leave `BackoffRate` out.
    """
    for retrier in state.retry:
        is_single = retrier.max_attempts == 1
        if retrier.backoff_rate <= 1 or not (
            is_single or retrier.max_delay_seconds == retrier.interval_seconds
        ):
            continue
        at = retrier.at / "BackoffRate"
        if facts.value(at) is not None and not facts.has_placeholder(retrier.at):
            why = "there is one retry only" if is_single else '"MaxDelaySeconds" is "IntervalSeconds"'
            drop = facts.remove_field(at, title="Remove BackoffRate")
            yield Mistake(at, f"the pauses never grow: {why}", fix=drop)
