"""Timers: what is to be done at an instant, unless it is called off before."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count

_FEW = 1000
"""So many timers are kept whether they are called off or not."""


class Timer:
    """Something to be done at an instant."""

    __slots__ = ("_do",)

    def __init__(self, do: Callable[[], None]) -> None:
        self._do: Callable[[], None] | None = do

    @property
    def is_cancelled(self) -> bool:
        """Whether it is called off."""
        return self._do is None

    def cancel(self) -> None:
        """Call it off, and let go of all that it holds."""
        self._do = None

    def fire(self) -> None:
        """Do what is to be done."""
        if self._do is not None:
            self._do()


class Timers:
    """Timers in the order of their instants; those of the same instant in the order in which they were set.

    Of timers that are called off, no more are kept than there are others (and a few).
    """

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Timer]] = []
        self._numbers = count()
        self._most = _FEW

    def __len__(self) -> int:
        return len(self._heap)

    def add(self, instant: float, timer: Timer) -> None:
        """Set a timer."""
        heapq.heappush(self._heap, (instant, next(self._numbers), timer))
        if len(self._heap) > self._most:
            self._heap = [entry for entry in self._heap if not entry[2].is_cancelled]
            heapq.heapify(self._heap)
            self._most = max(_FEW, 2 * len(self._heap))

    @property
    def next_instant(self) -> float | None:
        """When the next one is due; None if there is none."""
        while self._heap and self._heap[0][2].is_cancelled:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def fire_until(self, instant: float) -> None:
        """Fire all that are due at an instant, those too that are set meanwhile."""
        while self._heap and self._heap[0][0] <= instant:
            heapq.heappop(self._heap)[2].fire()
