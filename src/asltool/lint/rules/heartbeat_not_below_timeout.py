"""ASL305: a heartbeat interval that is not shorter than the timeout."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Task

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true'


@rule(
    "ASL305",
    on=Task,
    severity=Severity.ERROR,
    spec="task-state",
    since="0.1",
    needs=("HeartbeatSeconds",),
    valid=(
        _TASK + ', "HeartbeatSeconds": 20}',
        _TASK + ', "TimeoutSeconds": 60, "HeartbeatSeconds": 20}',
        _TASK + ', "TimeoutSeconds": 60, "HeartbeatSecondsPath": "$.seconds"}',
    ),
    invalid=(
        Invalid(
            _TASK + ', "TimeoutSeconds": 9, "HeartbeatSeconds": «9»}',
            fixed=_TASK + ', "TimeoutSeconds": 9}',
        ),
    ),
)
def heartbeat_not_below_timeout(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A heartbeat interval that is not shorter than the timeout.

    Why: the task times out before the first missed heartbeat could be noticed, so the heartbeat guards
    nothing; the specification forbids it.

    Instead: make `HeartbeatSeconds` smaller than `TimeoutSeconds`, or leave it out.
    """
    heartbeat, timeout = task.heartbeat_seconds, task.timeout_seconds
    if (
        not isinstance(heartbeat, (int, float))
        or not isinstance(timeout, (int, float))
        or heartbeat < timeout
    ):
        return
    at = task.at / "HeartbeatSeconds"
    drop = facts.remove_field(at, title="Remove HeartbeatSeconds")
    yield Mistake(at, f"a heartbeat of {heartbeat} s is not below the timeout of {timeout} s", fix=drop)
