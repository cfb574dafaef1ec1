"""Jobs of AWS services: asked how they go, and stopped, as the catalogue says.

AWS: integrations.md 5.2; a failed job is `States.TaskFailed` with its description as cause.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from asltool.engine.effects import Failed, Succeeded
from asltool.handlers.aws_failure import ServiceError
from asltool.handlers.aws_operation import Response, Send
from asltool.json_value import JsonObject, JsonValue, json_text
from asltool.model.error_handling import TASK_FAILED
from asltool.model.jobs import JobPlan, fill

FIRST_POLL_SECONDS = 0.5
LONGEST_POLL_SECONDS = 10.0
_GROWTH = 1.5
"""How much longer to wait each time, until it is the longest wait."""

Judge: TypeAlias = Callable[[JsonValue], bool]
"""Tells whether a job that ended well by its status did so."""

STOP_REASON = "The Task state in AWS Step Functions execution which was managing this resource was aborted"


class Patience:
    """How long to wait before a job is asked again: longer each time."""

    def __init__(self) -> None:
        self._seconds = FIRST_POLL_SECONDS

    def next_seconds(self) -> float:
        """Give how long to wait this time."""
        seconds = self._seconds
        self._seconds = min(seconds * _GROWTH, LONGEST_POLL_SECONDS)
        return seconds


class ServiceJob:
    """One job of a service.

    Args:
        plan: How it is followed.
        request: The task's parameters.
        response: What the service said when it took the job.
        send: Gives what calls an action.
        judge: Has the last word on success.
        shown: Gives the result as the task shows it.
    """

    def __init__(
        self,
        plan: JobPlan,
        request: JsonValue,
        response: JsonObject,
        send: Callable[[str], Send],
        *,
        judge: Judge = lambda _: True,
        shown: Callable[[JsonValue], JsonValue] = lambda result: result,
    ) -> None:
        self._plan = plan
        self._values: dict[str, JsonValue] = {
            "request": request,
            "response": response,
            "description": {},
            "reason": STOP_REASON,
        }
        self._send = send
        self._judge = judge
        self._shown = shown
        self._patience = Patience()

    @property
    def poll_seconds(self) -> float:
        """How long to wait before asking again; longer each time."""
        return self._patience.next_seconds()

    def poll(self) -> Succeeded | Failed | None:
        """Give what came of the job; None as long as it goes on, or as nothing can be learnt of it."""
        describe = self._plan.describe
        try:
            self._values["description"] = self._call(describe.action, describe.arguments).members
        except ServiceError as error:
            if self._plan.gone is not None and error.code == self._plan.gone:
                return Succeeded(self._result())
            return None if error.is_transient else Failed(error.error, error.cause)
        status = fill(self._plan.status, self._values)
        if status in self._plan.failed:
            return self._failed()
        if status not in self._plan.succeeded:
            return None
        result = self._result()
        return Succeeded(self._shown(result)) if self._judge(result) else self._failed()

    def stop(self) -> None:
        """Stop the job; nothing where its service cannot.

        Raises:
            TaskError: The service refused.
        """
        if self._plan.stop is not None:
            self._call(self._plan.stop.action, self._plan.stop.arguments)

    def _call(self, action: str, arguments: JsonValue) -> Response:
        return self._send(action)(fill(arguments, self._values))

    def _result(self) -> JsonValue:
        return fill(self._plan.describe.response, self._values)

    def _failed(self) -> Failed:
        return Failed(TASK_FAILED, json_text(self._result()))
