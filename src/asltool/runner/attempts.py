"""One attempt at a task's work: its answers, its time limits, what is to be done when it is over."""

from __future__ import annotations

import math
from collections.abc import Callable

from asltool.engine.effects import FinalAnswer, Submitted, Taken, TaskAnswer, TaskCall, TimedOut
from asltool.handlers.callback import Heartbeat, Message, OpenToken
from asltool.handlers.recording import Watch
from asltool.runner.scheduler import Scheduler

Answer = Callable[[TaskAnswer], None]


class Attempt:
    """An attempt that is waited for; the first final answer counts.

    Args:
        scheduler: Whose time it is limited by.
        call: The attempt's call.
        answer: Told what comes of it.
    """

    __slots__ = (
        "_answer",
        "_at_end",
        "_beat_at",
        "_final",
        "_heartbeat_seconds",
        "_scheduler",
        "call",
        "is_over",
        "stop",
        "token",
        "watch",
    )

    def __init__(self, scheduler: Scheduler, call: TaskCall, answer: Answer) -> None:
        self._scheduler = scheduler
        self.call = call
        self._answer: Answer | None = answer
        self._final: FinalAnswer | None = None
        self._at_end: list[Callable[[], None]] = []
        self._heartbeat_seconds = math.inf
        self._beat_at = math.inf
        self.token: OpenToken | None = None
        self.stop: Callable[[], None] | None = None
        """Stops the work, where nobody waits for it any more."""
        self.is_over = False
        self.watch: Watch | None = None

    def at_end(self, do: Callable[[], None]) -> None:
        """Do something when it is over, however it ends."""
        self._at_end.append(do)

    def tell(self, answer: Submitted | Taken) -> None:
        """Give an answer after which the end is still to come."""
        if not self.is_over and self._answer is not None:
            self._show(answer)
            tell, self._answer = self._answer, None
            tell(answer)

    def wait(self, answer: Answer) -> None:
        """Have *answer* told of the end."""
        if self._final is None:
            self._answer = answer
        else:
            answer(self._final)

    def finish(self, answer: TaskAnswer) -> None:
        """Give the final answer; nothing if it is over, and that it timed out if the answer comes too late.

        A call that is cut off at the deadline fails at about the time at which the timer for it goes off.
        """
        if self.is_over:
            return
        if self._scheduler.now() >= self.call.deadline and not isinstance(answer, TimedOut):
            self._time_out()
            return
        self._show(answer)
        self._end()
        if self._answer is not None:
            self._answer(answer)
        else:
            assert not isinstance(answer, (Submitted, Taken))  # noqa: S101 - these are told
            self._final = answer

    def abort(self) -> None:
        """Stop the work: nobody waits for it any more; nothing if it is over."""
        if not self.is_over:
            self._end()
            if self.stop is not None:
                self.stop()

    def _show(self, said: TaskAnswer | Heartbeat) -> None:
        if self.watch is not None:
            self.watch(said)

    def _end(self) -> None:
        self.is_over = True
        for do in self._at_end:
            do()
        self._at_end.clear()

    def limit(self, heartbeat_seconds: float | None) -> None:
        """Let it time out at the call's deadline, or when a heartbeat is missed."""
        if heartbeat_seconds is not None:
            self._heartbeat_seconds = heartbeat_seconds
            self._beat_at = self._scheduler.now() + heartbeat_seconds
        self._watch()

    def _watch(self) -> None:
        limit = min(self._beat_at, self.call.deadline)
        if limit < math.inf:
            self.at_end(self._scheduler.at(limit, self._look).cancel)

    def _look(self) -> None:
        if self.is_over:
            return
        now = self._scheduler.now()
        if now < self._beat_at and now < self.call.deadline:
            self._watch()
            return
        self._time_out()

    def _time_out(self) -> None:
        stop = self.stop
        self.finish(TimedOut(has_missed_heartbeat=self._beat_at < self.call.deadline))
        if stop is not None:
            stop()

    def listen(self) -> None:
        """Let whoever has the task's token end it, or keep it alive."""
        if self.token is not None:
            self.token.listen(lambda message: self._scheduler.completions.put(lambda: self._receive(message)))

    def _receive(self, message: Message) -> None:
        if isinstance(message, Heartbeat):
            self._show(message)
            self._beat_at = self._scheduler.now() + self._heartbeat_seconds
        else:
            self.finish(message)
