"""Errors that asltool raises at its users: wrong use of the tool, and failures that handlers report.

Mistakes in a definition are no exceptions: they are data (`asltool.diagnostics`).
"""

from __future__ import annotations

from typing import Any


class AsltoolError(Exception):
    """Wrong use of the tool. The command line prints its text, one line, and exits with 2."""


class UnreadableFileError(AsltoolError):
    """A file that cannot be opened or read."""


class MissingHandlerError(AsltoolError):
    """A task whose resource has no handler; the text names the resource and the keys that would match."""


class ApiError(AsltoolError):
    """What an operation of the AWS API answers in place of a result.

    Args:
        code: The kind of refusal: `"ValidationException"`.
        message: Why, in AWS's words.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class TaskError(Exception):
    """The failure of a task's work, as a handler reports it: retriers and catchers see it.

    Args:
        error: The error name, such as `"Lambda.TooManyRequestsException"`; None for a failure without one.
        cause: The cause, free text, often JSON; a JSON value stands for its text, None for no cause.
    """

    def __init__(self, error: str | None = None, cause: Any = None) -> None:
        super().__init__(error, cause)
        self.error = error
        self.cause = cause

    def __str__(self) -> str:
        return ": ".join(str(part) for part in (self.error, self.cause) if part) or "task failed"
