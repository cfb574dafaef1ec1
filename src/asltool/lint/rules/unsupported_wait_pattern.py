"""ASL604: an integration pattern that the integration does not have."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Fix, Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import not_recognized, readable_resource, resource_at, waits_of
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.integrations import optimized
from asltool.model.machine import Task
from asltool.model.resource import SDK_PREFIX, Kind, Pattern, Resource


def _task(resource: str) -> str:
    return '{"Type": "Task", "Resource": ' + resource + ', "End": true}'


@rule(
    "ASL604",
    on=Task,
    severity=Severity.ERROR,
    since="0.1",
    aws="SCHEMA_VALIDATION_FAILED",
    valid=(
        _task('"arn:aws:states:::sqs:sendMessage"'),
        _task('"arn:aws:states:::states:startExecution.sync:2"'),
        _task('"arn:aws:states:::aws-sdk:s3:putObject.waitForTaskToken"'),
    ),
    invalid=(
        Invalid(
            _task('«"arn:aws:states:::aws-sdk:glue:startJobRun.sync"»'),
            fixed=_task('"arn:aws:states:::glue:startJobRun.sync"'),
        ),
        Invalid(_task('«"arn:aws:states:::lambda:invoke.sync"»')),
        Invalid(_task('«"arn:aws:states:::glue:startJobRun.waitForTaskToken"»')),
        Invalid(
            _task('«"arn:aws:states:::batch:submitJob.sync:2"»'),
            fixed=_task('"arn:aws:states:::batch:submitJob.sync"'),
        ),
        Invalid(_task('«"arn:aws:states:::aws-sdk:s3:putObject.sync"»')),
    ),
)
def unsupported_wait_pattern(task: Task, facts: Facts) -> Iterator[Mistake]:
    """An integration pattern that the integration does not have.

    Why: only some optimized integrations wait for the end of the job that they start (`.sync`), or for a
    task token (`.waitForTaskToken`); AWS SDK integrations never do the former. The service refuses the
    definition.

    Instead: use a pattern that the integration has. Where there is no `.sync`, ask for the job's status in
    a loop of Wait and Choice states.
    """
    resource = readable_resource(task)
    if (
        resource is None
        or resource.kind is not Kind.INTEGRATION
        or resource.pattern is Pattern.REQUEST_RESPONSE
    ):
        return
    allowed = waits_of(resource)
    if allowed is None or resource.pattern in allowed:
        return
    others = " and ".join(allowed)
    hint = f"; it has {others}" if others else ""
    message = f'"{resource.key}" has no {resource.pattern}{hint}'
    yield Mistake(resource_at(task), message, fix=_fix(task, resource, facts), aws=not_recognized(task))


def _fix(task: Task, resource: Resource, facts: Facts) -> Fix | None:
    """Give the fix that waits for the job all the same, if some integration does."""
    if not resource.pattern.is_sync:
        return None
    service = resource.service.removeprefix(SDK_PREFIX)
    integration = optimized(service)
    if integration is None or Pattern.SYNC not in integration.actions.get(resource.action, ()):
        return None
    tail = resource.key + resource.pattern.value
    key = f"{service}:{resource.action}{Pattern.SYNC}"
    text = task.resource.text.removesuffix(tail) + key
    return facts.replace(resource_at(task), text, title=f'Use "{key}"')
