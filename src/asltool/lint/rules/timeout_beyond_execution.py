"""ASL307: a task's timeout that the execution never lasts for."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, Valid, rule
from asltool.lint.time_limits import in_words
from asltool.model.machine import Task

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "TimeoutSeconds": '


@rule(
    "ASL307",
    on=Task,
    severity=Severity.INFO,
    spec="task-state",
    since="0.1",
    needs=("TimeoutSeconds",),
    valid=(_TASK + "900}", Valid(_TASK + "60}", type="EXPRESS")),
    invalid=(
        Invalid(_TASK + "«900»}", fixed=_TASK + "60}", type="EXPRESS"),
        Invalid(
            """{"StartAt": "A", "TimeoutSeconds": 60, "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": «60»,
        "End": true}}}"""
        ),
    ),
)
def timeout_beyond_execution(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A task's timeout that is not shorter than the whole execution may last.

    Why: the execution times out first, and then neither `Retry` nor `Catch` of the task is asked.

    Instead: give the task less time than the execution has.
    """
    seconds, limit = task.timeout_seconds, facts.time_limit(task)
    if isinstance(seconds, int | float) and seconds >= limit.seconds:
        message = f"the timeout of {in_words(seconds)} never comes: {limit.reason}"
        yield Mistake(task.at / "TimeoutSeconds", message)
