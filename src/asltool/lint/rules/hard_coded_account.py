"""ASL618: an ARN in which an account or a region is written down."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.arns import ACCOUNT, REGION
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule, task_case
from asltool.model.machine import Task


@rule(
    "ASL618",
    on=Task,
    severity=Severity.INFO,
    since="0.1",
    valid=(
        task_case("sns:publish", '{"TopicArn": "${OrdersTopic}", "Message": "m"}'),
        task_case(
            "sns:publish",
            '{"TopicArn": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:orders", "Message": "m"}',
        ),
        task_case("aws-sdk:s3:getObject", '{"Bucket": "arn:aws:s3:::orders", "Key": "k"}'),
        task_case("aws-sdk:iam:getPolicy", '{"PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}'),
    ),
    invalid=(
        Invalid(
            task_case(
                "sns:publish", '{"TopicArn": "arn:aws:sns:«eu-west-1:444455556666»:orders", "Message": "m"}'
            )
        ),
        Invalid(
            '{"Type": "Task", "Resource": "arn:aws:lambda:${Region}:«444455556666»:function:f", "End": true}'
        ),
        Invalid(
            """{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
    "Credentials": {"RoleArn": "arn:aws:iam::«444455556666»:role/r"}, "Parameters": {"FunctionName": "f"}}"""
        ),
        Invalid(
            '{"Type": "Task", "Resource": "arn:aws:lambda:«eu-west-1»:${Account}:function:f", "End": true}'
        ),
    ),
)
def hard_coded_account(task: Task, facts: Facts) -> Iterator[Mistake]:
    """An ARN in which an account or a region is written down.

    Why: the definition works in that account and that region only; a copy deployed elsewhere calls the
    resources of the first one, or fails.

    Instead: have the deployment fill the ARN in (`${OrdersTopic}`, `${AWS::AccountId}`).
    """
    for arn in facts.written_arns(task):
        account, region = ACCOUNT.fullmatch(arn.account), REGION.fullmatch(arn.region)
        if account is not None:
            start = arn.parts.start("account" if region is None else "region")
            where = "" if region is None else f" in region {arn.region}"
            message = f"account {arn.account}{where} is written down here"
            yield Mistake(arn.at, message, inner=(start, arn.parts.end("account")))
        elif region is not None:
            yield Mistake(arn.at, f"region {arn.region} is written down here", inner=arn.parts.span("region"))
