"""Calls a handler for one attempt at a task's work, and turns what comes back into the task's answer."""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from asltool.engine.effects import Failed, FinalAnswer, Succeeded, TaskCall, TimedOut
from asltool.errors import AsltoolError, TaskError
from asltool.handlers.acceptance import (
    acceptance,
    completed,
    date_text,
    is_refusal,
    recorded_response,
)
from asltool.handlers.callback import TOKENS
from asltool.handlers.deadline import TimeIsUpError
from asltool.handlers.handler import Handler, RemoteJob, Reply, TaskContext, Usual
from asltool.handlers.lambda_ import (
    accepted_result,
    cause_text,
    error_payload,
    function_event,
    invoke_result,
    recompacted,
)
from asltool.handlers.registry import Registry, Served, function_of
from asltool.json_value import JsonObject, JsonValue, copy_json
from asltool.model.resource import Kind, parse_resource

LAMBDA_TIMEOUT_SECONDS = 900.0
DRY_RUN = 204
_UNANSWERED = {"Event": 202, "DryRun": DRY_RUN}
"""By the `InvocationType` of `lambda:invoke`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt went: the answer, when it comes, and what was said when the work was taken."""

    answer: FinalAnswer | None
    """None where it comes from elsewhere: from the job, or from whoever has the task's token."""
    delay_seconds: float = 0
    submitted: JsonValue = None
    job: RemoteJob | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What an invocation takes from the run: its randomness and its time."""

    uuid: Callable[[], str]
    now: Callable[[], float]
    """Seconds since 1970."""
    seconds_left: Callable[[TaskCall], float]


def invoke(call: TaskCall, registry: Registry, world: World) -> Outcome | Awaitable[Outcome]:
    """Call the task's handler; an `async` one gives something to wait for.

    Raises:
        MissingHandlerError: No handler serves the task.
        AsltoolError: The handler is asltool's own and cannot serve it.
    """
    served = registry.find(call)
    request_id = world.uuid()
    attempt = _Attempt(call, served, request_id, world)
    if attempt.unanswered_status == DRY_RUN:
        return attempt.left_alone()
    arguments: list[Any] = [attempt.event()]
    if takes_context(served.handler):
        arguments.append(attempt.context())
    try:
        returned = served.handler(*arguments)
    except AsltoolError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a function raises is the failure of its task
        return attempt.failed(error)
    if inspect.isawaitable(returned):
        return attempt.awaited(returned)
    return attempt.succeeded(returned)


def takes_context(handler: Handler) -> bool:
    """Tell whether a handler can be called with a second argument."""
    try:
        return _takes_context(handler)
    except TypeError:  # it cannot be hashed, so it cannot be remembered
        return _takes_context.__wrapped__(handler)


@lru_cache(maxsize=1024)
def _takes_context(handler: Handler) -> bool:
    try:
        parameters = inspect.signature(handler).parameters.values()
    except (TypeError, ValueError):
        return False
    places = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    return len(places) >= 2 or any(p.kind is p.VAR_POSITIONAL for p in parameters)


@dataclass(frozen=True, slots=True)
class _Attempt:
    call: TaskCall
    served: Served
    request_id: str
    world: World

    @property
    def is_invoke(self) -> bool:
        """Whether the resource is the optimized integration `lambda:invoke`."""
        return self.call.resource.key == "lambda:invoke"

    @property
    def unanswered_status(self) -> int | None:
        """What the service says to a call whose function is not waited for; None if it is."""
        if not self.is_invoke or not self.served.plays_function or not isinstance(self.call.payload, dict):
            return None
        return _UNANSWERED.get(str(self.call.payload.get("InvocationType")))

    def event(self) -> JsonValue:
        if self.is_invoke and self.served.plays_function:
            return copy_json(function_event(self.call.payload))
        return copy_json(self.call.payload)

    def context(self) -> TaskContext:
        function = function_of(self.call)
        resource = None if function is None else parse_resource(function)
        name = "" if function is None else function
        if resource is not None and resource.kind is Kind.LAMBDA_FUNCTION:
            name = resource.name
        return TaskContext(
            state_name=self.call.state_name,
            resource=self.call.resource.text,
            retry_count=self.call.retry_count,
            task_token=self.call.task_token,
            remaining_seconds=min(self.world.seconds_left(self.call), LAMBDA_TIMEOUT_SECONDS),
            function_name=name,
            invoked_function_arn=function or "",
            aws_request_id=self.request_id,
            log_group_name=f"/aws/lambda/{name}" if name else "",
        )

    async def awaited(self, returned: Awaitable[Any]) -> Outcome:
        try:
            return self.succeeded(await returned)
        except AsltoolError:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            return self.failed(error)

    def succeeded(self, returned: Any) -> Outcome:
        reply = returned if isinstance(returned, Reply) else Reply(returned)
        try:
            result, submitted = _as_json(reply.result), self._submitted(reply)
        except (TypeError, ValueError) as error:
            return self._unserializable(error)
        if reply.job is not None:
            return Outcome(None, submitted=submitted, job=reply.job)
        if self._is_answered_by_token(reply):
            return Outcome(None, submitted=self._acceptance() if submitted is None else submitted)
        if reply.failure is not None:
            answer = self._task_failure(reply.failure, is_raw=reply.raw)
            return Outcome(answer, reply.delay_seconds, submitted)
        if reply.is_response:
            result = completed(self.call, result, request_id=self.request_id, now=self.world.now())
        elif self.is_invoke and not reply.raw and self.call.task_token is None:
            result = self._invoke_result(result)
        return Outcome(Succeeded(result), reply.delay_seconds, submitted)

    def _invoke_result(self, payload: JsonValue) -> JsonObject:
        date, status = date_text(self.world.now()), self.unanswered_status
        if status is not None:
            return accepted_result(status, request_id=self.request_id, date=date)
        return invoke_result(payload, request_id=self.request_id, date=date)

    def _is_answered_by_token(self, reply: Reply) -> bool:
        token = self.call.task_token
        if token is None and reply.is_pending:
            raise AsltoolError(
                f'state "{self.call.state_name}": {self.call.resource.text} gives no task token, '
                "so that its handler cannot leave the answer to others"
            )
        return token is not None and (reply.is_pending or TOKENS.is_answered(token))

    def _submitted(self, reply: Reply) -> JsonValue:
        if not isinstance(reply.submitted, Usual):
            return _as_json(recorded_response(reply.submitted))
        if reply.failure is not None:
            return self._taken_before(reply.failure)
        return self._acceptance()

    def _acceptance(self) -> JsonValue:
        return acceptance(self.call, request_id=self.request_id, now=self.world.now())

    def _taken_before(self, error: TaskError) -> JsonValue:
        """Give what the service said before the work failed; None if it never took the task."""
        if self.served.plays_function or is_refusal(self.call, error.error):
            return None
        return self._acceptance()

    def left_alone(self) -> Outcome:
        """Give what comes of a task whose function nobody waits for; a token is waited for all the same."""
        return self.succeeded(Reply(is_pending=self.call.task_token is not None))

    def failed(self, error: Exception) -> Outcome:
        if self.unanswered_status is not None:
            return self.left_alone()
        if isinstance(error, TaskError):
            return Outcome(self._task_failure(error), submitted=self._taken_before(error))
        if isinstance(error, TimeIsUpError):
            return Outcome(TimedOut())
        trace = error.__traceback__
        error = error.with_traceback(trace.tb_next if trace is not None else None)
        payload = error_payload(error, self.request_id)
        error.__traceback__ = None  # one that is raised again, as mocks do, would add to it
        return Outcome(
            Failed(
                type(error).__name__,
                cause_text(payload, is_integration=self.call.resource.kind is Kind.INTEGRATION),
            )
        )

    def _task_failure(self, error: TaskError, *, is_raw: bool = False) -> Failed:
        cause = error.cause
        if cause is None or isinstance(cause, str):
            return Failed(error.error, recompacted(cause) if self.is_invoke and not is_raw else cause)
        is_integration = self.call.resource.kind is Kind.INTEGRATION
        return Failed(error.error, cause_text(cause, is_integration=is_integration))

    def _unserializable(self, error: Exception) -> Outcome:
        payload = error_payload(error, self.request_id) | {
            "errorType": "Runtime.MarshalError",
            "errorMessage": f"Unable to marshal response: {error}",
            "stackTrace": [],
        }
        cause = cause_text(payload, is_integration=self.call.resource.kind is Kind.INTEGRATION)
        return Outcome(Failed("Runtime.MarshalError", cause))


def _as_json(value: Any) -> JsonValue:
    """Give a value as its JSON text would be read again: its own copy, tuples as arrays.

    Raises:
        TypeError, ValueError: It has no JSON text.
    """
    if value is None or isinstance(value, (str, bool, int)):
        return value
    return json.loads(json.dumps(value, allow_nan=False))  # type: ignore[no-any-return]
