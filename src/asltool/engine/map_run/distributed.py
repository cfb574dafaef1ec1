"""Iterations as executions of their own, each with a history of its own.

Items are read, and child executions begun, as there is room for them; what is over is let go, but for the
results and the children that are kept. So the memory that a run takes does not grow with its items.

AWS: maps.md 6.1 and 6.8; history.md 4.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from asltool.engine.context_object import execution_context
from asltool.engine.effects import ChildFailed, Dispatch, RunElsewhere, Steps
from asltool.engine.errors import StatesError
from asltool.engine.execution import run_execution
from asltool.engine.frame import Frame, Surroundings
from asltool.engine.limits import EXPRESS_SECONDS, MAX_EVENTS
from asltool.engine.map_run.batches import ChildInput, Divide, FindDivision, compile_division
from asltool.engine.map_run.items import Select, compile_item_selector, context_items
from asltool.engine.map_run.plan import Iterate, LastEvents, Plan
from asltool.engine.map_run.reading import FindSource, Source, compile_source
from asltool.engine.map_run.results import FindResults, OpenSteps, Results, compile_results
from asltool.engine.outcomes import ChildExecution, End, MapRun
from asltool.engine.state_code import ScopeProgram
from asltool.history.events import (
    EXECUTION_ABORTED,
    EXECUTION_STARTED,
    MAP_RUN_FAILED,
    MAP_RUN_STARTED,
    MAP_RUN_SUCCEEDED,
)
from asltool.history.recorder import Recorder
from asltool.json_value import JsonObject, JsonValue
from asltool.model.error_handling import RESULT_WRITER_FAILED
from asltool.model.fields import JSONPATH
from asltool.model.machine import Map, StateMachine

MAX_CONCURRENCY = 10_000
"""AWS: maps.md 6.1."""

_FIRST_ENTERED = 2
"""The id of the event with which the first state is entered, after ExecutionStarted."""


def compile_distributed(state: Map, processor: ScopeProgram) -> Iterate:
    """Give the code that works items through in child executions."""
    config = state.processor_config
    parts = _Parts(
        state=state,
        machine=state.item_processor,
        processor=processor,
        is_express=config is not None and config.execution_type == "EXPRESS",
        select=compile_item_selector(state),
        find_source=compile_source(state),
        find_division=compile_division(state),
        find_results=compile_results(state),
    )

    def iterate(frame: Frame, plan: Plan) -> Steps[tuple[JsonValue, LastEvents]]:
        source = parts.find_source(frame, plan.data)
        divide = parts.find_division(frame, plan.data)
        open_results = parts.find_results(frame, plan.data)
        names = _MapRunNames.of(frame.surroundings, state.label, is_express=parts.is_express)
        started = frame.recorder.record(MAP_RUN_STARTED, frame.last_event, names.arn)
        run = _begin(parts, names, frame, plan)
        try:
            result = yield from _work(run, source, divide, open_results)
        except StatesError as error:
            frame.last_event = frame.recorder.record(MAP_RUN_FAILED, started, error.name, error.cause)
            raise StatesError(error.name, error.cause) from None
        succeeded = frame.recorder.record(MAP_RUN_SUCCEEDED, started)
        return result, LastEvents(succeeded, succeeded if _exits_after_success(state, frame) else started)

    return iterate


def _exits_after_success(state: Map, frame: Frame) -> bool:
    """Tell whether MapStateExited follows MapRunSucceeded, where otherwise it follows MapRunStarted.

    It does so where the Map is the first state of an execution, in JSONPath. No recording contradicts that;
    their dates would part them in the same way, before and after November 2024.

    AWS: map/base_scenarios.test_map_state_label;
    map/base_scenarios.test_map_state_config_distributed_items_path_from_previous;
    map/base_scenarios.test_map_item_reader_base_json_max_items_jsonata.
    """
    return state.query_language == JSONPATH and frame.entered_id == _FIRST_ENTERED


@dataclass(frozen=True, slots=True)
class _Parts:
    """A distributed Map, ready to run."""

    state: Map
    machine: StateMachine
    processor: ScopeProgram
    is_express: bool
    select: Select
    find_source: FindSource
    find_division: FindDivision
    find_results: FindResults


@dataclass(frozen=True, slots=True)
class _MapRunNames:
    """The names that a map run goes by.

    AWS: maps.md 6.8.
    """

    arn: str
    id: str
    machine_arn: str
    execution_prefix: str
    is_express: bool

    @classmethod
    def of(cls, surroundings: Surroundings, label: str | None, *, is_express: bool) -> _MapRunNames:
        machine = str(surroundings.state_machine["Id"])
        label = label or surroundings.uuid()
        id_ = surroundings.uuid()
        kind = ":express:" if is_express else ":execution:"
        return cls(
            arn=f"{machine.replace(':stateMachine:', ':mapRun:')}/{label}:{id_}",
            id=id_,
            machine_arn=f"{machine}/{label}",
            execution_prefix=f"{machine.replace(':stateMachine:', kind)}/{label}",
            is_express=is_express,
        )

    def child_arn(self, name: str, surroundings: Surroundings) -> str:
        """Give the ARN of a child execution."""
        arn = f"{self.execution_prefix}:{name}"
        return f"{arn}:{surroundings.uuid()}" if self.is_express else arn


def _begin(parts: _Parts, names: _MapRunNames, frame: Frame, plan: Plan) -> _Run:
    record = MapRun(
        arn=names.arn,
        state_name=parts.state.name,
        max_concurrency=plan.limit,
        tolerated_failure_count=plan.tolerance.count,
        tolerated_failure_percentage=plan.tolerance.percentage,
        started_at=frame.now(),
    )
    if plan.items is not None:
        record.items.pending = len(plan.items)
        record.executions.pending = 0 if parts.state.item_batcher is not None else len(plan.items)
    frame.surroundings.map_runs.runs.append(record)
    return _Run(parts, names, frame, plan, record)


def _work(run: _Run, source: Source | None, divide: Divide, open_results: OpenSteps) -> Steps[JsonValue]:
    """Go through a map run, and say in its record how it ends.

    Raises (inside the code):
        StatesError: It failed.
    """
    results: Results | None = None
    status = "ABORTED"
    try:
        results = yield from open_results(run.names.id)
        run.results = results
        items = context_items(run.plan.items or []) if source is None else (yield from source.open())
        yield from run.dispatch(divide, items)
        result = results.close(run.names.arn)
        status = "SUCCEEDED"
    except StatesError:
        status = "FAILED"
        raise
    finally:
        if results is not None:
            results.discard()
        run.close(status)
    return result


@dataclass(slots=True)
class _Run:
    """A map run under way."""

    parts: _Parts
    names: _MapRunNames
    frame: Frame
    plan: Plan
    record: MapRun
    results: Results = field(init=False)
    running: dict[int, tuple[ChildExecution, Recorder]] = field(default_factory=dict)

    def dispatch(self, divide: Divide, items: Iterator[JsonObject]) -> Steps[None]:
        """Run a child execution for each input that *divide* makes of the items.

        Raises (inside the code):
            StatesError: Too many failed, an item cannot be read, or a result cannot be written.
        """
        inputs = divide(self.parts.select(self.frame, self.plan.data, item) for item in items)
        limit = min(self.plan.limit or MAX_CONCURRENCY, MAX_CONCURRENCY)
        self._tell()
        # who runs them elsewhere keeps their time there
        seconds = None if self.frame.surroundings.map_runs.are_elsewhere else self._seconds
        failed: ChildFailed | None = yield Dispatch(self._children(inputs), limit, seconds)
        if failed is None:
            return
        for child in self._abort_running():
            self._take_result(child)
        if self.results.is_taking_pending() and failed.error.name != RESULT_WRITER_FAILED:
            self._write_pending(inputs)
            self.results.close(self.names.arn)
        raise failed.error

    @property
    def _seconds(self) -> float | None:
        return EXPRESS_SECONDS if self.parts.is_express else None

    def _children(self, inputs: Iterator[ChildInput]) -> Iterator[Steps[None]]:
        """Give the steps of one child execution after the other."""
        for index, input_ in enumerate(inputs):
            yield self._child(self._make_child(index, input_), input_)
        self.plan.tolerance.know_total(self.record.items.total)

    def _make_child(self, index: int, input_: ChildInput) -> ChildExecution:
        outer = self.frame.surroundings
        name = outer.uuid()
        now = self.frame.now()
        execution = execution_context(
            arn=self.names.child_arn(name, outer),
            input_=input_.value,
            started_at=now,
            name=name,
            role_arn=outer.execution["RoleArn"],  # type: ignore[arg-type]
        )
        machine: JsonObject = {"Id": self.names.machine_arn, "Name": outer.state_machine["Name"]}
        return ChildExecution(index, execution, machine, input_.value, now, input_.item_count, [], [])

    def _child(self, child: ChildExecution, input_: ChildInput) -> Steps[None]:
        """Go through one child execution; a failure counts against the tolerance.

        Raises (inside the code):
            StatesError: It is one too many, or its result cannot be written.
        """
        self.record.items.begin(child.item_count)
        self.record.executions.begin(1)
        most_events = None if self.parts.is_express else MAX_EVENTS
        outer = self.frame.surroundings
        recorder = Recorder(outer.recorder.moment, most_events)
        child.events = recorder.events
        self.running[child.index] = child, recorder
        if outer.map_runs.are_elsewhere:
            end: End = yield RunElsewhere(self.parts.machine, child, self._seconds, most_events)
        else:
            map_runs = outer.map_runs.inside()
            child.map_runs = map_runs.runs
            surroundings = Surroundings(
                recorder=recorder,
                execution=child.execution,
                state_machine=child.state_machine,
                region=outer.region,
                uuid=outer.uuid,
                random=outer.random,
                admit=outer.admit,
                map_runs=map_runs,
                place=(*self.frame.place, ("Map", self.parts.state.name, child.index)),
            )
            end = yield from run_execution(
                self.parts.processor, surroundings, input_.value, input_.size_bytes
            )
        self._ended(child, end)

    def _ended(self, child: ChildExecution, end: End) -> None:
        del self.running[child.index]
        self._count(child, end)
        self._take_result(child)
        if end.status != "SUCCEEDED":
            self.plan.tolerance.bear(child.item_count)

    def _count(self, child: ChildExecution, end: End) -> None:
        """Count a child execution that has ended, and keep it if there is room."""
        child.end = end
        executions = self.record.executions
        self.record.items.end(end.status, child.item_count)
        executions.end(end.status, 1)
        has_succeeded = end.status == "SUCCEEDED"
        alike = executions.succeeded if has_succeeded else executions.ended - executions.succeeded
        most = self.frame.surroundings.map_runs.most_children
        if most is None or alike <= most:
            self.record.children.append(child)

    def _take_result(self, child: ChildExecution) -> None:
        written = self.results.take(child)
        self.record.executions.results_written += written
        self.record.items.results_written += written * child.item_count
        self._tell()

    def _abort_running(self) -> Iterator[ChildExecution]:
        """Say of the child executions that are cut short that they are, and give them."""
        running, self.running = self.running, {}
        for child, recorder in running.values():
            if not recorder.events:  # what happened elsewhere so far is not known here
                recorder.record(EXECUTION_STARTED, 0, child.input, child.execution["RoleArn"])
            recorder.record_last(EXECUTION_ABORTED, len(recorder.events), None, None)
            self._count(child, End("ABORTED", self.frame.now()))
            yield child

    def _write_pending(self, inputs: Iterator[ChildInput]) -> None:
        """Write down what will not be begun any more."""
        for index, input_ in enumerate(inputs, self.record.executions.total):
            self.results.take(self._make_child(index, input_))

    def _tell(self) -> None:
        tell = self.frame.surroundings.map_runs.tell
        if tell is not None:
            tell(self.record)

    def close(self, status: str) -> None:
        """Say how the map run ended; what is still running is cut short with it."""
        for _ in self._abort_running():
            pass
        self.record.status = status
        self.record.stopped_at = self.frame.now()
        self.record.children.sort(key=lambda child: child.index)
        self._tell()
