"""ASL608: a parameter that the integration does not have."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Fix, Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import Given, Member, members
from asltool.lint.rule import AwsWording, Invalid, Mistake, rule, task_case
from asltool.model.machine import Task
from asltool.parse.fields import did_you_mean
from asltool.source.document import Part

_DOUBTFUL = frozenset({"Nul"})
"""What the Java SDK calls a member whose name is a word of Java."""


@rule(
    "ASL608",
    on=Task,
    severity=Severity.ERROR,
    since="0.1",
    aws="SCHEMA_VALIDATION_FAILED",
    valid=(
        task_case("dynamodb:getItem", '{"TableName": "t", "Key": {"id": {"S.$": "$.id"}}}'),
        task_case(
            "dynamodb:putItem", '{"TableName": "t", "Item": {"a": {"BOOL": true}, "b": {"Nul": true}}}'
        ),
        task_case("sns:publish", '{"TopicArn": "t", "Message": {"any": "thing"}, "${Option}": 1}'),
        task_case("pizza:bake", '{"Topping": "cheese"}'),
        """{"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:444455556666:function:f",
    "Parameters": {"anything": 1}, "End": true}""",
    ),
    invalid=(
        Invalid(
            task_case("dynamodb:getItem", '{«"TableNam.$"»: "$.table", "Key": {"id": {"S": "1"}}}'),
            fixed=task_case("dynamodb:getItem", '{"TableName.$": "$.table", "Key": {"id": {"S": "1"}}}'),
        ),
        Invalid(task_case("sqs:sendMessage", '{"QueueUrl": "q", "MessageBody": "b", «"MesageBody"»: "c"}')),
        Invalid(
            task_case(
                "aws-sdk:ecs:runTask",
                '{"TaskDefinition": "t", "Overrides": {"ContainerOverrides": [{«"Cmd"»: ["ls"]}]}}',
            )
        ),
        Invalid(task_case("sqs:sendMessage", '{"QueueUrl": "q", "MessageBody": "b", «"Comment"»: "mine"}')),
        Invalid(
            """{"Type": "Task", "QueryLanguage": "JSONata", "End": true, "Resource":
    "arn:aws:states:::aws-sdk:s3:getObject", "Arguments": {"Bucket": "{% $b %}", «"Colour"»: "red"}}"""
        ),
    ),
)
def unknown_parameter(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A parameter that the integration does not have, at any depth.

    Why: the service refuses the definition. Parameters are those of the API action, each with a capital at
    the beginning; optimized integrations have some of their own.

    Instead: correct the name, or remove the parameter. If AWS has added it after this version of asltool,
    ignore the rule there.
    """
    for given in facts.parameters(task):
        for member in given.strangers:
            is_unheard_of = given.shape.spelling(member.name) is None and member.name not in _DOUBTFUL
            if is_unheard_of and not given.shape.is_open:
                yield _mistake(given, member, facts)


def _mistake(given: Given, member: Member, facts: Facts) -> Mistake:
    owner = given.call if given.at == given.root else given.name
    message = f'{owner} has no "{member.name}"'
    guess = did_you_mean(member.name, tuple(given.shape.members))
    aws = AwsWording(f'The field "{member.name}" is not supported by Step Functions.', given.root)
    at = given.at / member.key
    if guess is None:
        return Mistake(at, message, part=Part.KEY, aws=aws)
    fix = _fix(given, member, guess, facts)
    return Mistake(at, f'{message}; did you mean "{guess}"?', fix=fix, part=Part.KEY, aws=aws)


def _fix(given: Given, member: Member, guess: str, facts: Facts) -> Fix | None:
    if any(other.name == guess for other in members(given.value)):
        return None
    key = guess + member.key.removeprefix(member.name)
    return facts.rename_field(given.at / member.key, key, title=f'Rename it to "{key}"')
