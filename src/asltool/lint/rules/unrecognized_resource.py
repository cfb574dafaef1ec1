"""ASL601: a `Resource` that is no ARN that a Task can run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import not_recognized, readable_resource, resource_at
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.integrations import optimized
from asltool.model.machine import Task
from asltool.model.resource import Kind, Resource

_FUNCTION = "arn:aws:lambda:eu-west-1:444455556666:function:"
_PATTERN = re.compile(r"\.[^.]*$")
_SHORT = re.compile(r"(?P<service>[a-z-]+):(?P<action>[a-zA-Z]+)(\.sync|\.sync:2|\.waitForTaskToken)?")
_QUALIFIER = re.compile(r"(\$LATEST|[\w-]+)", re.ASCII)
_OTHER_PARTITION = re.compile(r"arn:(?!aws)[\w-]+:")


def _task(resource: str) -> str:
    return '{"Type": "Task", "Resource": ' + resource + ', "End": true}'


@rule(
    "ASL601",
    on=Task,
    severity=Severity.ERROR,
    spec="task-state",
    since="0.1",
    aws="SCHEMA_VALIDATION_FAILED",
    valid=(
        _task(f'"{_FUNCTION}pay"'),
        _task(f'"{_FUNCTION}pay:$LATEST"'),
        _task('"arn:aws-cn:states:cn-north-1:444455556666:activity:approve"'),
        _task('"arn:aws:states:::sqs:sendMessage.waitForTaskToken"'),
        _task('"${PayFunctionArn}"'),
        _task('"arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:pay"'),
        _task('"arn:nimbus:states:::lambda:invoke"'),
    ),
    invalid=(
        Invalid(_task('«"lambda:invoke"»'), fixed=_task('"arn:aws:states:::lambda:invoke"')),
        Invalid(_task('«"pay"»'), fixed=_task(f'"{_FUNCTION}pay"')),
        Invalid(_task('«"arn:aws:swf:eu-west-1:444455556666:task:pay"»')),
        Invalid(_task(f'«"{_FUNCTION}pay:"»')),
        Invalid(_task(f'«"{_FUNCTION}pay:no good"»')),
        Invalid(_task('«"arn:aws:states:::sqs:sendMessage.waitForToken"»')),
        Invalid(_task('«"arn:aws:states:::sqs"»')),
        Invalid(_task('«"arn:aws:states:eu-west-1:444455556666:stateMachine:child"»')),
        Invalid(_task('«"${PayFunctionArn"»')),
    ),
)
def unrecognized_resource(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A `Resource` that is no ARN that a Task can run.

    Why: a Task runs a Lambda function, an activity, or an integration with an AWS service, and nothing
    else. The service refuses the definition.

    Instead: give the ARN of a function or of an activity, or `arn:aws:states:::service:action`. To run
    another state machine, use `arn:aws:states:::states:startExecution`.
    """
    resource = readable_resource(task)
    message = None if resource is None else _complaint(resource, task.resource.text)
    if resource is None or message is None or _OTHER_PARTITION.match(resource.text):
        return
    fix = None
    short = _SHORT.fullmatch(resource.text)
    if short is not None and _is_integration(short["service"], short["action"]):
        full = f"arn:aws:states:::{resource.text}"
        fix = facts.replace(resource_at(task), full, title=f'Write "{full}"')
    yield Mistake(resource_at(task), message, fix=fix, aws=not_recognized(task))


def _complaint(resource: Resource, written: str) -> str | None:
    """Say what is wrong with a resource, which stands there as *written*; None if its form is right."""
    text = resource.text
    if resource.kind is Kind.LAMBDA_FUNCTION:
        qualifier = text.split(":")[7:]
        if qualifier and not _QUALIFIER.fullmatch(qualifier[0]):
            return f'"{qualifier[0]}" is no version or alias of a Lambda function'
        return None
    if ":stateMachine:" in text:
        return "a Task does not run a state machine by its ARN, but with states:startExecution"
    if resource.kind is not Kind.UNKNOWN:
        return None
    if not text.startswith("arn:"):
        return f'"{written}" is no ARN'
    if text.startswith("arn:aws:states:::") and (suffix := _PATTERN.search(text)):
        return f'"{suffix[0]}" is no way to wait: there are .sync, .sync:2 and .waitForTaskToken'
    return f'"{written}" is no ARN of a Lambda function, an activity or a service integration'


def _is_integration(service: str, action: str) -> bool:
    integration = optimized(service)
    return integration is not None and action in integration.actions
