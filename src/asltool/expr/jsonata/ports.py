"""Where expressions get the time and chance from: ports that a caller may replace.

The only module of this package that reads the clock or draws random numbers.
"""

from __future__ import annotations

import random as _random
import time as _time
from collections.abc import Callable

from asltool.records import record

monotonic: Callable[[], float] = _time.monotonic
"""Seconds of a clock that never goes back; limits of time are measured with it."""


def _system_millis() -> int:
    return _time.time_ns() // 1_000_000


def _system_uuid() -> str:
    import uuid  # noqa: PLC0415 - asks what computer this is, which takes longer than to lint a definition

    return str(uuid.uuid4())


def _seeded(seed: int) -> float:
    return _random.Random(seed).random()


@record
class Sources:
    """What an evaluation takes from outside."""

    millis: Callable[[], int] = _system_millis
    """Milliseconds since 1970 UTC; asked once in an evaluation."""
    random: Callable[[], float] = _random.random
    """A number in [0, 1)."""
    seeded: Callable[[int], float] = _seeded
    """A number in [0, 1) that depends on the seed alone."""
    uuid: Callable[[], str] = _system_uuid
    """A new UUID."""


SYSTEM = Sources()
"""The clock and the randomness of this computer."""
