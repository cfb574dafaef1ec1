"""Writes down what the attempts at tasks came to, as mocks that give the same answers again.

Inputs of tasks are not among them: iterations of Maps tell answers apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from asltool.engine.effects import Failed, FinalAnswer, Submitted, Succeeded, Taken, TaskAnswer, TaskCall
from asltool.handlers.callback import Heartbeat
from asltool.handlers.mock_condition import MAP, WHEN
from asltool.handlers.mock_file import VALIDATION
from asltool.handlers.result_shapes import ResultShapeError, check_result
from asltool.json_value import JsonObject, JsonValue, copy_json
from asltool.model.resource import Kind, Pattern

Watch: TypeAlias = Callable[["TaskAnswer | Heartbeat"], None]
"""Told of all that an attempt's work says, until the end."""


_TICK_SECONDS = 1e-6
"""Histories and mock files tell instants apart by microseconds."""


@dataclass(slots=True)
class _Order:
    """In which order attempts ended, also within one tick."""

    last: float = -math.inf
    """When the attempt that ended last ends as the run is done again."""
    latest: int = -1
    """Its number."""

    def now(self, instant: float) -> float:
        """Give when an instant is as the run is done again: not before what has ended already."""
        return max(round(instant, 6), self.last)

    def end(self, number: int, instant: float) -> float:
        """Give when an attempt must end in order to come after those that ended before it.

        At one tick, attempts end in the order of their numbers as the run is done again: one that ended after
        a later one takes the next tick.
        """
        turn = _TICK_SECONDS if number < self.latest else 0
        self.last = max(round(instant, 6), self.last + turn)
        self.latest = number
        return self.last


@dataclass(slots=True)
class _Attempted:
    """One attempt, and what came of it."""

    call: TaskCall
    number: int
    order: _Order
    since: float
    """When its work last gave a sign: seconds since 1970."""
    submitted: JsonValue = None
    worker_name: str | None = None
    end: FinalAnswer | None = None
    """None where nobody waited for it."""
    delay_seconds: float = 0

    def take(self, said: TaskAnswer | Heartbeat, now: float) -> None:
        """Write down what its work says."""
        match said:
            case Heartbeat():
                pass
            case Submitted(output):
                self.submitted = copy_json(output)
            case Taken(worker_name):
                self.worker_name = worker_name
            case _:
                self.end = said
                self.delay_seconds = round(self.order.end(self.number, now) - self.since, 6)
        self.since = self.order.now(now)

    def answer(self) -> JsonObject:
        """Give what a mock is to answer in its place."""
        members: JsonObject = {}
        indexes: JsonObject = {name: index for type_, name, index in self.call.place if type_ == MAP}
        if indexes:
            members[WHEN] = {"iteration": indexes}
        members |= self._end()
        delay = self.delay_seconds
        if delay > 0 and "never" not in members:
            members["delay"] = int(delay) if delay == int(delay) else delay
        resource = self.call.resource
        if resource.kind is Kind.INTEGRATION and resource.pattern is not Pattern.REQUEST_RESPONSE:
            members["submitted"] = self.submitted
        if self.worker_name is not None:
            members["worker_name"] = self.worker_name
        return members

    def _end(self) -> JsonObject:
        members: JsonObject
        match self.end:
            case Succeeded(result):
                members = {"return": copy_json(result)}
            case Failed(error, cause):
                told: JsonObject = {"error": error, "cause": cause}
                members = {"throw": {name: text for name, text in told.items() if text is not None}}
            case _:
                return {"never": True}
        return members | ({"raw": True} if self.call.resource.key == "lambda:invoke" else {})

    @property
    def is_fit(self) -> bool:
        """Whether its result is one that mocks may have without more ado."""
        if not isinstance(self.end, Succeeded):
            return True
        try:
            check_result(self.call.resource, self.end.result, requires_members=False)
        except ResultShapeError:
            return False
        return True


class Recording:
    """What the tasks of a run came to."""

    def __init__(self) -> None:
        self._attempts: list[_Attempted] = []
        self._order = _Order()

    def begin(self, call: TaskCall, now: Callable[[], float]) -> Watch:
        """Begin to write down an attempt; *now* gives the time, in seconds since 1970."""
        attempted = _Attempted(call, len(self._attempts), self._order, self._order.now(now()))
        self._attempts.append(attempted)
        return lambda said: attempted.take(said, now())

    def mocks(self) -> JsonObject:
        """Give the content of a mock file with the same answers."""
        is_fit = all(attempted.is_fit for attempted in self._attempts)
        mocks: JsonObject = {} if is_fit else {VALIDATION: "NONE"}
        answers: dict[str, list[JsonValue]] = {}
        for attempted in self._attempts:
            answers.setdefault(attempted.call.state_name, []).append(attempted.answer())
        return mocks | answers
