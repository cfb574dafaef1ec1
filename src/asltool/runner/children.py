"""Executions that tasks start: `states:startExecution` for machines that are at hand.

They run by the same clock; their histories are their own, and only their results are seen.

AWS: integrations.md 5.3; errors.md 3.4; surprises.md 13 and 47.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from asltool.engine.effects import Failed, Submitted, Succeeded, TaskAnswer, TaskCall
from asltool.handlers.acceptance import execution_started, milliseconds, redrive_members
from asltool.handlers.admission import admit_task
from asltool.handlers.registry import Registry
from asltool.history.recorder import Moment
from asltool.json_value import JsonObject, JsonValue, json_text
from asltool.model.error_handling import TASK_FAILED
from asltool.model.machine import StateMachine
from asltool.model.resource import Pattern
from asltool.runner.chance import Chance
from asltool.runner.names import is_name
from asltool.runner.programs import program_of
from asltool.runner.run import Run, begin, start_run
from asltool.runner.scheduler import Scheduler
from asltool.runner.settings import Settings
from asltool.runner.strands import Strand
from asltool.runner.tasks import Job, Said

_MACHINE_ARN = re.compile(r"arn:aws[\w-]*:states:[^:]*:[^:]*:stateMachine:(?P<name>[^:]+)(?::[^:]+)?")


class Children:
    """Starts executions for tasks.

    Args:
        scheduler: Who drives them.
        settings: The terms of the execution whose tasks these are.
        registry: Tasks that have a handler or mock of their own are left to it.
        moment: The current time.
        chance: Gives names and ids.
    """

    def __init__(
        self, scheduler: Scheduler, settings: Settings, registry: Registry, moment: Moment, chance: Chance
    ) -> None:
        self._scheduler = scheduler
        self._settings = settings
        self._registry = registry
        self._moment = moment
        self._chance = chance
        self._admit = partial(admit_task, registry)
        self._runs: dict[str, Run] = {}

    def serve(self, call: TaskCall) -> Job | None:
        """Start the execution that a task asks for; None if the task is for somebody else."""
        resource, settings = call.resource, self._settings
        if resource.key != "states:startExecution":
            return None
        if not settings.state_machines or self._registry.find_named(call) is not None:
            return None
        parameters = call.payload if isinstance(call.payload, dict) else {}
        arn = parameters.get("StateMachineArn")
        match = _MACHINE_ARN.fullmatch(arn) if isinstance(arn, str) else None
        machine = None if match is None else settings.state_machines.get(match["name"])
        if match is not None and machine is not None:
            return self._start(call, match["name"], machine, parameters)
        if settings.aws is not None or self._registry.has_fallback:
            return None
        if match is None:
            return self._refused("InvalidArn", f"Invalid Arn: 'Invalid ARN prefix: {arn}'")
        return self._refused("StateMachineDoesNotExist", f"State Machine Does Not Exist: '{arn}'")

    def _start(self, call: TaskCall, machine_name: str, machine: StateMachine, parameters: JsonObject) -> Job:
        name = parameters.get("Name")
        if name is not None and not is_name(name):
            return self._refused("InvalidName", f"Invalid Name: '{name}'")
        settings = replace(
            self._settings,
            input={} if (input_ := parameters.get("Input")) is None else input_,
            input_text=None,
            type="STANDARD",
            state_machine_name=machine_name,
            name=None if name is None else str(name),
            on_event=None,
        )
        program = program_of(machine)
        run = start_run(program, settings, self._moment, self._chance, self._admit, place=call.place)
        earlier = self._runs.get(run.arn)
        if earlier is None:
            self._runs[run.arn] = run
            strand = begin(run, self._scheduler, machine.timeout_seconds)
        elif earlier.end is None and earlier.settings.input == settings.input:
            run, strand = earlier, None
        else:
            return self._refused("ExecutionAlreadyExists", f"Execution Already Exists: '{run.arn}'")
        response = execution_started(run.arn, run.started_at, request_id=self._chance.uuid())
        if call.resource.pattern is Pattern.REQUEST_RESPONSE:
            return Said(Succeeded(response))
        return _Execution(Submitted(response), run, strand, self._scheduler, call.resource.pattern)

    def _refused(self, code: str, message: str) -> Job:
        cause = (
            f"{message} (Service: AWSStepFunctions; Status Code: 400; Error Code: {code}; "
            f"Request ID: {self._chance.uuid()}; Proxy: null)"
        )
        return Said(Failed(f"StepFunctions.{code}Exception", cause))


@dataclass(frozen=True, slots=True)
class _Execution:
    """An execution whose end is waited for."""

    accepted: TaskAnswer
    run: Run
    strand: Strand | None
    """None if somebody else has started it."""
    scheduler: Scheduler
    pattern: Pattern

    def when_done(self, answer: Callable[[TaskAnswer], None]) -> None:
        if self.pattern is Pattern.WAIT_FOR_TASK_TOKEN:
            return  # its end says nothing: whoever has the token does
        if self.run.end is not None:
            answer(self._answer())
        else:
            self.run.on_end.append(lambda: answer(self._answer()))

    def abort(self) -> None:
        if self.pattern.is_sync and self.strand is not None and self.run.end is None:
            self.scheduler.drop(self.strand)
            self.run.abort(None, None)

    def _answer(self) -> TaskAnswer:
        description = describe(self.run, is_parsed=self.pattern is Pattern.SYNC_2)
        if description["Status"] == "SUCCEEDED":
            return Succeeded(description)
        return Failed(TASK_FAILED, json_text(describe(self.run, is_parsed=False)))


def describe(run: Run, *, is_parsed: bool) -> JsonObject:
    """Give what DescribeExecution says of an execution that has ended.

    Args:
        run: The execution.
        is_parsed: Whether input and output are JSON themselves; otherwise they are its text.
    """
    end = run.end
    assert end is not None  # noqa: S101 - it is asked for at the end
    has_succeeded = end.status == "SUCCEEDED"
    show: Callable[[JsonValue], JsonValue] = (lambda value: value) if is_parsed else json_text
    members: JsonObject = {
        "Cause": end.cause,
        "Error": end.error,
        "ExecutionArn": run.arn,
        "Input": show(run.settings.input),
        "InputDetails": {"Included": True},
        "Name": run.name,
        "Output": show(end.output) if has_succeeded else None,
        "OutputDetails": {"Included": True} if has_succeeded else None,
        **redrive_members(end.status),
        "StartDate": milliseconds(run.started_at),
        "StateMachineArn": run.state_machine_arn,
        "Status": end.status,
        "StopDate": milliseconds(end.at),
    }
    shown = {name: value for name, value in members.items() if value is not None}
    return shown | ({"Output": members["Output"]} if has_succeeded else {})
