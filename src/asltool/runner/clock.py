"""The clocks: the only place that reads the time or waits for it."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

Completion = Callable[[], None]
"""What is to be done, in the scheduler's thread, when work that went on elsewhere is done."""

VIRTUAL_START = datetime(2026, 1, 1, tzinfo=UTC)
"""When virtual time begins unless told otherwise: always the same, so that two runs give the same history."""


class Clock(Protocol):
    """Tells the time and waits for it."""

    def now(self) -> float:
        """Give the current time: seconds since 1970."""

    def wait(
        self, until: float | None, completions: queue.SimpleQueue[Completion], *, is_at_work: bool
    ) -> Completion | None:
        """Wait until an instant (None: for ever) or a completion; gives the completion, if one came.

        Args:
            until: Seconds since 1970.
            completions: Where completions come from.
            is_at_work: Whether somebody is at work elsewhere, so that one may come.
        """


class VirtualClock:
    """Jumps to the next timer when everything sleeps; runs as real time does while work goes on elsewhere.

    Args:
        start: Seconds since 1970.
    """

    def __init__(self, start: float) -> None:
        self._now = start

    def now(self) -> float:
        """Give the virtual time."""
        return self._now

    def wait(
        self, until: float | None, completions: queue.SimpleQueue[Completion], *, is_at_work: bool
    ) -> Completion | None:
        """Jump to *until*, unless somebody is at work: then wait really."""
        if not is_at_work and until is not None and completions.empty():
            self._now = max(self._now, until)
            return None
        began = time.monotonic()
        try:
            completion = completions.get(timeout=None if until is None else max(0.0, until - self._now))
        except queue.Empty:
            self._now = max(self._now, until or 0.0)
            return None
        self._now += time.monotonic() - began
        return completion


class SystemClock:
    """The machine's own clock."""

    def now(self) -> float:
        """Give the time."""
        return time.time()

    def wait(
        self,
        until: float | None,
        completions: queue.SimpleQueue[Completion],
        *,
        is_at_work: bool,  # noqa: ARG002 - real time passes in any case
    ) -> Completion | None:
        """Wait until the instant or the next completion, whichever comes first."""
        timeout = None if until is None else max(0.0, until - time.time())
        try:
            return completions.get(timeout=timeout)
        except queue.Empty:
            return None
