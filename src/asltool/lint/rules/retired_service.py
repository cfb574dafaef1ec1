"""ASL607: a call of a service that AWS has retired."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import readable_resource, resource_at
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.integrations import sdk_service
from asltool.model.machine import Task
from asltool.model.resource import SDK_PREFIX


def _task(resource: str) -> str:
    return '{"Type": "Task", "Resource": ' + resource + ', "End": true}'


@rule(
    "ASL607",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        _task('"arn:aws:states:::aws-sdk:s3:putObject"'),
        _task('"arn:aws:states:::aws-sdk:${Service}:putObject"'),
        _task('"arn:aws:lambda:eu-west-1:444455556666:function:qldb"'),
    ),
    invalid=(
        Invalid(
            _task('«"arn:aws:states:::aws-sdk:qldb:describeLedger"»'),
            fixed=_task('"arn:aws:states:::aws-sdk:dynamodb:describeTable"'),
        ),
    ),
)
def retired_service(task: Task, _facts: Facts) -> Iterator[Mistake]:
    """A call of a service that AWS has retired.

    Why: the service answers no longer and is gone from the AWS SDK, so the call can only fail.

    Instead: move to the service that AWS names as its successor.
    """
    resource = readable_resource(task)
    if resource is None or not resource.service.startswith(SDK_PREFIX):
        return
    name = resource.service.removeprefix(SDK_PREFIX)
    service = sdk_service(name)
    if service is not None and not service.actions:
        yield Mistake(resource_at(task), f'AWS has retired the service "{name}"')
