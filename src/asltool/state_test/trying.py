"""Runs the state that is tried, on the runner's own loop, and gives all that came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from asltool.engine.context_object import instant_text
from asltool.engine.effects import Failed, Steps, Succeeded, TaskAnswer
from asltool.engine.errors import StatesError
from asltool.engine.frame import Surroundings
from asltool.engine.scope import run_state
from asltool.engine.state_code import StateProgram
from asltool.engine.trial import RetryDue, Trial, compile_trial
from asltool.handlers.handler import Handler
from asltool.handlers.registry import Registry
from asltool.history.events import EXECUTION_STARTED
from asltool.history.recorder import Moment, Recorder
from asltool.json_value import JsonObject, JsonValue, json_bytes
from asltool.model.error_handling import TIMEOUT
from asltool.model.machine import State
from asltool.runner.chance import Chance
from asltool.runner.clock import VIRTUAL_START, VirtualClock
from asltool.runner.scheduler import Scheduler, TaskDriver
from asltool.runner.stage import task_caller
from asltool.runner.strands import Strand
from asltool.runner.tasks import Tasks
from asltool.runner.workers import Workers
from asltool.state_test.context import TrialFrame

LONGEST_SECONDS = 300
"""AWS: api.md 7.4; how long a test may take."""

_THREADS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the state is tried on."""

    input: JsonValue
    variables: dict[str, JsonValue]
    context: JsonObject
    """Fields of the context object that are given."""
    map_item: JsonObject | None
    role_arn: str | None
    region: str
    account: str
    answer: Succeeded | Failed | None
    """What the work comes to; None where handlers do it."""
    retried: int
    failed_iterations: int
    items: list[JsonValue] | None
    handlers: Mapping[str, Handler]


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    input: JsonValue
    status: str = "RUNNING"
    told: dict[str, Any] = field(default_factory=dict)
    """What the steps of the state's data flow gave, and what was found out about its failure."""
    output: JsonValue = None
    target: str | None = None
    """The next state's name; None where the state is the last one."""
    failure: StatesError | None = None
    """The failure that ended the state, or that was caught or is to be retried."""
    variables: dict[str, JsonValue] = field(default_factory=dict)


def try_state(state: State, terms: Terms) -> Outcome:
    """Try a state.

    Raises:
        EngineRefusal: It has errors.
        TooManyFailuresError: More iterations are said to have failed than there are.
        MissingHandlerError: Its work is nobody's.
    """
    outcome = Outcome(terms.input)
    trial = Trial(
        watch=outcome.told.__setitem__,
        answer=terms.answer,
        retried=terms.retried,
        failed_iterations=terms.failed_iterations,
        items=terms.items,
    )
    program = compile_trial(state, trial)
    moment, chance = Moment(VIRTUAL_START.timestamp()), Chance()
    scheduler = Scheduler(VirtualClock(moment.seconds), moment)
    workers = Workers(_THREADS)
    frame = _frame(terms, moment, chance)
    try:
        scheduler.tasks = _driver(terms, scheduler, moment, chance, workers)
        strand = Strand(_steps(program, frame, terms, outcome))
        scheduler.start(strand)
        scheduler.at(moment.seconds + LONGEST_SECONDS, _stopping(scheduler, strand, outcome))
        scheduler.run()
    finally:
        workers.close()
    outcome.variables = frame.variables
    return outcome


def _frame(terms: Terms, moment: Moment, chance: Chance) -> TrialFrame:
    machine, execution = chance.uuid(), chance.uuid()
    prefix = f"arn:aws:states:{terms.region}:{terms.account}"
    surroundings = Surroundings(
        recorder=Recorder(moment),
        execution={
            "Id": f"{prefix}:express:{machine}:{execution}",
            "Input": terms.input,
            "Name": execution,
            "RoleArn": terms.role_arn,
            "StartTime": instant_text(moment.seconds),
        },
        state_machine={"Id": f"{prefix}:stateMachine:{machine}", "Name": machine},
        region=terms.region,
        uuid=chance.uuid,
        random=chance.random,
    )
    frame = TrialFrame(surroundings, variables=terms.variables, map_item=terms.map_item)
    frame.variables_bytes = sum(map(json_bytes, terms.variables.values()))
    frame.given = terms.context
    return frame


def _driver(
    terms: Terms, scheduler: Scheduler, moment: Moment, chance: Chance, workers: Workers
) -> TaskDriver:
    if terms.answer is not None:
        return _Mocked(terms.answer)
    registry = Registry(terms.handlers)
    call = task_caller(registry, moment, chance)
    return Tasks(scheduler, call, workers, is_threaded=lambda _: False, find=registry.find_any)


@dataclass(frozen=True, slots=True)
class _Mocked:
    """Answers for a task with what its work is said to come to, however it is waited for."""

    answer: Succeeded | Failed

    def begin(self, _effect: object, answer: Callable[[TaskAnswer], None], /) -> None:
        answer(self.answer)

    complete = begin

    def close(self) -> None:
        """Nothing goes on elsewhere."""


def _steps(program: StateProgram, frame: TrialFrame, terms: Terms, outcome: Outcome) -> Steps[None]:
    """Go through the state and write down what comes of it."""
    value, bound = terms.input, json_bytes(terms.input)
    frame.state = program
    frame.last_event = frame.recorder.record(EXECUTION_STARTED, 0, value, terms.role_arn)
    try:
        outcome.output, outcome.target, _, _ = yield from run_state(program, frame, value, bound)
    except RetryDue:
        outcome.status, outcome.failure = "RETRIABLE", outcome.told["error"]
    except StatesError as error:
        outcome.status, outcome.failure = "FAILED", error
    else:
        outcome.failure = outcome.told.get("error")
        outcome.status = "SUCCEEDED" if outcome.failure is None else "CAUGHT_ERROR"


def _stopping(scheduler: Scheduler, strand: Strand, outcome: Outcome) -> Callable[[], None]:
    def stop() -> None:
        scheduler.drop(strand)
        outcome.status, outcome.failure = "FAILED", StatesError(TIMEOUT)

    return stop
