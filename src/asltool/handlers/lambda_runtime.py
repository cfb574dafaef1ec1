"""What Lambda sets up around a function, whatever language it is in, and what it says of one that fails.

AWS: errors.md 3.1; integrations.md 5.3.
"""

from __future__ import annotations

from typing import Any

from asltool.errors import TaskError
from asltool.handlers.handler import TaskContext
from asltool.json_value import JsonObject

MAX_RESPONSE_BYTES = 6_291_556
MAX_SECONDS = 900.0
UNTYPED_ERROR = "Exception"


def name_in(context: TaskContext, name: str) -> str:
    """Give a function's name; *name* where the task does not tell it: a placeholder tells none."""
    told = context.function_name
    return name if not told or "${" in told else told


def lambda_variables(context: TaskContext, name: str) -> dict[str, str]:
    """Give the variables that Lambda sets for a function; it is *name* where its task tells none."""
    return {
        "AWS_LAMBDA_FUNCTION_NAME": name_in(context, name),
        "AWS_LAMBDA_FUNCTION_VERSION": context.function_version,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": context.memory_limit_in_mb,
    }


def failure(payload: JsonObject | str, error_type: object) -> TaskError:
    """Give the failure of a task whose function failed.

    Args:
        payload: What the function's runtime says of the error, or the text of that.
        error_type: What it calls the error.
    """
    return TaskError(error_type if isinstance(error_type, str) else UNTYPED_ERROR, payload)


def require_fitting(answer: str, context: TaskContext) -> None:
    """Accept the text of an answer if Lambda takes one of that size.

    Raises:
        TaskError: It is too large.
    """
    if len(answer.encode()) > MAX_RESPONSE_BYTES:
        message = f"Response payload size exceeded maximum allowed payload size ({MAX_RESPONSE_BYTES} bytes)."
        raise _of_lambda("Function.ResponseSizeTooLarge", message, context)


def timed_out(seconds: float, context: TaskContext) -> TaskError:
    """Give the failure of a function that took too long."""
    message = f"{_request(context)} Task timed out after {seconds:.2f} seconds"
    return _of_lambda("Sandbox.Timedout", message, context)


def exited(code: int | None, context: TaskContext) -> TaskError:
    """Give the failure of a function whose process ended without an answer.

    Args:
        code: How it ended; minus the number of the signal where that ended it.
        context: The call's.
    """
    how = f"signal: {-code}" if code is not None and code < 0 else f"exit status {code}"
    return _of_lambda("Runtime.ExitError", f"{_request(context)} Runtime exited with error: {how}", context)


def _request(context: TaskContext) -> str:
    return f"RequestId: {context.aws_request_id} Error:"


def _of_lambda(name: str, message: str, context: TaskContext) -> TaskError:
    return raised({"errorType": name, "errorMessage": message}, context)


def raised(error: dict[str, Any], context: TaskContext) -> TaskError:
    """Give the failure for an error that Python's runtime reports."""
    payload: JsonObject = {
        "errorMessage": error["errorMessage"],
        "errorType": error["errorType"],
        "requestId": context.aws_request_id,
        "stackTrace": error.get("stackTrace", []),
    }
    return failure(payload, error["errorType"])
