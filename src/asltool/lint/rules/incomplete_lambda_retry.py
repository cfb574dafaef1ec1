"""ASL412: a Lambda task that retries some of Lambda's transient errors."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.json_value import JsonValue
from asltool.lint.facts import Facts
from asltool.lint.lambda_retries import unretried_errors
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.error_handling import LAMBDA_TRANSIENT_ERRORS
from asltool.model.machine import Task
from asltool.parse.reading import quoted

_TASK = (
    '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": [{"ErrorEquals": '
)
_THREE = '"Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"'


@rule(
    "ASL412",
    on=Task,
    severity=Severity.INFO,
    since="0.1",
    needs=("Retry",),
    valid=(
        _TASK + '["States.TaskFailed"]}]}',
        _TASK
        + f'["Lambda.ClientExecutionTimeoutException", {_THREE}, "Lambda.TooManyRequestsException"]'
        + "}]}",
        '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}',
        _TASK + f'[{_THREE}]}}, "${{Retrier}}"]}}',
    ),
    invalid=(
        Invalid(
            _TASK + f"«[{_THREE}]»" + "}]}",
            fixed=_TASK
            + f'[{_THREE}, "Lambda.ClientExecutionTimeoutException", "Lambda.TooManyRequestsException"]'
            + "}]}",
        ),
    ),
)
def incomplete_lambda_retry(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A Lambda task that retries some of Lambda's transient errors, and not the others.

    Why: Lambda itself fails now and then, without any fault of the function, and under load it answers
    `Lambda.TooManyRequestsException`. AWS recommends to retry them all.

    Instead: add the missing names to the retrier.
    """
    missing = unretried_errors(task) if task.retry else ()
    if not missing or missing == LAMBDA_TRANSIENT_ERRORS:
        return
    retrier = max(task.retry, key=lambda each: len({*each.error_equals} & {*LAMBDA_TRANSIENT_ERRORS}))
    at = retrier.at / "ErrorEquals"
    names: list[JsonValue] = [*retrier.error_equals, *missing]
    fix = facts.replace(at, names, title="Add the missing names")
    yield Mistake(at, f"this leaves out {quoted(missing)} of Lambda's transient errors", fix=fix)
