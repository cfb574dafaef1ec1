"""ASL611: a parameter of another JSON type than the API takes."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import misfit
from asltool.lint.rule import Invalid, Mistake, rule, task_case
from asltool.model.machine import Task


@rule(
    "ASL611",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        task_case("aws-sdk:sqs:receiveMessage", '{"QueueUrl": "q", "MaxNumberOfMessages": 1}'),
        task_case("aws-sdk:sqs:receiveMessage", '{"QueueUrl": "q", "MaxNumberOfMessages": "1"}'),
        task_case("aws-sdk:sqs:receiveMessage", '{"QueueUrl": "q", "MaxNumberOfMessages": "${Most}"}'),
        task_case("aws-sdk:sqs:receiveMessage", '{"QueueUrl": "q", "MaxNumberOfMessages": 1.0}'),
        task_case("aws-sdk:sfn:sendTaskSuccess", '{"TaskToken.$": "$.token", "Output": {"any": "thing"}}'),
        task_case("aws-sdk:s3:listObjectsV2", '{"Bucket": "b", "Prefix": null}'),
        """{"Type": "Task", "QueryLanguage": "JSONata", "End": true,
    "Resource": "arn:aws:states:::aws-sdk:sqs:receiveMessage",
    "Arguments": {"QueueUrl": "q", "MaxNumberOfMessages": "{% $most %}"}}""",
    ),
    invalid=(
        Invalid(
            task_case(
                "apigateway:invoke",
                '{"ApiEndpoint": "e", "Method": "GET", "Headers": {"Accept": «"text/plain"»}}',
            )
        ),
        Invalid(task_case("aws-sdk:ec2:describeInstances", '{"InstanceIds": «"i-1"», "DryRun": «"no"»}')),
        Invalid(task_case("aws-sdk:sqs:receiveMessage", '{"QueueUrl": "q", "MaxNumberOfMessages": «1.5»}')),
        Invalid(task_case("aws-sdk:sqs:receiveMessage", '{"QueueUrl": "q", "MaxNumberOfMessages": «true»}')),
        Invalid(
            task_case("aws-sdk:sqs:receiveMessage", '{"QueueUrl": "q", "MaxNumberOfMessages": «[1]»}'),
        ),
        Invalid(
            task_case("aws-sdk:ec2:describeInstances", '{"InstanceIds": «{"Id": "i-1"}»}'),
        ),
        Invalid(
            task_case("dynamodb:getItem", '{"TableName": "t", "Key": {"id": «"S"»}}'),
        ),
    ),
)
def wrong_parameter_type(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A parameter of another JSON type than the API takes.

    Why: AWS accepts the definition, but the task fails with States.Runtime, which no catcher sees: "the value
    of the field has an invalid format".

    Instead: write the value as the API's reference has it.
    """
    for given in facts.parameters(task):
        message = misfit(given)
        if message is not None:
            yield Mistake(given.at, message)
