"""ASL603: an AWS SDK integration with a service or an action that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import (
    near_sdk_service,
    not_recognized,
    readable_resource,
    resource_at,
    same_but_case,
    use_integration,
)
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.integrations import SdkService, sdk_service
from asltool.model.machine import Task
from asltool.model.resource import SDK_PREFIX, Kind, Resource
from asltool.parse.fields import did_you_mean


def _task(resource: str) -> str:
    return '{"Type": "Task", "Resource": ' + resource + ', "End": true}'


@rule(
    "ASL603",
    on=Task,
    severity=Severity.ERROR,
    since="0.1",
    aws="SCHEMA_VALIDATION_FAILED",
    valid=(
        _task('"arn:aws:states:::aws-sdk:cloudwatchlogs:createLogStream"'),
        _task('"arn:aws:states:::aws-sdk:qldb:anything"'),
        _task('"arn:aws:states:::aws-sdk:s3:${Action}"'),
    ),
    invalid=(
        Invalid(
            _task('«"arn:aws:states:::aws-sdk:cloudwatchlogs:CreateLogStream"»'),
            fixed=_task('"arn:aws:states:::aws-sdk:cloudwatchlogs:createLogStream"'),
        ),
        Invalid(
            _task('«"arn:aws:states:::aws-sdk:logs:createLogStream"»'),
            fixed=_task('"arn:aws:states:::aws-sdk:cloudwatchlogs:createLogStream"'),
        ),
        Invalid(
            _task('«"arn:aws:states:::aws-sdk:stepfunctions:startSyncExecution"»'),
            fixed=_task('"arn:aws:states:::aws-sdk:sfn:startSyncExecution"'),
        ),
        Invalid(
            _task('«"arn:aws:states:::aws-sdk:cognito-idp:listUsers"»'),
            fixed=_task('"arn:aws:states:::aws-sdk:cognitoidentityprovider:listUsers"'),
        ),
        Invalid(
            _task('«"arn:aws:states:::aws-sdk:s3:listObjectV2"»'),
            fixed=_task('"arn:aws:states:::aws-sdk:s3:listObjectsV2"'),
        ),
        Invalid(_task('«"arn:aws:states:::aws-sdk:nimbus:rain"»')),
        Invalid(_task('«"arn:aws:states:::aws-sdk:s3:rain"»')),
        Invalid(_task('«"arn:aws:states:::aws-sdk:s3:selectObjectContent"»')),
    ),
)
def unknown_sdk_action(task: Task, facts: Facts) -> Iterator[Mistake]:
    """An AWS SDK integration with a service or an action that does not exist.

    Why: the service refuses the definition. Services are named as in the AWS SDK for Java, in lower case
    (`cloudwatchlogs`, not `logs`; `sfn`, not `states`), and actions begin with a lower-case letter. Actions
    that stream are not supported, nor is `sts:assumeRole`.

    Instead: correct the name. If AWS has added the action after this version of asltool, ignore the rule
    there.
    """
    resource = readable_resource(task)
    if (
        resource is None
        or resource.kind is not Kind.INTEGRATION
        or not resource.service.startswith(SDK_PREFIX)
    ):
        return
    name = resource.service.removeprefix(SDK_PREFIX)
    service = sdk_service(name)
    if service is None:
        yield _unknown_service(task, resource, name, facts)
    elif service.actions and resource.action not in service.actions:
        yield _unknown_action(task, resource, service, facts)


def _unknown_service(task: Task, resource: Resource, name: str, facts: Facts) -> Mistake:
    at, aws = resource_at(task), not_recognized(task)
    guess = near_sdk_service(name)
    if guess is None:
        return Mistake(at, f'the AWS SDK integrations have no service "{name}"', aws=aws)
    message = f'the AWS SDK integrations have no service "{name}"; did you mean "{guess}"?'
    key = f"{SDK_PREFIX}{guess}:{resource.action}"
    return Mistake(at, message, fix=use_integration(task, resource, key, facts, safe=False), aws=aws)


def _unknown_action(task: Task, resource: Resource, service: SdkService, facts: Facts) -> Mistake:
    at, aws = resource_at(task), not_recognized(task)
    exact = same_but_case(resource.action, service.actions)
    guess = exact or did_you_mean(resource.action, tuple(sorted(service.actions)))
    message = f'Step Functions knows no action "{resource.action}" of {resource.service}'
    if guess is None:
        return Mistake(at, message, aws=aws)
    fix = use_integration(task, resource, f"{resource.service}:{guess}", facts, safe=exact is not None)
    return Mistake(at, f'{message}; did you mean "{guess}"?', fix=fix, aws=aws)
