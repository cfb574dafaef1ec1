"""Failures that retriers and catchers may see."""

from __future__ import annotations


class StatesError(Exception):
    """A failure inside an execution: what `Error` and `Cause` show.

    Args:
        name: The error name; None where a task failed without one.
        cause: The cause; None where there is none.
        is_terminal: Whether it ends the execution whatever retriers and catchers say.
        is_task_failure: Whether it is the failure of a task's work, which leaves the Task state cut short.
        matched_as: The name by which retriers and catchers know it; None for its own.
    """

    def __init__(
        self,
        name: str | None = None,
        cause: str | None = None,
        *,
        is_terminal: bool = False,
        is_task_failure: bool = False,
        matched_as: str | None = None,
    ) -> None:
        super().__init__(name, cause)
        self.name = name
        self.cause = cause
        self.is_terminal = is_terminal
        self.is_task_failure = is_task_failure
        self.matched_as = matched_as or name
        self.event: int | None = None
        """The last event before the failure, in the scope that failed; known once it leaves its state."""


class InadmissibleError(Exception):
    """A task that cannot be started as it is; the text is the reason, as the service gives it."""


class EngineRefusal(Exception):  # noqa: N818 - it refuses, it does not err
    """A machine that the engine cannot run: what it holds, and where.

    Args:
        message: What is in the way, in one line.
        pointer: Where, as a JSON Pointer.
    """

    def __init__(self, message: str, pointer: str) -> None:
        super().__init__(message)
        self.message = message
        self.pointer = pointer
