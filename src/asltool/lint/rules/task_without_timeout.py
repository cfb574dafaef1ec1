"""ASL309: a task that nothing ends but its answer."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import has_timeout, readable_resource, waits_for_someone
from asltool.lint.rule import Invalid, Mistake, Valid, rule
from asltool.model.machine import Task
from asltool.source.document import Part

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true'


@rule(
    "ASL309",
    on=Task,
    severity=Severity.INFO,
    spec="task-state",
    since="0.1",
    valid=(
        _TASK + ', "TimeoutSeconds": 60}',
        _TASK + ', "TimeoutSecondsPath": "$.seconds"}',
        Valid(_TASK + "}", type="EXPRESS"),
        '{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true}',
        """{"StartAt": "A", "TimeoutSeconds": 600, "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    «"A"»: {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
        "TimeoutSeconds": 60}}}""",
        ),
    ),
)
def task_without_timeout(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A task without `TimeoutSeconds` in a machine without one.

    Why: the service sets none, so where the answer of the task is lost the execution goes on waiting, for up
    to a year.

    Instead: write `"TimeoutSeconds"` with some more than the task takes, and handle `States.Timeout`.
    """
    if has_timeout(task) or facts.has_short_life(task):
        return
    resource = readable_resource(task)
    if resource is None or not waits_for_someone(resource):
        message = f'task "{task.name}" has no timeout: if its answer is lost, nothing ends it'
        yield Mistake(task.at, message, part=Part.KEY)
