"""ASL605: a Task that an EXPRESS state machine cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import readable_resource, resource_at, what_it_waits_for
from asltool.lint.rule import AwsWording, Invalid, Mistake, Valid, rule
from asltool.model.machine import Task

_ACTIVITY = "arn:aws:states:eu-west-1:444455556666:activity:approve"


def _task(resource: str) -> str:
    return '{"Type": "Task", "Resource": ' + resource + ', "End": true}'


@rule(
    "ASL605",
    on=Task,
    severity=Severity.ERROR,
    since="0.1",
    aws="SCHEMA_VALIDATION_FAILED",
    valid=(
        _task('"arn:aws:states:::glue:startJobRun.sync"'),
        _task(f'"{_ACTIVITY}"'),
        Valid(_task('"arn:aws:states:::glue:startJobRun"'), type="EXPRESS"),
    ),
    invalid=(
        Invalid(
            _task('«"arn:aws:states:::glue:startJobRun.sync"»'),
            fixed=_task('"arn:aws:states:::glue:startJobRun"'),
            type="EXPRESS",
        ),
        Invalid(_task('«"arn:aws:states:::states:startExecution.sync:2"»'), type="EXPRESS"),
        Invalid(_task('«"arn:aws:states:::sqs:sendMessage.waitForTaskToken"»'), type="EXPRESS"),
        Invalid(_task(f'«"{_ACTIVITY}"»'), type="EXPRESS"),
    ),
)
def not_in_express(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A Task that an EXPRESS state machine cannot have.

    Why: an EXPRESS execution lives for five minutes at most and keeps no history, so it can wait neither
    for a job (`.sync`) nor for a task token, nor for an activity worker. The service refuses the
    definition.

    Instead: ask for the response only, move the Task to a STANDARD state machine, or make this one
    STANDARD.
    """
    resource = readable_resource(task)
    wait = None if resource is None or not facts.is_express else what_it_waits_for(resource)
    if wait is not None:
        what, aws_words = wait
        aws = AwsWording(f"Express state machine does not support {aws_words}", resource_at(task))
        yield Mistake(resource_at(task), f"an EXPRESS state machine cannot wait for {what}", aws=aws)
