"""Task tokens: who waits for their return, and what comes back with them.

A token is open from the start of its task to the end. What is sent before anybody listens is kept.

AWS: api.md, SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, TypeAlias

from asltool.engine.effects import Failed, Succeeded
from asltool.errors import ApiError, AsltoolError

_REMEMBERED = 10_000


class Heartbeat:
    """Whoever has the token is still at work."""

    __slots__ = ()


HEARTBEAT: Final = Heartbeat()

Message: TypeAlias = Succeeded | Failed | Heartbeat
Receive: TypeAlias = Callable[[Message], None]


class OpenToken:
    """One token that a task waits for.

    Args:
        text: The token.
        tokens: Where it is open.
    """

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.text = text
        self._tokens = tokens
        self._kept: list[Message] = []
        self._receive: Receive | None = None
        self.is_answered = False

    def listen(self, receive: Receive) -> None:
        """Have *receive* called with each message, in the thread that sends it; what was kept comes first."""
        with self._tokens.lock:
            self._receive, kept = receive, self._kept
            self._kept = []
        for message in kept:
            receive(message)

    def close(self) -> None:
        """Take no more messages: the task is over."""
        self._tokens.forget(self)

    def take(self, message: Message) -> Receive | None:
        """Take a message; gives who is to receive it, None if it is kept. The lock is held."""
        if self.is_answered:
            raise _over()
        self.is_answered = not isinstance(message, Heartbeat)
        if self._receive is None:
            self._kept.append(message)
        return self._receive


class Tokens:
    """The tokens of all executions of this process; safe to use from any thread."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._open: dict[str, list[OpenToken]] = {}
        self._closed: dict[str, None] = {}

    def open(self, text: str) -> OpenToken:
        """Begin to take messages for a token."""
        token = OpenToken(text, self)
        with self.lock:
            self._open.setdefault(text, []).append(token)
            self._closed.pop(text, None)
        return token

    def forget(self, token: OpenToken) -> None:
        """Take no more messages for a token; nothing if that was said before."""
        with self.lock:
            others = self._open.get(token.text, [])
            if token not in others:
                return
            others.remove(token)
            if not others:
                del self._open[token.text]
                self._closed[token.text] = None
            if len(self._closed) > _REMEMBERED:
                del self._closed[next(iter(self._closed))]

    def knows(self, text: str) -> bool:
        """Tell whether a task of this process has, or had, a token."""
        with self.lock:
            return text in self._open or text in self._closed

    def is_answered(self, text: str) -> bool:
        """Tell whether the end of the task that waits for a token was sent."""
        with self.lock:
            return any(token.is_answered for token in self._open.get(text, ()))

    def send(self, text: str, message: Message) -> None:
        """Hand a message to the task that waits for a token.

        Raises:
            ApiError: `TaskTimedOut` if the task is over, `InvalidToken` if there never was such a token.
            AsltoolError: Several executions wait for the same token.
        """
        with self.lock:
            waiting = self._open.get(text, [])
            if len(waiting) > 1:
                raise AsltoolError(
                    "several executions that run at once wait for this task token: give each its own seed"
                )
            if not waiting:
                raise _over() if text in self._closed else ApiError("InvalidToken", _INVALID)
            receive = waiting[0].take(message)
        if receive is not None:
            receive(message)


_INVALID = "Invalid Token: 'Invalid token'"


def _over() -> ApiError:
    return ApiError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")


TOKENS: Final = Tokens()
"""Those of this process."""
