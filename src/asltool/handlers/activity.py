"""Activities: work that is handed to whoever asks for it.

AWS: api.md, GetActivityTask; history.md 4.3.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from asltool.json_value import JsonValue

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ActivityTask:
    """A piece of work, as a worker gets it."""

    task_token: str
    input: JsonValue


@dataclass(frozen=True, slots=True, eq=False)
class _Offer:
    task: ActivityTask
    taken: Callable[[str | None], None]
    """Called, in the worker's thread, with its name."""


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    worker_name: str | None
    receive: Callable[[ActivityTask], None]
    """Called, in the thread that offers the work, with it."""


class Activities:
    """The activities of this process and the work that waits for their workers; safe for any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._offers: dict[str, deque[_Offer]] = {}
        self._wishes: dict[str, deque[_Wish]] = {}

    def create(self, arn: str) -> None:
        """Let an activity exist; nothing if it does."""
        with self._changed:
            self._offers.setdefault(arn, deque())

    def delete(self, arn: str) -> None:
        """Let an activity, with the work on offer and the workers that wait, exist no more."""
        with self._changed:
            self._offers.pop(arn, None)
            self._wishes.pop(arn, None)

    def arns(self) -> tuple[str, ...]:
        """Give the activities that exist."""
        with self._changed:
            return tuple(self._offers)

    def exists(self, arn: str) -> bool:
        """Tell whether an activity was created, or asked for work."""
        with self._changed:
            return arn in self._offers

    def offer(self, arn: str, task: ActivityTask, taken: Callable[[str | None], None]) -> Callable[[], None]:
        """Offer a piece of work to an activity's workers; gives what withdraws it."""
        offer = _Offer(task, taken)
        with self._changed:
            offers = self._offers.setdefault(arn, deque())
            wishes = self._wishes.get(arn)
            wish = wishes.popleft() if wishes else None
            if wish is None:
                offers.append(offer)
                self._changed.notify_all()
        if wish is not None:
            _hand_over(offer, wish)
        return lambda: self._take_back(offers, offer)

    def _take_back(self, those: deque[T], one: T) -> None:
        with self._changed:
            if one in those:
                those.remove(one)

    def ask(
        self, arn: str, worker_name: str | None, receive: Callable[[ActivityTask], None]
    ) -> Callable[[], None]:
        """Take an activity's next piece of work, now or when there is one; gives what takes that back."""
        self.create(arn)
        wish = _Wish(worker_name, receive)
        with self._changed:
            wishes = self._wishes.setdefault(arn, deque())
            offers = self._offers[arn]
            offer = offers.popleft() if offers else None
            if offer is None:
                wishes.append(wish)
        if offer is not None:
            _hand_over(offer, wish)
        return lambda: self._take_back(wishes, wish)

    def take(self, arn: str, worker_name: str | None, timeout_seconds: float) -> ActivityTask | None:
        """Wait for a piece of work and take it; None if there is none in time."""
        self.create(arn)
        with self._changed:
            offers = self._offers[arn]
            if not self._changed.wait_for(lambda: offers, timeout_seconds):
                return None
            offer = offers.popleft()
        offer.taken(worker_name)
        return offer.task


def _hand_over(offer: _Offer, wish: _Wish) -> None:
    offer.taken(wish.worker_name)
    wish.receive(offer.task)


ACTIVITIES: Final = Activities()
"""Those of this process."""
