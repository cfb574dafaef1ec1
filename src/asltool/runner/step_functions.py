"""The API of Step Functions itself, called by tasks: tokens, activities and executions of this process.

What this process knows is served here, whether AWS is called or not; the rest where nobody else serves it.

AWS: api.md, SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat, GetActivityTask and StopExecution.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from asltool.engine.context_object import instant_text
from asltool.engine.effects import Failed, Succeeded, TaskAnswer, TaskCall
from asltool.errors import ApiError, TaskError
from asltool.handlers.activity import ACTIVITIES, ActivityTask
from asltool.handlers.aws_failure import Refusal, SdkFailures, require_members
from asltool.handlers.callback import HEARTBEAT, TOKENS
from asltool.handlers.registry import Registry
from asltool.handlers.running_executions import EXECUTIONS
from asltool.json_value import JsonObject, JsonValue, json_text
from asltool.model.resource import SDK_PREFIX, Pattern
from asltool.runner.chance import Chance
from asltool.runner.scheduler import Scheduler
from asltool.runner.tasks import Job, Said

LONG_POLL_SECONDS = 60.0
_SERVICE = f"{SDK_PREFIX}sfn"
_FAILURES = SdkFailures("Sfn")
_KNOWN: dict[str, tuple[str, Callable[[str], bool]]] = {
    "sendTaskSuccess": ("TaskToken", TOKENS.knows),
    "sendTaskFailure": ("TaskToken", TOKENS.knows),
    "sendTaskHeartbeat": ("TaskToken", TOKENS.knows),
    "getActivityTask": ("ActivityArn", ACTIVITIES.exists),
    "stopExecution": ("ExecutionArn", EXECUTIONS.is_running),
}
"""By action, the parameter that names something, and what tells whether that belongs to this process."""


class StepFunctions:
    """Serves tasks that call the API.

    Args:
        scheduler: By whose clock activities are waited for.
        registry: Tasks that have a handler or mock of their own are left to it.
        chance: Gives request ids.
    """

    def __init__(self, scheduler: Scheduler, registry: Registry, chance: Chance) -> None:
        self._scheduler = scheduler
        self._registry = registry
        self._chance = chance

    def serve(self, call: TaskCall) -> Job | None:
        """Do what a task asks for; None if the task is for somebody else."""
        resource = call.resource
        if resource.service != _SERVICE or resource.pattern is Pattern.WAIT_FOR_TASK_TOKEN:
            return None
        if resource.action not in _KNOWN or self._registry.find_named(call) is not None:
            return None
        parameters = call.payload if isinstance(call.payload, dict) else {}
        member, is_known = _KNOWN[resource.action]
        if not is_known(str(parameters.get(member))) and self._registry.find_any(call) is not None:
            return None
        try:
            require_members(resource, call.payload)
            return self._do(resource.action, parameters)
        except ApiError as error:
            refusal = Refusal(error.code, error.message, 400, self._chance.uuid(), None, 1, error.code)
            return _failed(_FAILURES.refused(refusal))
        except TaskError as error:
            return _failed(error)

    def _do(self, action: str, parameters: JsonObject) -> Job:
        match action:
            case "getActivityTask":
                return _LongPoll(
                    self._scheduler, str(parameters["ActivityArn"]), _text(parameters, "WorkerName")
                )
            case "stopExecution":
                error, cause = _text(parameters, "Error"), _text(parameters, "Cause")
                EXECUTIONS.stop(str(parameters["ExecutionArn"]), error, cause)
                return Said(Succeeded({"StopDate": instant_text(self._scheduler.now())}))
            case _:
                _send(action, parameters)
                return Said(Succeeded({}))


def _failed(error: TaskError) -> Job:
    return Said(Failed(error.error, str(error.cause)))


def _send(action: str, parameters: JsonObject) -> None:
    token = str(parameters["TaskToken"])
    match action:
        case "sendTaskSuccess":
            TOKENS.send(token, Succeeded(_output(parameters["Output"])))
        case "sendTaskFailure":
            TOKENS.send(token, Failed(_text(parameters, "Error"), _text(parameters, "Cause")))
        case _:
            TOKENS.send(token, HEARTBEAT)


def _output(output: JsonValue) -> JsonValue:
    """Give the result that an output's text stands for; other JSON is sent as its text."""
    try:
        return json.loads(output) if isinstance(output, str) else output
    except ValueError as error:
        raise ApiError("InvalidOutput", f"Invalid Output: '{error}'") from None


def _text(parameters: JsonObject, name: str) -> str | None:
    value = parameters.get(name)
    return value if value is None or isinstance(value, str) else json_text(value)


class _LongPoll:
    """Waits for a piece of work of an activity, by the run's clock.

    Args:
        scheduler: Whose clock that is.
        arn: The activity.
        worker_name: Who asks.
    """

    def __init__(self, scheduler: Scheduler, arn: str, worker_name: str | None) -> None:
        self._scheduler = scheduler
        self._arn = arn
        self._worker_name = worker_name
        self._stop: list[Callable[[], None]] = []

    @property
    def accepted(self) -> TaskAnswer | None:
        """Nothing is said before there is work, or time is up."""
        return None

    def when_done(self, answer: Callable[[TaskAnswer], None]) -> None:
        """Call *answer* with the work, or with nothing if there is none in time."""

        def got(task: ActivityTask) -> None:
            self.abort()
            answer(Succeeded({"Input": json_text(task.input), "TaskToken": task.task_token}))

        def give_up() -> None:
            self.abort()
            answer(Succeeded({}))

        timer = self._scheduler.at(self._scheduler.now() + LONG_POLL_SECONDS, give_up)
        self._stop.append(timer.cancel)
        withdraw = ACTIVITIES.ask(
            self._arn, self._worker_name, lambda task: self._scheduler.completions.put(lambda: got(task))
        )
        self._stop.append(withdraw)

    def abort(self) -> None:
        """Wait no more."""
        for stop in self._stop:
            stop()
        self._stop.clear()
