"""Randomness: seeded, so that a run can be repeated; the only place that makes any."""

from __future__ import annotations

import random


class Chance:
    """A run's source of random numbers and UUIDs.

    Args:
        seed: Runs with the same seed draw the same; None draws from the system.
    """

    def __init__(self, seed: int | None = 0) -> None:
        self._random = random.Random(seed)
        self.random = self._random.random

    def uuid(self) -> str:
        """Give a version 4 UUID."""
        bits = self._random.getrandbits(128)
        bits = bits & ~(0xF << 76) | (4 << 76)
        bits = bits & ~(0x3 << 62) | (2 << 62)
        digits = f"{bits:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
