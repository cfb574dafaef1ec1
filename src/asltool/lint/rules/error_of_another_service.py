"""ASL450: an error name that the integration of a task cannot raise, as it begins otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.error_names import ErrorName
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Task
from asltool.model.task_errors import TaskErrors


def _task(resource: str, names: str) -> str:
    return (
        f'{{"Type": "Task", "Resource": "arn:aws:states:::{resource}", "End": true,\n'
        f'    "Retry": [{{"ErrorEquals": [{names}]}}]}}'
    )


@rule(
    "ASL450",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    needs=("Retry", "Catch"),
    valid=(
        _task("dynamodb:getItem", '"DynamoDB.ResourceNotFoundException", "States.Timeout"'),
        _task("aws-sdk:dynamodb:getItem", '"DynamoDb.DynamoDbException", "${Error}"'),
        _task("lambda:invoke", '"OutOfStock", "Lambda.Unknown", "DynamoDb.ThrottlingException"'),
        _task("sqs:sendMessage.waitForTaskToken", '"OutOfStock"'),
        _task("ecs:runTask.sync", '"AmazonECS.Unknown", "ECS.AmazonECSException", "Ecs.ServerException"'),
        _task("aws-sdk:qldb:anything", '"OutOfStock"'),
        _task("emr-serverless:startJobRun", '"EMRServerless.ValidationException"'),
    ),
    invalid=(
        Invalid(
            _task("dynamodb:getItem", '«"DynamoDb.ResourceNotFoundException"»'),
            fixed=_task("dynamodb:getItem", '"DynamoDB.ResourceNotFoundException"'),
        ),
        Invalid(
            _task("aws-sdk:dynamodb:getItem", '«"DynamoDB.ResourceNotFoundException"»'),
            fixed=_task("aws-sdk:dynamodb:getItem", '"DynamoDb.ResourceNotFoundException"'),
        ),
        Invalid(_task("sqs:sendMessage", '«"Lambda.ServiceException"», "States.TaskFailed"')),
        Invalid(_task("aws-sdk:s3:getObject", '«"OutOfStock"»')),
        Invalid(
            _task("aws-sdk:s3:getObject", '«"NoSuchKeyException"»'),
            fixed=_task("aws-sdk:s3:getObject", '"S3.NoSuchKeyException"'),
        ),
    ),
)
def error_of_another_service(task: Task, facts: Facts) -> Iterator[Mistake]:
    """An error name that the integration of a task cannot raise, as it does not begin with its prefix.

    Why: all errors of a service begin with the service's name, and optimized and AWS SDK integrations spell
    it differently: `DynamoDB.` and `DynamoDb.`. The retrier or catcher never acts.

    Instead: correct the prefix, or remove the name.
    """
    for found in facts.service_error_names(task):
        error, raised = found.error, found.raised
        if error.rest is not None and raised.may_begin(error.prefix):
            continue
        message = f'{found.call} raises no "{error.name}": its errors begin with "{raised.prefix}."'
        guess = _guess(error, raised)
        if guess is None:
            yield Mistake(error.at, message)
        else:
            yield Mistake(error.at, message, fix=facts.replace(error.at, guess, title=f'Write "{guess}"'))


def _guess(error: ErrorName, raised: TaskErrors) -> str | None:
    """Give the error of the integration that a name means but for its prefix."""
    if error.rest is None:
        return f"{raised.prefix}.{error.name}" if error.name in raised.names else None
    return f"{raised.prefix}.{error.rest}" if error.prefix.lower() in raised.aliases else None
