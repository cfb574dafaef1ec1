from __future__ import annotations

from typing import Any

import pytest

from asltool.errors import TaskError
from asltool.handlers.handler import TaskContext
from asltool.handlers.lambda_runtime import (
    MAX_RESPONSE_BYTES,
    exited,
    failure,
    lambda_variables,
    raised,
    require_fitting,
    timed_out,
)


def context(**told: Any) -> TaskContext:
    given = {"state_name": "S", "resource": "r", "retry_count": 0, "task_token": None, "aws_request_id": "id"}
    return TaskContext(**given | told)


@pytest.mark.parametrize(("told", "name"), [("Pay", "Pay"), ("", "app"), ("${PayArn}", "app")])
def test_a_function_knows_its_name(told: str, name: str) -> None:
    assert lambda_variables(context(function_name=told), "app")["AWS_LAMBDA_FUNCTION_NAME"] == name


def test_an_error_without_a_type_is_an_exception() -> None:
    assert failure("{}", None).error == "Exception"


def test_the_largest_response_fits() -> None:
    require_fitting("x" * MAX_RESPONSE_BYTES, context())
    with pytest.raises(TaskError, match="Response payload size exceeded"):
        require_fitting("x" * (MAX_RESPONSE_BYTES + 1), context())


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (timed_out(3, context()), "RequestId: id Error: Task timed out after 3.00 seconds"),
        (exited(2, context()), "RequestId: id Error: Runtime exited with error: exit status 2"),
        (exited(-9, context()), "RequestId: id Error: Runtime exited with error: signal: 9"),
        (raised({"errorType": "E", "errorMessage": "m"}, context()), "m"),
    ],
)
def test_a_failure_says_what_lambda_says(error: TaskError, message: str) -> None:
    assert isinstance(error.cause, dict)
    assert error.cause["errorMessage"] == message
    assert error.cause["requestId"] == "id"
