"""Task states."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias, assert_never

from asltool.engine.amounts import compile_amount
from asltool.engine.effects import (
    PAUSE,
    AwaitCompletion,
    Failed,
    FinalAnswer,
    Invoke,
    Steps,
    Submitted,
    Succeeded,
    Taken,
    TaskAnswer,
    TaskCall,
    TimedOut,
)
from asltool.engine.errors import InadmissibleError, StatesError
from asltool.engine.explain import explain
from asltool.engine.flow import Flow, result_flow_fields
from asltool.engine.flows import compile_flow, compile_template_in
from asltool.engine.frame import Frame
from asltool.engine.limits import require_result_size
from asltool.engine.state_code import Exit, WaitingCode
from asltool.engine.task_events import Attempt, TaskEvents
from asltool.engine.watching import Watch
from asltool.expr.errors import EvaluationError
from asltool.json_value import JsonValue
from asltool.model.error_handling import HEARTBEAT_TIMEOUT, RUNTIME, TIMEOUT
from asltool.model.machine import Task
from asltool.model.resource import Kind, Pattern, Resource
from asltool.model.transitions import Next

_Prepare: TypeAlias = Callable[[Frame, JsonValue], Attempt]


def compile_task(state: Task, watch: Watch | None = None) -> WaitingCode:
    """Have the work done by whoever serves the resource, and give its result.

    Spec: task-state. Retriers and catchers are put around this code.
    """
    flow = compile_flow(state.query_language, result_flow_fields(state, state.arguments), watch)
    prepare = _compile_attempt(state, flow)
    target = state.transition.target if isinstance(state.transition, Next) else None
    history = TaskEvents(state.resource)
    needs_token = _needs_token(state.resource)

    def run(frame: Frame, raw: JsonValue) -> Steps[Exit]:
        frame.task_token = frame.uuid() if needs_token else None
        try:
            attempt = prepare(frame, raw)
            if state.resource.kind not in _FUNCTIONS:
                attempt = replace(attempt, payload=_admit(frame, state.resource, attempt))
            history.scheduled(frame, attempt)
            if frame.is_concurrent:
                yield PAUSE
            result = yield from _work(frame, state.resource, attempt, history)
            output, assigned = flow.leave(raw, result, frame)
        except EvaluationError as error:
            raise explain(error, frame, raw) from None
        return output, target, assigned

    return run


def _needs_token(resource: Resource) -> bool:
    return resource.kind is Kind.ACTIVITY or resource.pattern is not Pattern.REQUEST_RESPONSE


_FUNCTIONS = (Kind.LAMBDA_FUNCTION, Kind.UNKNOWN)
"""Resources that take any payload."""


def _admit(frame: Frame, resource: Resource, attempt: Attempt) -> JsonValue:
    """Give what is sent for an attempt.

    AWS: errors.md 3.5; what cannot be started is not scheduled either.

    Raises:
        StatesError: It cannot be started.
    """
    try:
        return frame.surroundings.admit(_call(frame, resource, attempt))
    except InadmissibleError as error:
        raise frame.failure(RUNTIME, str(error)) from None


def _call(frame: Frame, resource: Resource, attempt: Attempt) -> TaskCall:
    limit = math.inf if attempt.timeout_seconds is None else attempt.timeout_seconds
    return TaskCall(
        resource=resource,
        payload=attempt.payload,
        state_name=frame.state.name,
        retry_count=frame.retry_count or 0,
        task_token=frame.task_token,
        deadline=frame.now() + limit,
        place=frame.place,
    )


def _compile_attempt(state: Task, flow: Flow) -> _Prepare:
    timeout = compile_amount("TimeoutSeconds", state.timeout_seconds_path or state.timeout_seconds)
    heartbeat = compile_amount("HeartbeatSeconds", state.heartbeat_seconds_path or state.heartbeat_seconds)
    credentials = _compile_credentials(state)

    def prepare(frame: Frame, raw: JsonValue) -> Attempt:
        data = flow.enter(raw, frame)
        return Attempt(
            payload=flow.payload(data, frame),
            timeout_seconds=timeout(frame, data),
            heartbeat_seconds=heartbeat(frame, data),
            credentials=None if credentials is None else credentials(frame, data),
        )

    return prepare


def _compile_credentials(
    state: Task,
) -> Callable[[Frame, JsonValue], dict[str, Any]] | None:
    if state.credentials is None:
        return None
    build = compile_template_in(state.query_language, "Credentials", state.credentials.role_arn)

    def evaluate(frame: Frame, data: JsonValue) -> dict[str, Any]:
        value = build(data, frame)
        return {"roleArn": value.get("RoleArn") if isinstance(value, dict) else value}

    return evaluate


def _work(frame: Frame, resource: Resource, attempt: Attempt, history: TaskEvents) -> Steps[JsonValue]:
    """Go through one attempt, from its start to its result.

    Raises (inside the code):
        StatesError: The work failed, timed out, or gave too large a result.
    """
    if resource.kind is not Kind.ACTIVITY:
        history.started(frame)
    call = _call(frame, resource, attempt)
    first: TaskAnswer = yield Invoke(call, attempt.heartbeat_seconds)
    answer: FinalAnswer
    match first:
        case Submitted(output):
            history.submitted(frame, output)
            answer = yield AwaitCompletion(call, attempt.heartbeat_seconds)
        case Taken(worker_name):
            history.taken(frame, worker_name)
            answer = yield AwaitCompletion(call, attempt.heartbeat_seconds)
        case _:
            answer = first
    if isinstance(answer, Succeeded):
        answer = require_result_size(answer, history.blamed)
    match answer:
        case Succeeded(result):
            history.succeeded(frame, result)
            return result
        case Failed(error, cause):
            history.failed(frame, error, cause)
            raise StatesError(error, cause, is_task_failure=True)
        case TimedOut(has_missed_heartbeat):
            history.timed_out(frame, TIMEOUT)
            name = HEARTBEAT_TIMEOUT if has_missed_heartbeat else TIMEOUT
            raise StatesError(TIMEOUT, is_task_failure=True, matched_as=name)
        case _:
            assert_never(answer)
