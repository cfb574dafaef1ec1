"""Iterations as executions of their own, each with a history of its own.

AWS: maps.md 6.1 and 6.8; history.md 4.5.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from asltool.engine.context_object import execution_context
from asltool.engine.effects import ChildFailed, Fork, Joined, Steps
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame, Surroundings
from asltool.engine.map_run.items import Select, compile_item_selector, context_item
from asltool.engine.map_run.plan import Iterate, LastEvents, Plan
from asltool.engine.scope import run_scope
from asltool.engine.state_code import ScopeProgram
from asltool.history.events import MAP_RUN_FAILED, MAP_RUN_STARTED, MAP_RUN_SUCCEEDED
from asltool.history.recorder import Recorder
from asltool.json_value import JsonObject, JsonValue, json_bytes
from asltool.model.machine import Map

MAX_CONCURRENCY = 10_000
"""AWS: maps.md 6.1."""

_FAILED: JsonObject = {}
"""Stands for the result of a child execution whose failure was borne; told apart by identity."""


def compile_distributed(state: Map, processor: ScopeProgram) -> Iterate:
    """Give the code that runs each item's iteration as a child execution."""
    select = compile_item_selector(state)

    def iterate(frame: Frame, plan: Plan) -> Steps[tuple[JsonValue, LastEvents]]:
        names = _MapRunNames.of(frame.surroundings, state.label)
        started = frame.recorder.record(MAP_RUN_STARTED, frame.last_event, names.arn)
        run = _MapRun(names, processor, select, frame, plan)
        limit = min(plan.limit or MAX_CONCURRENCY, MAX_CONCURRENCY)
        answer: Joined | ChildFailed = yield Fork(run.start, len(plan.items), limit)
        if isinstance(answer, ChildFailed):
            error = answer.error
            frame.last_event = frame.recorder.record(MAP_RUN_FAILED, started, error.name, error.cause)
            raise StatesError(error.name, error.cause)
        succeeded = frame.recorder.record(MAP_RUN_SUCCEEDED, started)
        return [result for result in answer.results if result is not _FAILED], LastEvents(succeeded, started)

    return iterate


@dataclass(frozen=True, slots=True)
class _MapRunNames:
    """The names that a map run goes by.

    AWS: maps.md 6.8.
    """

    arn: str
    machine_arn: str
    execution_prefix: str

    @classmethod
    def of(cls, surroundings: Surroundings, label: str | None) -> _MapRunNames:
        machine = str(surroundings.state_machine["Id"])
        label = label or surroundings.uuid()
        return cls(
            arn=f"{machine.replace(':stateMachine:', ':mapRun:')}/{label}:{surroundings.uuid()}",
            machine_arn=f"{machine}/{label}",
            execution_prefix=f"{machine.replace(':stateMachine:', ':execution:')}/{label}",
        )


@dataclass(frozen=True, slots=True)
class _MapRun:
    names: _MapRunNames
    processor: ScopeProgram
    select: Select
    frame: Frame
    plan: Plan

    def start(self, index: int) -> Steps[JsonValue]:
        """Go through one child execution; a failure counts against the tolerance."""
        value = self.select(self.frame, self.plan.data, context_item(index, self.plan.items[index]))
        child = Frame(self._surroundings(value))
        try:
            return (yield from run_scope(self.processor, child, value, json_bytes(value)))
        except StatesError:
            self.plan.tolerance.bear()
            return _FAILED

    def _surroundings(self, value: JsonValue) -> Surroundings:
        outer = self.frame.surroundings
        name = outer.uuid()
        execution = execution_context(
            arn=f"{self.names.execution_prefix}:{name}",
            input_=value,
            started_at=self.frame.now(),
            name=name,
            role_arn=outer.execution["RoleArn"],  # type: ignore[arg-type]
        )
        machine: JsonObject = {"Id": self.names.machine_arn, "Name": outer.state_machine["Name"]}
        recorder = Recorder(outer.recorder.moment)
        return replace(outer, recorder=recorder, execution=execution, state_machine=machine)
