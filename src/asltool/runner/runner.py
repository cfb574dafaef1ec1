"""Runs a compiled machine from start to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from asltool.engine.context_object import execution_context
from asltool.engine.effects import Steps, TaskCall
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame, Surroundings
from asltool.engine.limits import MAX_EVENTS, history_limit_reached
from asltool.engine.scope import run_scope
from asltool.engine.state_code import ScopeProgram
from asltool.handlers.invocation import World, invoke
from asltool.handlers.registry import Registry
from asltool.history.aws_json import History
from asltool.history.events import (
    EXECUTION_FAILED,
    EXECUTION_STARTED,
    EXECUTION_SUCCEEDED,
    EXECUTION_TIMED_OUT,
)
from asltool.history.recorder import HistoryLimitReachedError, Moment, Recorder
from asltool.json_value import JsonValue, copy_json, json_bytes
from asltool.model.error_handling import TIMEOUT
from asltool.runner.chance import Chance
from asltool.runner.clock import VIRTUAL_START, Clock, SystemClock, VirtualClock
from asltool.runner.execution import Execution
from asltool.runner.scheduler import Scheduler, Strand
from asltool.runner.settings import Settings
from asltool.runner.tasks import Tasks
from asltool.runner.workers import Workers

EXPRESS_SECONDS = 300
"""AWS: limits-and-pricing.md 8.2; the longest that an Express execution may take."""

MAX_THREADS = 64


@dataclass(slots=True)
class _End:
    """How the execution ended; until then it is running."""

    status: str = "RUNNING"
    output: JsonValue = None
    error: str | None = None
    cause: str | None = None


@dataclass(slots=True)
class _Run:
    """One execution under way."""

    settings: Settings
    program: ScopeProgram
    recorder: Recorder
    surroundings: Surroundings
    end: _End = field(default_factory=_End)

    def steps(self) -> Steps[None]:
        """Go through the execution and write down how it ends."""
        settings, recorder = self.settings, self.recorder
        recorder.record(EXECUTION_STARTED, 0, settings.input, settings.role_arn)
        frame = Frame(self.surroundings)
        try:
            output = yield from run_scope(self.program, frame, settings.input, json_bytes(settings.input))
            recorder.record_last(EXECUTION_SUCCEEDED, frame.last_event, output)
            self.end = _End("SUCCEEDED", output)
        except StatesError as error:
            self._fail(error, frame)
        except HistoryLimitReachedError:
            self._fail(history_limit_reached(), frame)

    def _fail(self, error: StatesError, frame: Frame) -> None:
        event = frame.last_event if error.event is None else error.event
        self.recorder.record_last(EXECUTION_FAILED, event, error.name, error.cause)
        self.end = _End("FAILED", None, error.name, error.cause)

    def time_out(self, scheduler: Scheduler) -> None:
        """End the execution because its time is up: it is cut off where it is.

        AWS: history.md 4.3; the event follows none, and no error shows on the execution.
        """
        self.recorder.record_last(EXECUTION_TIMED_OUT, 0, TIMEOUT, None)
        self.end = _End("TIMED_OUT")
        scheduler.stop()


def run_program(program: ScopeProgram, timeout_seconds: float | None, settings: Settings) -> Execution:
    """Run a compiled machine.

    Args:
        program: The machine.
        timeout_seconds: The machine's own `TimeoutSeconds`.
        settings: The terms.

    Raises:
        MissingHandlerError: A task was reached that nothing serves.
    """
    clock = _clock(settings)
    moment = Moment(clock.now())
    chance = Chance(None if settings.is_real_time else settings.seed)
    scheduler = Scheduler(clock, moment)
    workers = Workers(MAX_THREADS)
    started_at = moment.seconds
    try:
        run = start_run(program, settings, moment, chance)
        scheduler.tasks = Tasks(
            scheduler, caller(settings, moment, chance), workers, is_threaded=settings.is_real_time
        )
        limit = execution_limit(settings.type, timeout_seconds)
        if limit is not None:
            scheduler.at(started_at + limit, lambda: run.time_out(scheduler))
        scheduler.run(Strand(run.steps()))
    finally:
        workers.close()
    return _execution(run, started_at, moment.seconds)


def _clock(settings: Settings) -> Clock:
    if settings.is_real_time:
        return SystemClock()
    return VirtualClock(VIRTUAL_START.timestamp() if settings.start_at is None else settings.start_at)


def execution_limit(type_: str, timeout_seconds: float | None) -> float | None:
    """Give the seconds that an execution may take; None for no limit that matters."""
    if type_ != "EXPRESS":
        return timeout_seconds
    return EXPRESS_SECONDS if timeout_seconds is None else min(timeout_seconds, EXPRESS_SECONDS)


def start_run(program: ScopeProgram, settings: Settings, moment: Moment, chance: Chance) -> _Run:
    """Make an execution ready: its names, its recorder, its surroundings."""
    is_express = settings.type == "EXPRESS"
    name = settings.name or chance.uuid()
    machine_arn = (
        f"arn:aws:states:{settings.region}:{settings.account}:stateMachine:{settings.state_machine_name}"
    )
    arn = machine_arn.replace(":stateMachine:", ":express:" if is_express else ":execution:") + f":{name}"
    if is_express:
        arn += f":{chance.uuid()}"
    recorder = Recorder(moment, None if is_express else MAX_EVENTS, settings.on_event)
    surroundings = Surroundings(
        recorder=recorder,
        execution=execution_context(
            arn=arn,
            input_=settings.input,
            started_at=moment.seconds,
            name=name,
            role_arn=settings.role_arn,
        ),
        state_machine={"Id": machine_arn, "Name": settings.state_machine_name},
        region=settings.region,
        uuid=chance.uuid,
        random=chance.random,
    )
    return _Run(settings, program, recorder, surroundings)


def caller(settings: Settings, moment: Moment, chance: Chance) -> Callable[[TaskCall], Any]:
    """Give what calls the handler of a task under these terms."""
    registry = Registry(settings.handlers, first=settings.mocks, last=settings.aws)
    world = World(
        uuid=chance.uuid,
        date=lambda: format_datetime(datetime.fromtimestamp(moment.seconds, UTC), usegmt=True),
        seconds_left=lambda call: call.deadline - moment.seconds,
    )
    return lambda call: invoke(call, registry, world)


def _execution(run: _Run, started_at: float, stopped_at: float) -> Execution:
    settings, end, surroundings = run.settings, run.end, run.surroundings
    texts = {}
    if settings.input_text is not None:
        texts[id(settings.input)] = (settings.input, settings.input_text)
    return Execution(
        status=end.status,
        output=copy_json(end.output),
        error=end.error,
        cause=end.cause,
        history=History(run.recorder.events, texts),
        name=str(surroundings.execution["Name"]),
        arn=str(surroundings.execution["Id"]),
        state_machine_arn=str(surroundings.state_machine["Id"]),
        started_at=datetime.fromtimestamp(started_at, UTC),
        stopped_at=datetime.fromtimestamp(stopped_at, UTC),
    )
