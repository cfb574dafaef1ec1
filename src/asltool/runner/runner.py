"""Runs a compiled machine from start to end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from asltool.engine.effects import TaskCall
from asltool.engine.outcomes import End
from asltool.engine.state_code import ScopeProgram
from asltool.handlers.admission import admit_task
from asltool.handlers.invocation import World, invoke
from asltool.handlers.registry import Registry
from asltool.handlers.s3.folders import Folders
from asltool.handlers.storage import Storage
from asltool.history.recorder import Moment
from asltool.runner.chance import Chance
from asltool.runner.children import Children
from asltool.runner.clock import VIRTUAL_START, Clock, SystemClock, VirtualClock
from asltool.runner.execution import Execution, execution_of
from asltool.runner.run import Run, begin, start_run
from asltool.runner.scheduler import Scheduler
from asltool.runner.settings import Settings
from asltool.runner.tasks import Tasks
from asltool.runner.workers import Workers

MAX_THREADS = 64


def run_program(program: ScopeProgram, timeout_seconds: float | None, settings: Settings) -> Execution:
    """Run a compiled machine.

    Args:
        program: The machine.
        timeout_seconds: The machine's own `TimeoutSeconds`.
        settings: The terms.

    Raises:
        MissingHandlerError: A task was reached that nothing serves.
        AsltoolError: Mocks have no answer left, or AWS cannot be called.
    """
    clock = _clock(settings)
    moment = Moment(clock.now())
    chance = Chance(None if settings.is_real_time else settings.seed)
    scheduler = Scheduler(clock, moment)
    workers = Workers(MAX_THREADS)
    try:
        registry = Registry(settings.handlers, first=settings.mocks, last=settings.aws)
        admit = partial(admit_task, registry)
        run = start_run(program, settings, moment, chance, admit)
        children = Children(scheduler, settings, registry, moment, chance)
        scheduler.tasks = Tasks(
            scheduler,
            task_caller(registry, moment, chance),
            workers,
            is_threaded=_threading(settings, registry),
            find=registry.find_any,
            serve=children.serve,
        )
        scheduler.storage = Storage(
            registry,
            Folders(settings.s3),
            settings.aws_objects,
            wait=lambda answer: workers.submit_awaitable(answer).result(),
        )
        begin(run, scheduler, timeout_seconds)
        try:
            scheduler.run()
        finally:
            scheduler.tasks.close()
    finally:
        scheduler.close()
        workers.close()
    return _execution(run, moment.seconds)


def _threading(settings: Settings, registry: Registry) -> Callable[[TaskCall], bool]:
    """Give what tells whether a task's handler runs in a thread: in real time all, otherwise those of AWS."""
    if settings.is_real_time:
        return lambda _: True
    if settings.aws is None:
        return lambda _: False
    return lambda call: (served := registry.find_any(call)) is not None and served.is_remote


def _clock(settings: Settings) -> Clock:
    if settings.is_real_time:
        return SystemClock()
    return VirtualClock(VIRTUAL_START.timestamp() if settings.start_at is None else settings.start_at)


def task_caller(registry: Registry, moment: Moment, chance: Chance) -> Callable[[TaskCall], Any]:
    """Give what calls the handler of a task."""
    world = World(
        uuid=chance.uuid,
        now=lambda: moment.seconds,
        seconds_left=lambda call: call.deadline - moment.seconds,
    )
    return lambda call: invoke(call, registry, world)


def _execution(run: Run, now: float) -> Execution:
    return execution_of(
        run.end or End("RUNNING", now),
        history=run.history,
        names=(run.surroundings.execution, run.surroundings.state_machine),
        started_at=run.started_at,
        map_runs=run.surroundings.map_runs.runs,
    )
