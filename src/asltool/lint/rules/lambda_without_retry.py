"""ASL411: a Lambda task that gives up at Lambda's first hiccup."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.lambda_retries import unretried_errors
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.error_handling import LAMBDA_TRANSIENT_ERRORS
from asltool.model.machine import Task
from asltool.source.document import Part

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true'


@rule(
    "ASL411",
    on=Task,
    severity=Severity.INFO,
    since="0.1",
    valid=(
        _TASK + ', "Retry": [{"ErrorEquals": ["States.ALL"]}]}',
        _TASK + ', "Retry": [{"ErrorEquals": ["Lambda.ServiceException"]}]}',
        '{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}',
        _TASK + ', "Retry": "${Retriers}"}',
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    «"A"»: {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": [
        {"ErrorEquals": ["Lambda.ClientExecutionTimeoutException", "Lambda.ServiceException",
            "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"],
        "IntervalSeconds": 1, "MaxAttempts": 6, "BackoffRate": 2}]}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    «"A"»: {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:444455556666:function:pay", "End": true,
        "Retry": [{"ErrorEquals": ["CardRefused"]}]}}}""",
        ),
    ),
)
def lambda_without_retry(task: Task, _facts: Facts) -> Iterator[Mistake]:
    """A Lambda task that retries none of Lambda's transient errors.

    Why: Lambda itself fails now and then, without any fault of the function. AWS recommends to retry that.

    Instead: add a retrier for the five transient errors, or for `States.ALL`.
    """
    if unretried_errors(task) == LAMBDA_TRANSIENT_ERRORS:
        message = f'task "{task.name}" does not retry where Lambda itself fails for a moment'
        yield Mistake(task.at, message, part=Part.KEY)
