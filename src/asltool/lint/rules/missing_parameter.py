"""ASL610: a parameter that the API requires and nobody gives."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import missing
from asltool.lint.rule import Invalid, Mistake, rule, task_case
from asltool.model.machine import Task


@rule(
    "ASL610",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        task_case("aws-sdk:s3:getObject", '{"Bucket.$": "$.bucket", "Key": "k"}'),
        task_case("aws-sdk:s3:getObject", '{"Bucket": "b", "${KeyField}": "k"}'),
        task_case("aws-sdk:s3:getObject", '{"bucket": "b", "Key": "k"}'),
        '{"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "End": true}',
        """{"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::aws-sdk:s3:getObject",
    "End": true, "Arguments": "{% $states.input.where %}"}""",
    ),
    invalid=(
        Invalid(task_case("aws-sdk:s3:getObject", '«{"Bucket": "b"}»')),
        Invalid(task_case("lambda:invoke", '«{"Payload.$": "$"}»')),
        Invalid(
            task_case(
                "aws-sdk:eventbridge:putTargets",
                '{"Rule": "r", "Targets": [«{"Id": "queue"}», {"Id": "q", "Arn": "a"}]}',
            )
        ),
        Invalid(
            """{"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::sqs:sendMessage",
    "End": true, "Arguments": «{"QueueUrl": "{% $url %}"}»}"""
        ),
    ),
)
def missing_parameter(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A parameter that the API requires and nobody gives.

    Why: the service refuses the call, every time.

    Instead: add the parameter.
    """
    for given in facts.parameters(task):
        names = missing(given)
        if names:
            owner = given.call if given.at == given.root else given.name
            yield Mistake(given.at, f"{owner} needs {' and '.join(names)}")
