"""ASL310: a task that waits for someone's word, and for how long nobody says."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import has_timeout, readable_resource, waits_for_someone
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Task
from asltool.source.document import Part

_CALLBACK = '{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true'


@rule(
    "ASL310",
    on=Task,
    severity=Severity.WARNING,
    spec="task-state",
    since="0.1",
    valid=(
        _CALLBACK + ', "HeartbeatSeconds": 600}',
        _CALLBACK + ', "TimeoutSecondsPath": "$.seconds"}',
        '{"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "End": true}',
        """{"StartAt": "A", "TimeoutSeconds": 86400, "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    «"A"»: {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": {"QueueUrl.$": "$.queue", "MessageBody.$": "$$.Task.Token"}, "End": true}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "TimeoutSeconds": 86400,
        "Parameters": {"QueueUrl.$": "$.queue", "MessageBody.$": "$$.Task.Token"}, "End": true}}}""",
        ),
        Invalid(
            '{"StartAt": "A", "States": {«"A"»: {"Type": "Task", "End": true, "Resource": '
            '"arn:aws:states:eu-west-1:444455556666:activity:approve"}}}'
        ),
    ),
)
def callback_without_timeout(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A task that waits for a task token or an activity worker, without timeout and heartbeat.

    Why: where the message is lost or the worker dies nobody notices, and the execution hangs for a year.
    AWS accepts it.

    Instead: write `"HeartbeatSeconds"` or `"TimeoutSeconds"` and handle `States.Timeout`; the machine's own
    `TimeoutSeconds` does for executions that need no other end.
    """
    resource = readable_resource(task)
    if resource is None or not waits_for_someone(resource) or has_timeout(task) or facts.has_short_life(task):
        return
    whom = "an activity worker" if resource.name else "a task token"
    message = f'task "{task.name}" waits for {whom} without timeout or heartbeat: it may hang for a year'
    yield Mistake(task.at, message, part=Part.KEY)
