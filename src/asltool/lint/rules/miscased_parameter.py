"""ASL609: a parameter whose name is right but for upper and lower case."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Fix, Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import Given, Member, members
from asltool.lint.rule import AwsWording, Invalid, Mistake, rule, task_case
from asltool.model.machine import Task
from asltool.source.document import Part


@rule(
    "ASL609",
    on=Task,
    severity=Severity.ERROR,
    since="0.1",
    aws="SCHEMA_VALIDATION_FAILED",
    valid=(
        task_case("aws-sdk:s3:getObject", '{"Bucket": "b", "Key.$": "$.key"}'),
        task_case("dynamodb:putItem", '{"TableName": "t", "Item": {"id": {"S": "1"}, "ok": {"BOOL": true}}}'),
        task_case("lambda:invoke", '{"FunctionName": "f", "Payload": {"functionName": "g"}}'),
    ),
    invalid=(
        Invalid(
            task_case("aws-sdk:s3:getObject", '{«"bucket"»: "b", «"key.$"»: "$.key"}'),
            fixed=task_case("aws-sdk:s3:getObject", '{"Bucket": "b", "Key.$": "$.key"}'),
        ),
        Invalid(
            task_case("aws-sdk:batch:submitJob", '{«"jobName"»: "j", "JobName": "j"}'),
        ),
        Invalid(
            """{"Type": "Task", "QueryLanguage": "JSONata", "End": true, "Resource":
    "arn:aws:states:::aws-sdk:rds:startDBInstance", "Arguments": {«"DBInstanceIdentifier"»: "{% $db %}"}}""",
            fixed="""{"Type": "Task", "QueryLanguage": "JSONata", "End": true, "Resource":
    "arn:aws:states:::aws-sdk:rds:startDBInstance", "Arguments": {"DbInstanceIdentifier": "{% $db %}"}}""",
        ),
    ),
)
def miscased_parameter(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A parameter whose name is right but for upper and lower case.

    Why: the service refuses the definition. Every parameter begins with a capital, also those of APIs
    whose own names do not (`jobName`), and only one capital is left of several at the beginning, as in the
    AWS SDK for Java (`DbInstanceIdentifier`).

    Instead: write the name as Step Functions does.
    """
    for given in facts.parameters(task):
        for member in given.strangers:
            name = None if member.name.isupper() else given.shape.spelling(member.name)
            if name is not None:
                yield _mistake(given, member, name, facts)


def _mistake(given: Given, member: Member, name: str, facts: Facts) -> Mistake:
    aws = AwsWording(f'The field "{member.name}" is not supported by Step Functions.', given.root)
    at = given.at / member.key
    message = f'"{member.name}" is called "{name}" in Step Functions'
    return Mistake(at, message, fix=_fix(given, member, name, facts), part=Part.KEY, aws=aws)


def _fix(given: Given, member: Member, name: str, facts: Facts) -> Fix | None:
    if any(other.name == name for other in members(given.value)):
        return None
    key = name + member.key.removeprefix(member.name)
    return facts.rename_field(given.at / member.key, key, title=f'Rename it to "{key}"', safe=True)
