"""The executions that run in this process, by their ARNs: whoever knows one can stop it.

AWS: api.md, StopExecution.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, TypeAlias

from asltool.errors import ApiError, AsltoolError

Stop: TypeAlias = Callable[[str | None, str | None], None]
"""Stops an execution, with an error and a cause, soon; called in any thread."""


class RunningExecutions:
    """Executions and how each is stopped; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stops: dict[str, list[Stop]] = {}

    def add(self, arn: str, stop: Stop) -> Callable[[], None]:
        """Let an execution be stopped; gives what takes that back, as often as it is called."""
        with self._lock:
            self._stops.setdefault(arn, []).append(stop)

        def remove() -> None:
            with self._lock:
                stops = self._stops.get(arn, [])
                if stop in stops:
                    stops.remove(stop)
                if not stops:
                    self._stops.pop(arn, None)

        return remove

    def is_running(self, arn: str) -> bool:
        """Tell whether an execution runs in this process."""
        with self._lock:
            return arn in self._stops

    def stop(self, arn: str, error: str | None, cause: str | None) -> None:
        """Stop an execution.

        Raises:
            ApiError: `ExecutionDoesNotExist` if none has this ARN, or it is over.
            AsltoolError: Several that run at once have it.
        """
        with self._lock:
            stops = list(self._stops.get(arn, ()))
        if len(stops) > 1:
            raise AsltoolError(f"several executions that run at once are {arn}: give each its own name")
        if not stops:
            raise ApiError("ExecutionDoesNotExist", f"Execution Does Not Exist: '{arn}'")
        stops[0](error, cause)


EXECUTIONS: Final = RunningExecutions()
"""Those of this process."""
