"""ASL602: an optimized integration that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import (
    not_recognized,
    readable_resource,
    resource_at,
    same_but_case,
    sdk_service_like,
    use_integration,
)
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.integrations import optimized, optimized_services
from asltool.model.machine import Task
from asltool.model.resource import SDK_PREFIX, Kind, Resource
from asltool.parse.fields import did_you_mean


def _task(resource: str) -> str:
    return '{"Type": "Task", "Resource": ' + resource + ', "End": true}'


@rule(
    "ASL602",
    on=Task,
    severity=Severity.ERROR,
    since="0.1",
    aws="SCHEMA_VALIDATION_FAILED",
    valid=(
        _task('"arn:aws:states:::dynamodb:getItem"'),
        _task('"arn:aws:states:::emr-serverless:startJobRun.sync"'),
        _task('"arn:aws:states:::aws-sdk:s3:putObject"'),
        _task('"arn:aws:states:::${Service}:putObject"'),
    ),
    invalid=(
        Invalid(
            _task('«"arn:aws:states:::s3:putObject"»'), fixed=_task('"arn:aws:states:::aws-sdk:s3:putObject"')
        ),
        Invalid(
            _task('«"arn:aws:states:::dynamodb:query"»'),
            fixed=_task('"arn:aws:states:::aws-sdk:dynamodb:query"'),
        ),
        Invalid(
            _task('«"arn:${AWS::Partition}:states:::logs:createLogStream.waitForTaskToken"»'),
            fixed=_task(
                '"arn:${AWS::Partition}:states:::aws-sdk:cloudwatchlogs:createLogStream.waitForTaskToken"'
            ),
        ),
        Invalid(
            _task('«"arn:aws:states:::dynamodb:getitem"»'), fixed=_task('"arn:aws:states:::dynamodb:getItem"')
        ),
        Invalid(
            _task('«"arn:aws:states:::lambdas:invoke"»'), fixed=_task('"arn:aws:states:::lambda:invoke"')
        ),
        Invalid(
            _task('«"arn:aws:states:::dynamodb:quer"»'),
            fixed=_task('"arn:aws:states:::aws-sdk:dynamodb:query"'),
        ),
        Invalid(_task('«"arn:aws:states:::glue:startCrawler.sync"»')),
        Invalid(_task('«"arn:aws:states:::nimbus:rain"»')),
    ),
)
def unknown_integration(task: Task, facts: Facts) -> Iterator[Mistake]:
    """An optimized integration that does not exist.

    Why: `arn:aws:states:::service:action` stands for the few integrations that Step Functions has
    optimized; the service refuses any other. `s3:getObject` and its like exist only for the readers and
    writers of a distributed Map.

    Instead: call the action through the AWS SDK integration, `arn:aws:states:::aws-sdk:service:action`.
    """
    resource = readable_resource(task)
    if resource is None or resource.kind is not Kind.INTEGRATION or _is_other(resource.service):
        return
    integration = optimized(resource.service)
    if integration is None or resource.action not in integration.actions:
        yield _mistake(task, resource, facts)


def _is_other(service: str) -> bool:
    """Tell whether *service* is no service, but reported by another rule."""
    return service.startswith(SDK_PREFIX) or service == "stateMachine"


def _mistake(task: Task, resource: Resource, facts: Facts) -> Mistake:
    at, aws = resource_at(task), not_recognized(task)
    exact = _optimized_but_case(resource)
    if exact is not None:
        message = f'there is no integration "{resource.key}"; did you mean "{exact}"?'
        return Mistake(at, message, fix=use_integration(task, resource, exact, facts, safe=True), aws=aws)
    sdk = sdk_service_like(resource.service)
    if sdk is not None and resource.action in sdk.actions:
        key = f"{SDK_PREFIX}{sdk.service}:{resource.action}"
        message = f'"{resource.key}" is no optimized integration; the AWS SDK integration is "{key}"'
        fix = None if resource.pattern.is_sync else use_integration(task, resource, key, facts, safe=True)
        return Mistake(at, message, fix=fix, aws=aws)
    guess = _guess(resource)
    if guess is not None:
        message = f'there is no integration "{resource.key}"; did you mean "{guess}"?'
        return Mistake(at, message, fix=use_integration(task, resource, guess, facts, safe=False), aws=aws)
    return Mistake(at, f'there is no integration "{resource.key}"', aws=aws)


def _optimized_but_case(resource: Resource) -> str | None:
    """Give the optimized integration that differs in upper and lower case only."""
    integration = optimized(resource.service.lower())
    action = None if integration is None else same_but_case(resource.action, tuple(integration.actions))
    return None if integration is None or action is None else f"{integration.service}:{action}"


def _guess(resource: Resource) -> str | None:
    """Give the integration that comes closest: one with that service, or with a service of a similar name."""
    service = did_you_mean(resource.service, optimized_services())
    integration = None if service is None else optimized(service)
    if integration is not None:
        action = did_you_mean(resource.action, tuple(integration.actions))
        if action is not None:
            return f"{integration.service}:{action}"
    sdk = sdk_service_like(resource.service)
    action = None if sdk is None else did_you_mean(resource.action, tuple(sdk.actions))
    return None if sdk is None or action is None else f"{SDK_PREFIX}{sdk.service}:{action}"
