"""ASL619: a Lambda function that is called by its ARN."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import readable_resource
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Task
from asltool.model.resource import Kind


@rule(
    "ASL619",
    on=Task,
    severity=Severity.INFO,
    since="0.1",
    valid=(
        '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}',
        '{"Type": "Task", "Resource": "${FunctionArn}", "End": true}',
    ),
    invalid=(
        Invalid(
            """{"Type": "Task", "End": true,
    "Resource": «"arn:aws:lambda:eu-west-1:444455556666:function:pay"»}"""
        ),
        Invalid(
            """{"Type": "Task", "End": true,
    "Resource": «"arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:pay"»}"""
        ),
    ),
)
def lambda_by_arn(task: Task, _: Facts) -> Iterator[Mistake]:
    """A Lambda function that is called by its ARN.

    Why: this is the older of two ways. AWS recommends `lambda:invoke`, which also takes a version or an
    alias, a log type and a client context, can wait for a task token, and tells how the call went.

    Instead: use `arn:aws:states:::lambda:invoke`, with the function as `FunctionName` and the input as
    `Payload`. The function's answer is then the `Payload` of the result.
    """
    resource = readable_resource(task)
    if resource is not None and resource.kind is Kind.LAMBDA_FUNCTION:
        yield Mistake(task.at / "Resource", "the function is called by its ARN, not through lambda:invoke")
