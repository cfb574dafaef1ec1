"""All that executions need in order to run by one clock: made for a run, and taken down after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from asltool.engine.effects import TaskCall
from asltool.handlers.admission import admit_task
from asltool.handlers.invocation import World, invoke
from asltool.handlers.registry import Registry
from asltool.handlers.s3.folders import Folders
from asltool.handlers.storage import Storage
from asltool.history.recorder import Moment
from asltool.runner.chance import Chance
from asltool.runner.children import Children
from asltool.runner.clock import VIRTUAL_START, Clock, SystemClock, VirtualClock
from asltool.runner.scheduler import Scheduler
from asltool.runner.settings import Settings
from asltool.runner.step_functions import StepFunctions
from asltool.runner.tasks import Tasks
from asltool.runner.workers import Workers

MAX_THREADS = 1000
"""As many functions as Lambda runs at once for an account, unless told otherwise."""


class Stage:
    """Where executions run.

    Args:
        settings: The terms.
    """

    def __init__(self, settings: Settings) -> None:
        clock = _clock(settings)
        self.settings = settings
        self.moment = Moment(clock.now())
        self.chance = Chance(None if settings.is_real_time else settings.seed)
        self.scheduler = Scheduler(clock, self.moment)
        self._workers = workers = Workers(MAX_THREADS)
        registry = Registry(
            settings.handlers,
            first=None if settings.mocks is None else settings.mocks.find,
            last=settings.aws,
            why_not_first=None if settings.mocks is None else settings.mocks.why_not,
        )
        self.admit = partial(admit_task, registry)
        children = Children(self.scheduler, settings, registry, self.moment, self.chance)
        itself = StepFunctions(self.scheduler, registry, self.chance)
        self._tasks = Tasks(
            self.scheduler,
            task_caller(registry, self.moment, self.chance),
            workers,
            is_threaded=_threading(settings, registry, self.scheduler),
            find=registry.find_any,
            serve=lambda call: children.serve(call) or itself.serve(call),
            recording=settings.recording,
        )
        self.scheduler.tasks = self._tasks
        self.scheduler.storage = Storage(
            registry,
            Folders(settings.s3),
            settings.aws_objects,
            wait=lambda answer: workers.submit_awaitable(answer).result(),
        )

    def run(self) -> None:
        """Run until all executions have ended, or none can go on; nothing is left under way."""
        try:
            self.scheduler.run()
        finally:
            self._tasks.close()
            self.scheduler.close()
            self._workers.close()


def _threading(settings: Settings, registry: Registry, scheduler: Scheduler) -> Callable[[TaskCall], bool]:
    """Give what tells whether a task's handler runs in a thread: in real time most, otherwise those of AWS.

    In real time, a handler that nothing can happen beside needs no thread: that is quicker.
    """
    if settings.is_real_time:
        return lambda _: not scheduler.is_alone
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
