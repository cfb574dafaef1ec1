"""ASL201: a path or intrinsic function under a key without the suffix `.$`."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Fix, Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording, Invalid, Mistake, rule
from asltool.lint.templates import Text, templates, unmarked_expressions
from asltool.model.fields import JSONPATH
from asltool.model.machine import Choice, Map, Parallel, Pass, Task, Wait
from asltool.source.document import Part


@rule(
    "ASL201",
    on=(Task, Parallel, Map, Pass, Wait, Choice),
    severity=Severity.WARNING,
    spec="payload-template",
    since="0.1",
    language=JSONPATH,
    aws="NO_DOLLAR",
    valid=(
        '{"Type": "Pass", "Parameters": {"key.$": "$.key", "price": "$ 5", "currency": "$"}, "End": true}',
        '{"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"key": "$.key"}, "End": true}',
        """{"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:eventbridge:putTargets", "End": true,
    "Parameters": {"Targets": [{"InputTransformer": {
        "InputPathsMap": {"id": "$.detail.id"}, "InputTemplate": "<id>"}}]}}""",
    ),
    invalid=(
        Invalid(
            '{"Type": "Pass", "Parameters": {«"key"»: "$.order.key"}, "End": true}',
            fixed='{"Type": "Pass", "Parameters": {"key.$": "$.order.key"}, "End": true}',
        ),
        Invalid(
            """{"Type": "Pass", "End": true,
    "Parameters": {"a": [{«"id"»: "States.UUID()"}]},
    "Assign": {«"b"»: "$$.State.Name"}}""",
            fixed="""{"Type": "Pass", "End": true,
    "Parameters": {"a": [{"id.$": "States.UUID()"}]},
    "Assign": {"b.$": "$$.State.Name"}}""",
        ),
        Invalid(
            '{"Type": "Pass", "Parameters": {"arguments": ["--key", «"$.order.key"»]}, "End": true}',
        ),
        Invalid(
            '{"Type": "Pass", "Parameters": «"$.order"», "End": true}',
        ),
        Invalid(
            '{"Type": "Pass", "Parameters": {«"key"»: "$.order.key", "key.$": "$.key"}, "End": true}',
        ),
        Invalid(
            """{"Type": "Map", "ItemSelector": {«"item"»: "$$.Map.Item.Value"}, "End": true,
    "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}""",
            fixed="""{"Type": "Map", "ItemSelector": {"item.$": "$$.Map.Item.Value"}, "End": true,
    "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Catch": [
        {"ErrorEquals": ["States.ALL"], "Next": "B", "Assign": {«"cause"»: "$.Cause"}}]},
    "B": {"Type": "Fail"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Catch": [
        {"ErrorEquals": ["States.ALL"], "Next": "B", "Assign": {"cause.$": "$.Cause"}}]},
    "B": {"Type": "Fail"}}}""",
        ),
    ),
)
def missing_dollar_suffix(
    state: Task | Parallel | Map | Pass | Wait | Choice, facts: Facts
) -> Iterator[Mistake]:
    """A path or an intrinsic function call that is not evaluated, because its key lacks the suffix `.$`.

    Why: only the values of keys that end in `.$` are expressions; any other value is passed on as the text
    that it is. AWS accepts it, and warns (NO_DOLLAR).

    Instead: add `.$` to the key. Elements of an array are never evaluated: build the array with
    `States.Array`.
    """
    for at, template in templates(state, facts):
        for text in unmarked_expressions(template, at):
            yield _mistake(text, facts)


def _mistake(text: Text, facts: Facts) -> Mistake:
    key = text.key
    if key is None or text.at == text.root:
        return Mistake(
            text.at, f'"{text.value}" is passed on as plain text: no key with the suffix ".$" leads to it'
        )
    words = f"The value of '{key}' looks like a JSONPath. Instead of '{key}', use '{key}.$' "
    aws = AwsWording(words + "to evaluate it as a JSONPath at runtime.", text.root)
    message = f'"{key}" is passed on as the plain text "{text.value}": the key lacks the suffix ".$"'
    return Mistake(text.at, message, fix=_fix(text, key, facts), part=Part.KEY, aws=aws)


def _fix(text: Text, key: str, facts: Facts) -> Fix | None:
    marked = f"{key}.$"
    if marked in text.siblings:
        return None
    return facts.rename_field(text.at, marked, title=f'Rename "{key}" to "{marked}"', safe=True)
