"""Mocks: answers prepared for tasks, given attempt after attempt in place of the real work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from asltool.engine.effects import TaskCall
from asltool.errors import AsltoolError, TaskError
from asltool.handlers.handler import USUAL, Handler, Reply
from asltool.handlers.registry import Registry
from asltool.json_value import JsonValue
from asltool.model.error_handling import RUNTIME


@dataclass(frozen=True, slots=True)
class Answer:
    """One prepared answer."""

    result: JsonValue = None
    failure: TaskError | None = None
    """What the task fails with; None where it gives `result`."""
    delay_seconds: float = 0
    raw: bool = False
    """Whether `result` is the integration's whole result, not a Lambda function's payload."""


class Script(Protocol):
    """The answers for one state or resource."""

    def answer(self, attempt: int) -> Answer:
        """Give the answer for an attempt, counted from 0 across retries and loops.

        Raises:
            AsltoolError: There is none, and the mocks are to blame.
            TaskError: There is none, and the execution is to fail of it.
        """


@dataclass(frozen=True, slots=True)
class Sequence:
    """Answers one after the other."""

    key: str
    answers: tuple[Answer, ...]
    repeats: bool
    """Whether the last answer is given again and again."""

    def answer(self, attempt: int) -> Answer:
        """Give the answer for an attempt.

        Raises:
            AsltoolError: All were given, and the last does not repeat.
        """
        if attempt < len(self.answers):
            return self.answers[attempt]
        if self.repeats:
            return self.answers[-1]
        number = len(self.answers)
        held = "1 answer" if number == 1 else f"{number} answers"
        raise AsltoolError(
            f'the mock "{self.key}" has {held}, and was asked for one more (the last does not repeat)'
        )


@dataclass(frozen=True, slots=True)
class Numbered:
    """Answers by the numbers of attempts, as Step Functions Local's mock files give them."""

    state_name: str
    answers: tuple[tuple[range, Answer], ...]

    def answer(self, attempt: int) -> Answer:
        """Give the answer for an attempt.

        Raises:
            TaskError: None is numbered so, which fails the execution.
        """
        for attempts, answer in self.answers:
            if attempt in attempts:
                return answer
        raise TaskError(RUNTIME, f'no mocked response for invocation {attempt} of state "{self.state_name}"')


class Mocks:
    """The mocks of one execution; they count its attempts, so the next one needs its own.

    Args:
        states: By state name; asked first.
        resources: By handler key: a resource, a Lambda function, `service:action`.
    """

    def __init__(self, states: Mapping[str, Script], resources: Mapping[str, Script]) -> None:
        self._states = {name: _player(script) for name, script in states.items()}
        self._resources = Registry({key: _player(script) for key, script in resources.items()})

    def find(self, call: TaskCall) -> Handler | None:
        """Give the handler that answers for a task; None if it is not mocked."""
        player = self._states.get(call.state_name)
        if player is not None:
            return player
        served = self._resources.find_named(call)
        return None if served is None else served.handler


def _player(script: Script) -> Handler:
    """Give a handler that plays the answers of *script*, one an attempt."""
    attempts = count()

    def play(_: JsonValue) -> Reply:
        answer = script.answer(next(attempts))
        return Reply(
            answer.result,
            delay_seconds=answer.delay_seconds,
            submitted=USUAL,
            raw=answer.raw,
            failure=answer.failure,
        )

    return play
