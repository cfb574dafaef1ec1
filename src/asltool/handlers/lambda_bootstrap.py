"""What runs inside a Lambda function's own process: imports the handler, and answers one call a line.

It is run as a script, by an interpreter that need not have asltool. Lines are JSON on the pipes that it is
given: `{"event", "context": {...}}` comes in, `{"result"}` or `{"error"}` goes out. What the function prints
goes to standard error.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import traceback
from typing import Any


class Context:
    """What Lambda hands to a function with the event."""

    identity = None
    client_context = None

    def __init__(self, told: dict[str, Any]) -> None:
        self._ends_at = time.monotonic() + told.pop("remaining_seconds")
        self.__dict__.update(told)

    def get_remaining_time_in_millis(self) -> int:
        """Give the milliseconds until the function is stopped."""
        return max(0, int((self._ends_at - time.monotonic()) * 1000))


def _failure(name: str, message: str, trace: list[str] | None = None) -> dict[str, Any]:
    return {"errorMessage": message, "errorType": name, "stackTrace": trace or []}


def _frames(error: Exception) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[1:]
    return [f'  File "{f.filename}", line {f.lineno}, in {f.name}\n    {f.line}\n' for f in frames]


def _load(place: str) -> tuple[Any, dict[str, Any] | None]:
    """Give the handler, and what failed: as Lambda's runtime does, it fails with the first call."""
    module, _, name = place.rpartition(".")
    try:
        found = importlib.import_module(module.replace("/", "."))
    except ImportError as error:
        return None, _failure("Runtime.ImportModuleError", f"Unable to import module '{module}': {error}")
    except SyntaxError as error:
        message = f"Syntax error in module '{module}': {error}"
        return None, _failure("Runtime.UserCodeSyntaxError", message)
    except Exception as error:  # noqa: BLE001 - whatever the module raises
        return None, _failure(type(error).__name__, str(error), _frames(error))
    if not hasattr(found, name):
        return None, _failure("Runtime.HandlerNotFound", f"Handler '{name}' missing on module '{module}'")
    return getattr(found, name), None


def _answer(handler: Any, failure: dict[str, Any] | None, line: str) -> dict[str, Any]:
    if failure is not None:
        return {"error": failure}
    call = json.loads(line)
    try:
        result = handler(call["event"], Context(call["context"]))
    except Exception as error:  # noqa: BLE001 - whatever the function raises
        return {"error": _failure(type(error).__name__, str(error), _frames(error))}
    try:
        json.dumps(result, allow_nan=False)
    except (TypeError, ValueError) as error:
        return {"error": _failure("Runtime.MarshalError", f"Unable to marshal response: {error}")}
    return {"result": result}


def main() -> None:
    """Answer calls until there are no more."""
    calls, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    handler, failure = _load(os.environ["_HANDLER"])
    for line in calls:
        answers.write(json.dumps(_answer(handler, failure, line)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
