"""Lambda functions in any language: a command gets the event as its input, and prints the result.

AWS: errors.md 3.1; integrations.md 5.3.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from asltool.errors import AsltoolError
from asltool.handlers.deadline import patience
from asltool.handlers.handler import TaskContext
from asltool.handlers.lambda_runtime import (
    MAX_SECONDS,
    exited,
    failure,
    lambda_variables,
    name_in,
    require_fitting,
    timed_out,
)
from asltool.json_value import JsonValue, json_text


class LambdaCommand:
    """A handler that runs a command for each call of a function.

    The command reads the event, as JSON, from its standard input, and writes the result, as JSON, to its
    standard output; to fail, it writes `{"errorType": str, "errorMessage": str}`, and more if it likes, and
    exits with another code than 0. Beside Lambda's own environment variables it has `AWS_REQUEST_ID`,
    `INVOKED_FUNCTION_ARN` and `REMAINING_TIME_IN_MILLIS`.

    Args:
        command: The program and its arguments, or the text of both; no shell sees it.
        folder: Where it runs; None for where asltool does.
        name: The function's name where the task does not tell it.
        environment: Its environment variables, beside those of this process.
        timeout_seconds: How long a call may take, really.

    Raises:
        AsltoolError: There is no command.
    """

    def __init__(
        self,
        command: str | Sequence[str],
        *,
        folder: str | Path | None = None,
        name: str = "function",
        environment: Mapping[str, str] | None = None,
        timeout_seconds: float = MAX_SECONDS,
    ) -> None:
        self._command = _words(command)
        self._folder = folder
        self._name = name
        self._environment = dict(environment or {})
        self._timeout_seconds = timeout_seconds

    def __call__(self, event: JsonValue, context: TaskContext) -> JsonValue:
        """Call the function.

        Raises:
            TaskError: It failed, or took too long.
            AsltoolError: The command cannot be run, or its output is no JSON.
        """
        seconds = min(self._timeout_seconds, context.remaining_seconds)
        try:
            done = subprocess.run(  # noqa: S603 - the user's own function is run
                self._command,
                input=json_text(event),
                stdout=subprocess.PIPE,
                cwd=self._folder,
                env=self._variables(context, seconds),
                encoding="utf-8",
                timeout=min(self._timeout_seconds, patience(context.remaining_seconds)),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise timed_out(seconds, context) from None
        except OSError as error:
            raise AsltoolError(f"cannot run {self._command[0]}: {error.strerror}") from None
        except UnicodeDecodeError:
            raise self._wrong("is not UTF-8", context) from None
        if done.returncode != 0:
            raise _failed(done, context)
        require_fitting(done.stdout, context)
        try:
            return json.loads(done.stdout) if done.stdout.strip() else None
        except ValueError as error:
            raise self._wrong(f"is no JSON: {error}", context) from None

    def _variables(self, context: TaskContext, seconds: float) -> dict[str, str]:
        return {
            **os.environ,
            **lambda_variables(context, self._name),
            "AWS_REQUEST_ID": context.aws_request_id,
            "INVOKED_FUNCTION_ARN": context.invoked_function_arn,
            "REMAINING_TIME_IN_MILLIS": str(int(seconds * 1000)),
            **self._environment,
        }

    def _wrong(self, what: str, context: TaskContext) -> AsltoolError:
        name = name_in(context, self._name)
        return AsltoolError(f"what {shlex.join(self._command)} prints for the function {name} {what}")


def _words(command: str | Sequence[str]) -> list[str]:
    try:
        words = shlex.split(command) if isinstance(command, str) else list(command)
    except ValueError as error:
        raise AsltoolError(f"the command of a Lambda function cannot be read: {error}: {command}") from None
    if not words:
        raise AsltoolError("the command of a Lambda function is empty")
    return words


def _failed(done: subprocess.CompletedProcess[str], context: TaskContext) -> Exception:
    try:
        payload: Any = json.loads(done.stdout)
    except ValueError:
        return exited(done.returncode, context)
    if not isinstance(payload, dict) or not {"errorType", "errorMessage"} & set(payload):
        return exited(done.returncode, context)
    return failure(payload, payload.get("errorType"))
