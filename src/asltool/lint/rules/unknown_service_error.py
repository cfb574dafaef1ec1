"""ASL451: an error name with the prefix of the task's service that the service does not have."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Task
from asltool.model.task_errors import TaskErrors
from asltool.parse.fields import did_you_mean

_GENERIC = frozenset(
    {
        "AccessDeniedException",
        "InternalFailureException",
        "InternalServerErrorException",
        "InternalServerException",
        "RequestLimitExceededException",
        "ServiceException",
        "ServiceUnavailableException",
        "ThrottledException",
        "ThrottlingException",
        "TooManyRequestsException",
        "ValidationException",
    }
)
"""Errors that any service may raise, whether it describes them or not."""

_UNMODELLED = ("Amazon", "AWS")
"""What the name of an error begins with that an optimized integration's service does not describe."""


def _task(resource: str, names: str) -> str:
    return (
        f'{{"Type": "Task", "Resource": "arn:aws:states:::{resource}", "End": true,\n'
        f'    "Retry": [{{"ErrorEquals": [{names}]}}]}}'
    )


@rule(
    "ASL451",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    needs=("Retry", "Catch"),
    valid=(
        _task("aws-sdk:s3:getObject", '"S3.NoSuchKeyException", "S3.S3Exception", "S3.SdkClientException"'),
        _task("aws-sdk:dynamodb:getItem", '"DynamoDb.ThrottlingException", "DynamoDb.SomethingNewException"'),
        _task("dynamodb:getItem", '"DynamoDB.AmazonDynamoDBException"'),
        _task("events:putEvents", '"EventBridge.FailedEntry", "Events.ConnectionException", "OutOfStock"'),
        _task("sns:publish", '"SNS.KMSThrottlingException", "SNS.KmsThrottlingException"'),
        _task("eks:createCluster.sync", '"EKS.AmazonEKSException"'),
        _task("eks:runJob.sync", '"EKS.409", "EKS.SdkClientException"'),
        _task(
            "lambda:invoke", '"Lambda.Unknown", "Lambda.ServiceException", "Lambda.SnapStartTimeoutException"'
        ),
        _task("aws-sdk:s3:getObject", '"States.ALL"'),
        _task("aws-sdk:s3:getObject", '"S3.${Name}"'),
    ),
    invalid=(
        Invalid(
            _task("aws-sdk:s3:getObject", '«"S3.NoSuchKey"»'),
            fixed=_task("aws-sdk:s3:getObject", '"S3.NoSuchKeyException"'),
        ),
        Invalid(
            _task("dynamodb:putItem", '«"DynamoDB.ConditionalCheckFailException"»'),
            fixed=_task("dynamodb:putItem", '"DynamoDB.ConditionalCheckFailedException"'),
        ),
        Invalid(_task("aws-sdk:s3:getObject", '«"S3.SlowDown"»')),
        Invalid(
            _task("sns:publish", '«"SNS.KmsthrottlingException"»'),
            fixed=_task("sns:publish", '"SNS.KmsThrottlingException"'),
        ),
        Invalid(
            _task("lambda:invoke", '«"Lambda.TooManyRequestException"», "TooManyRequestException"'),
            fixed=_task("lambda:invoke", '"Lambda.TooManyRequestsException", "TooManyRequestException"'),
        ),
    ),
)
def unknown_service_error(task: Task, facts: Facts) -> Iterator[Mistake]:
    """An error name with the prefix of the task's service that the service does not have.

    Why: the retrier or catcher never acts. In AWS SDK integrations every name ends in `Exception`, also where
    the service's own name of the error does not; an error that the service does not describe has the name of
    the service, such as `S3.S3Exception`.

    Instead: correct the name.
    """
    for found in facts.service_error_names(task):
        error, raised = found.error, found.raised
        if error.rest is None or not raised.may_begin(error.prefix):
            continue
        message = f'{found.call} raises no "{error.name}"'
        guess = _guess(error.rest, raised)
        if guess is not None:
            name = f"{error.prefix}.{guess}"
            fix = facts.replace(error.at, name, title=f'Write "{name}"')
            yield Mistake(error.at, f'{message}; did you mean "{name}"?', fix=fix)
        elif not raised.may_be(error.rest):
            yield Mistake(error.at, f'{message}: all its errors end in "Exception"')


def _spells_out(name: str, known: str) -> bool:
    """Tell whether *name* is *known* with more capitals, as optimized integrations may say KMS for Kms."""
    return name.lower() == known.lower() and sum(map(str.isupper, name)) > sum(map(str.isupper, known))


def _guess(name: str, raised: TaskErrors) -> str | None:
    """Give the name that *name* was probably meant to be; None if it may be right."""
    if name in raised.names or name in _GENERIC:
        return None
    if not raised.is_exact and name.startswith(_UNMODELLED):
        return None
    if not raised.are_exceptions and any(_spells_out(name, known) for known in raised.names):
        return None
    exception = f"{name}Exception"
    return exception if exception in raised.names else did_you_mean(name, tuple(raised.names))
