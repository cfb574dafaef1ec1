"""A child execution as it travels to another process: what it needs, and what comes back.

All of it can be pickled. The machine and the terms are the same for all children of a run, so each process
makes them ready once.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from functools import lru_cache

from asltool.engine.effects import Dispatch, Steps
from asltool.engine.execution import run_execution
from asltool.engine.frame import Surroundings
from asltool.engine.outcomes import End, MapRun, MapRuns
from asltool.engine.program import compile_machine
from asltool.engine.state_code import ScopeProgram
from asltool.history.recorder import RecordedEvent, Recorder
from asltool.json_value import JsonObject, JsonValue, json_bytes
from asltool.runner.settings import Settings
from asltool.runner.stage import Stage
from asltool.runner.strands import Strand


@dataclass(frozen=True, slots=True)
class ChildJob:
    """What a child execution needs."""

    machine: bytes
    """The pickled `StateMachine`."""
    settings: bytes
    """The pickled terms of the run that it belongs to."""
    input: JsonValue
    execution: JsonObject
    state_machine: JsonObject
    """The context object's members."""
    started_at: float
    """Seconds since 1970."""
    seed: int
    seconds: float | None
    """The longest that it may take."""
    most_events: int | None


@dataclass(frozen=True, slots=True)
class ChildOutcome:
    """What came of a child execution."""

    end: End
    events: list[RecordedEvent]
    map_runs: list[MapRun]


def run_child(job: ChildJob) -> ChildOutcome | None:
    """Run a child execution from start to end; None for one that would wait for ever.

    Raises:
        AsltoolError: As where it would run at home.
    """
    settings = _settings(job.settings).at(job.started_at, job.seed)
    stage = Stage(settings)
    recorder = Recorder(stage.moment, job.most_events)
    map_runs = MapRuns(settings.maps.keep_children)
    surroundings = Surroundings(
        recorder=recorder,
        execution=job.execution,
        state_machine=job.state_machine,
        region=settings.region,
        uuid=stage.chance.uuid,
        random=stage.chance.random,
        admit=stage.admit,
        map_runs=map_runs,
    )
    ends: list[End] = []

    def child() -> Steps[None]:
        program = _program(job.machine)
        ends.append((yield from run_execution(program, surroundings, job.input, json_bytes(job.input))))

    def whole() -> Steps[None]:
        yield Dispatch(iter([child()]), 1, job.seconds)

    stage.scheduler.start(Strand(whole()))
    stage.run()
    return ChildOutcome(ends[0], recorder.events, map_runs.runs) if ends else None


@lru_cache(maxsize=64)
def _program(machine: bytes) -> ScopeProgram:
    return compile_machine(pickle.loads(machine))  # noqa: S301 - made by ourselves


@lru_cache(maxsize=8)
def _settings(settings: bytes) -> Settings:
    loaded: Settings = pickle.loads(settings)  # noqa: S301 - made by ourselves
    return loaded
