from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.lambda_retries import unretried_errors
from asltool.model.error_handling import LAMBDA_TRANSIENT_ERRORS
from asltool.model.machine import Task
from parsing import any_state

FUNCTION = "arn:aws:lambda:eu-west-1:444455556666:function:pay"
SERVICE = "Lambda.ServiceException"


@pytest.mark.parametrize(
    ("resource", "retry", "expected"),
    [
        (FUNCTION, [], LAMBDA_TRANSIENT_ERRORS),
        ("arn:aws:states:::lambda:invoke.waitForTaskToken", [], LAMBDA_TRANSIENT_ERRORS),
        ("arn:aws:states:::sqs:sendMessage", [], ()),
        ("${Function}", [], ()),
        (FUNCTION, [{"ErrorEquals": ["States.ALL"]}], ()),
        (FUNCTION, [{"ErrorEquals": ["States.TaskFailed"]}], ()),
        (FUNCTION, [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 0}], LAMBDA_TRANSIENT_ERRORS),
        (
            FUNCTION,
            [{"ErrorEquals": [SERVICE], "MaxAttempts": 0}, {"ErrorEquals": ["States.ALL"]}],
            (SERVICE,),
        ),
    ],
)
def test_the_first_retrier_that_names_an_error_decides(
    resource: str, retry: list[dict[str, Any]], expected: tuple[str, ...]
) -> None:
    task = any_state({"Type": "Task", "Resource": resource, "Retry": retry, "End": True})

    assert isinstance(task, Task)
    assert unretried_errors(task) == expected
