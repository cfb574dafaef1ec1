"""One execution under way: its names, its recorder, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from asltool.engine.context_object import execution_context
from asltool.engine.effects import Place, Steps, TaskCall
from asltool.engine.execution import abort, run_execution, time_out
from asltool.engine.frame import Surroundings, admit_any
from asltool.engine.limits import EXPRESS_SECONDS, MAX_EVENTS
from asltool.engine.outcomes import End, MapRuns
from asltool.engine.state_code import ScopeProgram
from asltool.handlers.running_executions import EXECUTIONS
from asltool.history.aws_json import History
from asltool.history.recorder import Moment, Recorder
from asltool.json_value import JsonValue, json_bytes
from asltool.runner.chance import Chance
from asltool.runner.scheduler import Scheduler
from asltool.runner.settings import Settings
from asltool.runner.strands import Strand

Admit: TypeAlias = Callable[[TaskCall], JsonValue]


@dataclass(slots=True)
class Run:
    """One execution under way."""

    settings: Settings
    program: ScopeProgram
    recorder: Recorder
    surroundings: Surroundings
    history: History
    started_at: float
    """Seconds since 1970."""
    end: End | None = None
    """None as long as it is running."""
    on_end: list[Callable[[], None]] = field(default_factory=list)
    """Told when it ends, however it does."""

    @property
    def arn(self) -> str:
        """The execution's ARN."""
        return str(self.surroundings.execution["Id"])

    @property
    def name(self) -> str:
        """The execution's name."""
        return str(self.surroundings.execution["Name"])

    @property
    def state_machine_arn(self) -> str:
        """The state machine's ARN."""
        return str(self.surroundings.state_machine["Id"])

    def steps(self) -> Steps[None]:
        """Go through the execution and write down how it ends."""
        input_ = self.settings.input
        self._finish((yield from run_execution(self.program, self.surroundings, input_, json_bytes(input_))))

    def _finish(self, end: End) -> None:
        self.end = end
        for tell in self.on_end:
            tell()

    def time_out(self) -> None:
        """End the execution because its time is up: it is cut off where it is."""
        self._finish(time_out(self.recorder))

    def abort(self, error: str | None, cause: str | None) -> None:
        """End the execution because somebody stops it: it is cut off where it is."""
        self._finish(abort(self.recorder, error, cause))


def start_run(
    program: ScopeProgram,
    settings: Settings,
    moment: Moment,
    chance: Chance,
    admit: Admit = admit_any,
    *,
    place: Place = (),
) -> Run:
    """Make an execution ready: its names, its recorder, its surroundings.

    Args:
        program: The machine.
        settings: The terms.
        moment: The current time.
        chance: Gives names and ids.
        admit: As `Surroundings.admit`.
        place: As `Surroundings.place`.
    """
    is_express = settings.type == "EXPRESS"
    name = settings.name or chance.uuid()
    machine_arn = (
        f"arn:aws:states:{settings.region}:{settings.account}:stateMachine:{settings.state_machine_name}"
    )
    arn = machine_arn.replace(":stateMachine:", ":express:" if is_express else ":execution:") + f":{name}"
    if is_express:
        arn += f":{chance.uuid()}"
    recorder, history = _recording(settings, moment)
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
        admit=admit,
        map_runs=MapRuns(
            settings.maps.keep_children,
            settings.maps.on_progress,
            are_elsewhere=settings.maps.executor is not None,
        ),
        place=place,
    )
    return Run(settings, program, recorder, surroundings, history, moment.seconds)


def _recording(settings: Settings, moment: Moment) -> tuple[Recorder, History]:
    texts = {}
    # an object or array is told by its identity; equal numbers and texts are often the same object
    if settings.input_text is not None and isinstance(settings.input, (dict, list)):
        texts[id(settings.input)] = (settings.input, settings.input_text)
    limit = None if settings.type == "EXPRESS" else MAX_EVENTS
    history: History
    on_event = settings.on_event
    tell = None if on_event is None else lambda number: on_event(history[number - 1])
    recorder = Recorder(moment, limit, tell)
    history = History(recorder.events, texts)
    return recorder, history


def begin(run: Run, scheduler: Scheduler, timeout_seconds: float | None) -> Strand:
    """Let an execution begin, and end it when its time is up.

    Args:
        run: The execution.
        scheduler: Who drives it.
        timeout_seconds: The machine's own `TimeoutSeconds`.
    """
    strand = Strand(run.steps())
    scheduler.start(strand)

    def cut(end: Callable[[], None]) -> None:
        if run.end is None:
            scheduler.drop(strand)
            end()

    remove = EXECUTIONS.add(
        run.arn,
        lambda error, cause: scheduler.completions.put(lambda: cut(lambda: run.abort(error, cause))),
    )

    def gone() -> None:
        remove()
        scheduler.at_close.discard(gone)

    run.on_end.append(gone)
    scheduler.at_close.add(gone)

    limit = _limit(run.settings.type, timeout_seconds)
    if limit is not None:
        scheduler.at(run.started_at + limit, lambda: cut(run.time_out))
    return strand


def _limit(type_: str, timeout_seconds: float | None) -> float | None:
    """Give the seconds that an execution may take; None for no limit that matters."""
    if type_ != "EXPRESS":
        return timeout_seconds
    return EXPRESS_SECONDS if timeout_seconds is None else min(timeout_seconds, EXPRESS_SECONDS)
