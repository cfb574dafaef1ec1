"""How many failed iterations a Map bears.

AWS: maps.md 6.7; surprises.md 33.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from asltool.engine.amounts import compile_amount
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame
from asltool.engine.watching import Watch, watched
from asltool.json_value import JsonValue
from asltool.model.error_handling import RUNTIME
from asltool.model.machine import Map

EXCEEDED = "States.ExceedToleratedFailureThreshold"


@dataclass(slots=True)
class Tolerance:
    """The failures that one run of a Map has seen and bears."""

    total: int | None
    """How many items there are; None as long as that is not known."""
    count: float | None
    percentage: float | None
    failed: int = 0

    @property
    def is_none(self) -> bool:
        """Whether not a single failure is borne."""
        return not self.count and not self.percentage

    def bear(self, items: int = 1) -> None:
        """Count a failure, of one item or of a batch.

        Raises:
            StatesError: It is one too many.
        """
        self.failed += items
        if self.is_none or (self.count is not None and self.failed > self.count) or self._is_share_exceeded():
            raise _exceeded()

    def know_total(self, total: int) -> None:
        """Take note of how many items there are; their failures are a share of that.

        Raises:
            StatesError: The share of those that have failed already is too large.
        """
        self.total = total
        if self._is_share_exceeded():
            raise _exceeded()

    def _is_share_exceeded(self) -> bool:
        if self.percentage is None or not self.total:
            return False
        return 100 * self.failed / self.total > self.percentage


def _exceeded() -> StatesError:
    return StatesError(EXCEEDED, "The specified tolerated failure threshold was exceeded")


ReadTolerance: TypeAlias = Callable[[Frame, JsonValue, "int | None"], Tolerance]
"""Gives the tolerance from frame, effective input and the number of items, if it is known."""


def compile_tolerance(state: Map, watch: Watch | None = None) -> ReadTolerance:
    """Give the reading of `ToleratedFailureCount` and `ToleratedFailurePercentage`.

    Raises (when read):
        StatesError: One of them is no number, or out of its range.
    """
    count = compile_amount("ToleratedFailureCount", state.tolerated_failure_count)
    count = watched("toleratedFailureCount", count, watch)
    percentage = compile_amount(
        "ToleratedFailurePercentage", state.tolerated_failure_percentage, is_float=True
    )
    percentage = watched("toleratedFailurePercentage", percentage, watch)

    def read(frame: Frame, data: JsonValue, total: int | None) -> Tolerance:
        tolerance = Tolerance(total, count(frame, data), percentage(frame, data))
        if tolerance.count is not None and tolerance.count < 0:
            raise frame.failure(RUNTIME, "ToleratedFailureCount cannot be negative.")
        if tolerance.percentage is not None and not 0 <= tolerance.percentage <= 100:
            raise frame.failure(RUNTIME, "ToleratedFailurePercentage must be between 0 and 100.")
        return tolerance

    return read
