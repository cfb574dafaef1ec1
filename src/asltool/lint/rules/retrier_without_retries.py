"""ASL413: a last retrier that never retries."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Map, Parallel, Task

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true'


@rule(
    "ASL413",
    on=(Task, Parallel, Map),
    severity=Severity.INFO,
    spec="retrying-after-error",
    since="0.1",
    needs=("Retry",),
    valid=(
        _TASK
        + ', "Retry": [{"ErrorEquals": ["CardRefused"], "MaxAttempts": 0}, {"ErrorEquals": ["States.ALL"]}]}',
        _TASK + ', "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": "${Attempts}"}]}',
    ),
    invalid=(
        Invalid(
            _TASK + ', "Retry": [«{"ErrorEquals": ["States.ALL"], "MaxAttempts": 0}»]}',
            fixed=_TASK + ', "Retry": []}',
        ),
    ),
)
def retrier_without_retries(state: Task | Parallel | Map, facts: Facts) -> Iterator[Mistake]:
    """A retrier with `"MaxAttempts": 0` that no other follows.

    Why: it keeps errors from later retriers. Where there are none, it does what would be done without it.

    Instead: remove it, or allow attempts.
    """
    if state.retry and state.retry[-1].max_attempts == 0:
        at = state.retry[-1].at
        drop = facts.remove_field(at, title="Remove the retrier")
        yield Mistake(at, "this retrier changes nothing: it never retries, and no other follows", fix=drop)
