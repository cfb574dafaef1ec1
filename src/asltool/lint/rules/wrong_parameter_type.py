"""ASL611: a parameter of another JSON type than the API takes."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.json_value import JsonValue
from asltool.lint.facts import Facts
from asltool.lint.parameters import text_meant_as
from asltool.lint.rule import Invalid, Mistake, rule, task_case
from asltool.model.machine import Task
from asltool.model.shapes import Shape, ShapeKind

_WANTED: dict[ShapeKind, tuple[str, tuple[type, ...]]] = {
    ShapeKind.STRUCTURE: ("an object", (dict,)),
    ShapeKind.MAP: ("an object", (dict,)),
    ShapeKind.LIST: ("an array", (list,)),
    ShapeKind.BOOLEAN: ("true or false", (bool,)),
    ShapeKind.INTEGER: ("a whole number", (int,)),
    ShapeKind.DOUBLE: ("a number", (int, float)),
    ShapeKind.TIMESTAMP: ("a timestamp", (str, int, float)),
}
"""By kind, what it is called and what JSON it is; where text is wanted, any JSON is sent as its text."""


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
        wanted = _WANTED.get(given.shape.kind)
        if wanted is not None and not _fits(given.value, given.shape, wanted[1]):
            yield Mistake(given.at, f"{given.name} should be {wanted[0]}, not {_described(given.value)}")


def _fits(value: JsonValue, shape: Shape, types: tuple[type, ...]) -> bool:
    if isinstance(value, bool):
        return bool in types
    if isinstance(value, float) and value.is_integer():
        return int in types
    return isinstance(value, types) or text_meant_as(shape, value) is not None


def _described(value: JsonValue) -> str:
    match value:
        case dict():
            return "an object"
        case list():
            return "an array"
        case bool():
            return "true" if value else "false"
        case str():
            return f'the text "{value}"'
        case _:
            return str(value)
