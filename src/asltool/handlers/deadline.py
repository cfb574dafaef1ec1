"""How long a call of another system may really take: no longer than anybody waits for its answer.

A deadline holds for what is called inside `within`, in the same thread; elsewhere there is none.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final


class TimeIsUpError(Exception):
    """A call was given up with the time limit of its task: whatever went wrong, the task has timed out."""


_ends_at: Final = ContextVar("asltool_deadline", default=math.inf)

_GRACE_SECONDS: Final = 0.5
"""More than the run's clock may lag behind real time while it is busy."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let calls inside take no longer than this, all together."""
    token = _ends_at.set(min(time.monotonic() + seconds, _ends_at.get()))
    try:
        yield
    finally:
        _ends_at.reset(token)


def seconds_left() -> float:
    """Give how long a call may still take: 0 or less if time is up, infinity without a deadline."""
    return _ends_at.get() - time.monotonic()


def patience(seconds: float) -> float:
    """Give how long to wait for an answer that nobody needs once *seconds* are over.

    It is a moment more, so that the task's own time-out comes first, and not the failure of a call given up.
    """
    return seconds + _GRACE_SECONDS
