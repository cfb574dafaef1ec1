"""Mocks: answers prepared for tasks, given attempt after attempt in place of the real work."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from asltool.engine.effects import TaskCall
from asltool.errors import AsltoolError, TaskError
from asltool.handlers.handler import USUAL, Reply, Usual
from asltool.handlers.mock_condition import ALWAYS, Condition
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
    """Infinity for an answer that never comes."""
    raw: bool = False
    """Whether `result` is the integration's whole result, not a Lambda function's payload."""
    is_response: bool = False
    """As `Reply.is_response`."""
    submitted: JsonValue | Usual = USUAL
    """What the service says when it takes the task; None if it does not."""
    worker_name: str | None = None
    """Who takes the work of an activity."""
    place: str = ""
    """Where it stands: `file:line:column`."""


class Script(Protocol):
    """The answers for one state or resource, for the attempts that one condition fits."""

    @property
    def condition(self) -> Condition:
        """Which attempts they are for."""

    def answer(self, attempt: int) -> Answer:
        """Give the answer for an attempt, counted from 0 across retries and loops.

        Raises:
            AsltoolError: There is none, and the mocks are to blame.
            TaskError: There is none, and the execution is to fail of it.
        """

    def after(self, attempts: int) -> Iterator[Answer]:
        """Give the answers that a number of attempts did not come to."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Answers one after the other."""

    key: str
    answers: tuple[Answer, ...]
    repeats: bool
    """Whether the last answer is given again and again."""
    condition: Condition = ALWAYS

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
        fitting = "" if self.condition is ALWAYS else ' with this "when"'
        raise AsltoolError(
            f'{self.answers[-1].place}: the mock "{self.key}" has {held}{fitting}, '
            "and was asked for one more (the last does not repeat)"
        )

    def after(self, attempts: int) -> Iterator[Answer]:
        """Give the answers that a number of attempts did not come to."""
        yield from self.answers[attempts:]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Answers by the numbers of attempts, as Step Functions Local's mock files give them."""

    state_name: str
    answers: tuple[tuple[range, Answer], ...]
    condition: Condition = ALWAYS

    def answer(self, attempt: int) -> Answer:
        """Give the answer for an attempt.

        Raises:
            TaskError: None is numbered so, which fails the execution.
        """
        for attempts, answer in self.answers:
            if attempt in attempts:
                return answer
        raise TaskError(RUNTIME, f'no mocked response for invocation {attempt} of state "{self.state_name}"')

    def after(self, attempts: int) -> Iterator[Answer]:
        """Give the answers that a number of attempts did not come to."""
        return (answer for numbers, answer in self.answers if numbers.start >= attempts)


@dataclass(frozen=True, slots=True)
class Mock:
    """All that is prepared for one state or resource; the first script that fits an attempt answers."""

    title: str
    """What it is called where it is spoken of: `mock "Pay"`."""
    place: str
    """Where it stands: `file:line:column`."""
    scripts: tuple[Script, ...]


class Player:
    """A handler that plays the answers of a script, one an attempt; safe for any thread."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.given = 0
        """How many attempts it was asked for."""
        self._lock = threading.Lock()

    @property
    def worker_name(self) -> str | None:
        """Who takes an activity's work at the next attempt."""
        try:
            return self.script.answer(self.given).worker_name
        except (AsltoolError, TaskError):
            return None  # the call itself will say so

    def __call__(self, _: JsonValue) -> Reply:
        """Give the next answer."""
        with self._lock:
            attempt = self.given
            self.given += 1
        answer = self.script.answer(attempt)
        return Reply(
            answer.result,
            delay_seconds=answer.delay_seconds,
            submitted=answer.submitted,
            raw=answer.raw,
            failure=answer.failure,
            is_response=answer.is_response,
        )


class Mocks:
    """The mocks of one execution; they count its attempts, so the next one needs its own.

    Args:
        states: By state name; asked first.
        resources: By handler key: a resource, a Lambda function, `service:action`.
        warnings: What is wrong with them, and keeps nobody from using them.
    """

    def __init__(
        self, states: Mapping[str, Mock], resources: Mapping[str, Mock], warnings: tuple[str, ...] = ()
    ) -> None:
        self._states = {name: _Playing(mock) for name, mock in states.items()}
        playing = {key: _Playing(mock) for key, mock in resources.items()}
        self._playing = [*self._states.values(), *playing.values()]
        # what stands there for a handler is what chooses one
        self._resources = Registry({key: mock.choose for key, mock in playing.items()})
        self.warnings = warnings

    def find(self, call: TaskCall) -> Player | None:
        """Give the handler that answers for a task; None if it is not mocked."""
        playing = self._states.get(call.state_name)
        player = None if playing is None else playing.choose(call)
        if player is not None:
            return player
        served = self._resources.find_named(call)
        return None if served is None else served.handler(call)

    def why_not(self, call: TaskCall) -> str | None:
        """Say that a task's state is mocked, and no answer is for this attempt; None if it is not mocked."""
        playing = self._states.get(call.state_name)
        if playing is None:
            return None
        places = "".join(f', {type_} "{name}" at {index}' for type_, name, index in call.place)
        return (
            f'{playing.mock.place}: no "when" of {playing.mock.title} fits this attempt '
            f"(retry_count {call.retry_count}{places}): answers without one would be for it"
        )

    def unused(self) -> Iterator[str]:
        """Say of each mock, and each of its answers, that nobody asked for it, and where it stands."""
        for playing in self._playing:
            yield from playing.unused()


class _Playing:
    """A mock in use."""

    def __init__(self, mock: Mock) -> None:
        self.mock = mock
        self._players = [Player(script) for script in mock.scripts]

    def choose(self, call: TaskCall) -> Player | None:
        """Give what plays the answers for a task; None if there are none."""
        return next((player for player in self._players if player.script.condition.fits(call)), None)

    def unused(self) -> Iterator[str]:
        mock = self.mock
        if not any(player.given for player in self._players):
            yield f"{mock.place}: {mock.title} was never used"
            return
        for player in self._players:
            left = list(player.script.after(player.given))
            if not left:
                continue
            if player.given == 0 and player.script.condition is not ALWAYS:
                yield f'{left[0].place}: no attempt fitted this "when" of {mock.title}'
            else:
                attempts = "1 attempt" if player.given == 1 else f"{player.given} attempts"
                yield f"{left[0].place}: {mock.title} was asked for {attempts}, and never came to this answer"
