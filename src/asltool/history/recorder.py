"""Writes events down as they happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from asltool.history.events import EventType

RecordedEvent: TypeAlias = tuple[Any, ...]
"""`(EventType, previousEventId, seconds since 1970, *details)`; its id is its place in the list, from 1."""


class HistoryLimitReachedError(Exception):
    """The execution has as many events as AWS allows; only its failure may still be written."""


class Moment:
    """The current time, shared by all that run by one clock; whoever drives them moves it on."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        """Since 1970."""


class Recorder:
    """The events of one execution, in order.

    Args:
        moment: The time that events bear.
        limit: How many events there may be; None for no limit, as in Express executions.
        on_event: Called with the id of each event once it is written.
    """

    __slots__ = ("_limit", "_on_event", "events", "moment")

    def __init__(
        self, moment: Moment, limit: int | None = None, on_event: Callable[[int], None] | None = None
    ) -> None:
        self.events: list[RecordedEvent] = []
        self.moment = moment
        self._limit = float("inf") if limit is None else limit - 1
        self._on_event = on_event

    @property
    def room_for_direct_writing(self) -> float:
        """How many events there may be before each must be written alone; 0 where each is watched."""
        return 0 if self._on_event is not None else self._limit - 2

    def record(self, type_: EventType, previous: int, *details: Any) -> int:
        """Write an event down; gives its id.

        Raises:
            HistoryLimitReachedError: There is room for one event only, and that is the execution's last.
        """
        events = self.events
        if len(events) >= self._limit:
            raise HistoryLimitReachedError
        events.append((type_, previous, self.moment.seconds, *details))
        if self._on_event is not None:
            self._on_event(len(events))
        return len(events)

    def record_last(self, type_: EventType, previous: int, *details: Any) -> int:
        """Write the event down that ends the execution; the limit leaves room for it."""
        self._limit = float("inf")
        return self.record(type_, previous, *details)
