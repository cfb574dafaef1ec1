"""Ways to run machines in tests, and to drive the code of one state by hand."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from asltool.engine.effects import (
    AwaitCompletion,
    Effect,
    Failed,
    Fork,
    Invoke,
    Pause,
    Sleep,
    Submitted,
    Succeeded,
    TimedOut,
)
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame, Surroundings
from asltool.engine.program import compile_machine
from asltool.engine.state_code import Exit, PlainCode, WaitingCode
from asltool.history.aws_json import History
from asltool.history.events import STATE_ENTERED
from asltool.history.recorder import Moment, Recorder
from asltool.json_value import JsonValue
from asltool.model.machine import StateMachine
from asltool.parse.machine import parse_machine
from asltool.runner.execution import Execution
from asltool.runner.runner import run_program
from asltool.runner.settings import Settings
from asltool.source.reader import read

LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:Work"
ACTIVITY = "arn:aws:states:us-east-1:123456789012:activity:Handwork"
PUT = "arn:aws:states:::dynamodb:putItem"
SEND_AND_WAIT = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"

START = 1_700_000_000.0
"""When a Driver's time begins: 2023-11-14T22:13:20Z."""

Json = Any
"""JSON that tests look into without asking what it is first."""


def read_machine(definition: dict[str, Any]) -> StateMachine:
    """Give the model of a sound definition, by way of its text."""
    document, problems = read(json.dumps(definition), "machine.json")
    assert document is not None, problems
    parsed = parse_machine(document)
    assert parsed.machine is not None, parsed.diagnostics
    assert not [found for found in parsed.diagnostics if found.severity == "error"], parsed.diagnostics
    return parsed.machine


def machine(start_at: str, /, **states: dict[str, Any]) -> dict[str, Any]:
    """Give the definition of a machine with these states."""
    return {"StartAt": start_at, "States": states}


def only(state: dict[str, Any], name: str = "S") -> dict[str, Any]:
    """Give the definition of a machine with one state, which is its last."""
    last = state if state["Type"] in ("Choice", "Succeed", "Fail") else {"End": True, **state}
    return machine(name, **{name: last})


def run(definition: dict[str, Any], input_: JsonValue = None, **settings: Any) -> Execution:
    """Run a definition to its end; None stands for the input `{}`."""
    model = read_machine(definition)
    terms = Settings(input={} if input_ is None else input_, **settings)
    return run_program(compile_machine(model), model.timeout_seconds, terms)


def run_state(state: dict[str, Any], input_: JsonValue = None, **settings: Any) -> Execution:
    """Run a machine that has this state only."""
    return run(only(state), input_, **settings)


def chain(history: Execution | History) -> list[str]:
    """Give the events as `id:Type<previousEventId`."""
    events = history.history if isinstance(history, Execution) else history
    return [f"{event['id']}:{event['type']}<{event['previousEventId']}" for event in events]


def listed(text: str) -> list[str]:
    """Give the words of a text, to write a chain down in few lines."""
    return text.split()


def types(execution: Execution) -> list[str]:
    """Give the types of the events."""
    return [event["type"] for event in execution.history]


def details(execution: Execution, type_: str) -> list[dict[str, Any]]:
    """Give the details of all events of a type."""
    return [
        next((value for name, value in event.items() if name.endswith("EventDetails")), {})
        for event in execution.history
        if event["type"] == type_
    ]


def entered_seconds(execution: Execution, name: str) -> list[float]:
    """Give how long after its start the execution entered the state *name*, each time."""
    return [
        (event["timestamp"] - execution.started_at).total_seconds()
        for event in execution.history
        if event.get("stateEnteredEventDetails", {}).get("name") == name
    ]


def scheduled_seconds(execution: Execution) -> list[float]:
    """Give how long after the execution's start each of its tasks' attempts was scheduled."""
    return [
        (event["timestamp"] - execution.started_at).total_seconds()
        for event in execution.history
        if event["type"].endswith("Scheduled")
    ]


def elapsed_seconds(execution: Execution) -> float:
    """Give how long the execution took, by its own clock."""
    return (execution.stopped_at - execution.started_at).total_seconds()


def surroundings(recorder: Recorder, *, random: Iterable[float] = ()) -> Surroundings:
    """Give surroundings with numbered UUIDs and the given random numbers."""
    numbers, draws = count(1), iter(random)
    return Surroundings(
        recorder=recorder,
        execution={"Id": "arn:execution", "Input": {}, "Name": "test", "RoleArn": None},
        state_machine={"Id": "arn:aws:states:us-east-1:123456789012:stateMachine:Test", "Name": "Test"},
        region="us-east-1",
        uuid=lambda: f"uuid-{next(numbers)}",
        random=lambda: next(draws),
    )


@dataclass(frozen=True)
class Identity:
    """What a frame knows of its state."""

    name: str = "S"
    type: str = "Task"


@dataclass
class Driver:
    """Drives the code of one state: answers its effects from a list, jumps its clock to each wake-up.

    A sleep and a pause take no answer from the list. Plain JSON among the answers is a task's result.
    """

    answers: list[Any]
    slept_seconds: list[float]
    effects: list[Effect]
    frame: Frame

    def __init__(self, *answers: Any, random: Iterable[float] = (), state: Identity | None = None) -> None:
        self.answers = list(answers)
        self.slept_seconds = []
        self.effects = []
        self.moment = Moment(START)
        self.recorder = Recorder(self.moment)
        self.frame = Frame(surroundings(self.recorder, random=random))
        self.frame.state = state or Identity()

    @property
    def history(self) -> History:
        """The events so far."""
        return History(self.recorder.events)

    def enter(self, raw: JsonValue) -> None:
        """Write down that the state is entered."""
        type_ = STATE_ENTERED[self.frame.state.type]
        entered = self.recorder.record(type_, self.frame.last_event, self.frame.state.name, raw)
        self.frame.last_event = self.frame.entered_id = entered

    def run(self, code: PlainCode | WaitingCode, raw: JsonValue = None) -> Exit:
        """Run a state's code to its exit; None stands for the input `{}`."""
        raw = {} if raw is None else raw
        self.enter(raw)
        left: Any = code(self.frame, raw)
        return self.drive(left) if inspect.isgenerator(left) else left

    def drive(self, steps: Any) -> Any:
        """Run steps to their end and give what they return."""
        answer = None
        try:
            while True:
                effect = steps.send(answer)
                self.effects.append(effect)
                answer = self._answer(effect)
        except StopIteration as end:
            return end.value

    def _answer(self, effect: Effect) -> Any:
        match effect:
            case Sleep(until):
                self.slept_seconds.append(until - self.moment.seconds)
                self.moment.seconds = until
                return None
            case Pause():
                return None
            case Fork():
                return self.answers.pop(0)
            case Invoke() | AwaitCompletion():
                answer = self.answers.pop(0)
                known = isinstance(answer, (Succeeded, Failed, TimedOut, Submitted))
                return answer if known else Succeeded(answer)


@dataclass
class Body:
    """A state's code that raises or returns what it is given, attempt after attempt."""

    outcomes: list[Any]
    attempts: int = field(default=0)

    def __init__(self, *outcomes: Any) -> None:
        self.outcomes = list(outcomes)
        self.attempts = 0

    def __call__(self, _frame: Frame, _raw: JsonValue) -> Any:
        """Give the next outcome: an error name or a StatesError is raised, an exit returned."""
        outcome = self.outcomes[self.attempts]
        self.attempts += 1
        if isinstance(outcome, str):
            outcome = StatesError(outcome, "why")
        if isinstance(outcome, StatesError):
            raise outcome
        return outcome
        yield  # makes this a generator, as every state's code that may wait is one


def failing(*errors: Exception | None, result: JsonValue = "done") -> Callable[[JsonValue], JsonValue]:
    """Give a handler that raises these errors call after call (None: succeeds), then always succeeds."""
    left = list(errors)

    def handler(payload: JsonValue) -> JsonValue:
        error = left.pop(0) if left else None
        if error is not None:
            raise error
        return result

    return handler
