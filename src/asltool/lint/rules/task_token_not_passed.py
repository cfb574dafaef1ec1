"""ASL350: a task that waits for a task token that nobody gets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.json_value import json_text
from asltool.lint.facts import Facts
from asltool.lint.resources import readable_resource, waits_of
from asltool.lint.rule import Invalid, Mistake, Valid, rule, task_case
from asltool.model.fields import JSONPATH
from asltool.model.machine import Task
from asltool.model.resource import Pattern
from asltool.source.placeholder import is_placeholder

_WITHOUT_TOKEN = re.compile(r"(?:\$\$|\$states\.context)\.(?:Execution|StateMachine|State|Map)\b")
"""The parts of the context object that do not hold the token."""
_MAY_HAVE_TOKEN = re.compile(r"\$\$|context|\$states(?!\s*\.\s*(?:input|result|errorOutput)\b)|\$eval\b")

_QUEUE = "sqs:sendMessage.waitForTaskToken"


@rule(
    "ASL350",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        task_case(_QUEUE, '{"QueueUrl": "q", "MessageBody": {"token.$": "$$.Task.Token"}}'),
        task_case(_QUEUE, '{"QueueUrl": "q", "MessageBody.$": "States.JsonToString($$)"}'),
        task_case(_QUEUE, '{"QueueUrl": "q", "MessageBody": {"task.$": "$$[\'Task\']"}}'),
        task_case(_QUEUE, '{"QueueUrl": "q", "MessageBody.$": "${Body}"}'),
        task_case("sqs:sendMessage", '{"QueueUrl": "q", "MessageBody": "b"}'),
        task_case("glue:startJobRun.waitForTaskToken", '{"JobName": "j"}'),
        Valid(task_case(_QUEUE, '{"QueueUrl": "q", "MessageBody": "b"}'), type="EXPRESS"),
        """{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
    "InputPath": "$$.Task", "Parameters": {"FunctionName": "f", "Payload.$": "$"}, "End": true}""",
        """{"Type": "Task", "QueryLanguage": "JSONata",
    "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "Arguments": {"QueueUrl": "q", "MessageBody": "{% $states.context.Task.Token %}"}, "End": true}""",
        """{"Type": "Task", "QueryLanguage": "JSONata",
    "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "Arguments": "{% {'QueueUrl': 'q', 'MessageBody': $string($states)} %}", "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Task", "Resource": «"arn:aws:states:::sqs:sendMessage.waitForTaskToken"»,
    "Parameters": {"QueueUrl": "q", "MessageBody": {"id.$": "$$.Execution.Id", "order.$": "$.order"}},
    "End": true}""",
            fixed="""{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "Parameters": {"QueueUrl": "q", "MessageBody": {"id.$": "$$.Task.Token", "order.$": "$.order"}},
    "End": true}""",
        ),
        Invalid(
            '{"Type": "Task", "Resource": «"arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken"», '
            '"End": true}'
        ),
        Invalid(
            """{"Type": "Task", "QueryLanguage": "JSONata", "End": true,
    "Resource": «"arn:aws:states:::sqs:sendMessage.waitForTaskToken"»,
    "Arguments": {"QueueUrl": "q", "MessageBody": "{% $states.input.body & $states.context.State.Name %}"}}"""
        ),
    ),
)
def task_token_not_passed(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A task that waits for a task token that nobody gets.

    Why: the task ends only when somebody sends its token back. The token is new for each attempt, and no
    other state knows it; without it in the parameters the task waits until it times out, a year by default.

    Instead: pass `$$.Task.Token` on (in JSONata `$states.context.Task.Token`), or leave the suffix
    `.waitForTaskToken` out.
    """
    if not task.resource.text.endswith(Pattern.WAIT_FOR_TASK_TOKEN) or facts.is_express:
        return
    resource = readable_resource(task)
    is_refused = resource is not None and Pattern.WAIT_FOR_TASK_TOKEN not in (waits_of(resource) or ())
    if is_refused or _may_pass_token(task, facts):
        return
    token = "$$.Task.Token" if task.query_language == JSONPATH else "$states.context.Task.Token"
    yield Mistake(
        task.at / "Resource", f"nobody gets the task token that this task waits for: pass {token} on"
    )


def _may_pass_token(task: Task, facts: Facts) -> bool:
    """Tell whether the token is in what is sent, or may be there for all that is known."""
    if task.arguments is not None and is_placeholder(json_text(task.arguments.value)):
        return True
    fields = (task.at / "InputPath", task.at / "Parameters", task.at / "Arguments")
    return any(
        placed.field in fields and _mentions_token(placed.expression.text)
        for placed in facts.expressions(task)
    )


def _mentions_token(expression: str) -> bool:
    return _MAY_HAVE_TOKEN.search(_WITHOUT_TOKEN.sub("", expression)) is not None
