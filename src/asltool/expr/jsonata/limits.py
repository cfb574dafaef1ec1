"""How much an expression may take: time, depth, memory; and the meter that watches over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asltool.expr.jsonata.errors import LimitError
from asltool.expr.jsonata.ports import SYSTEM, Sources, monotonic
from asltool.expr.jsonata.values import UNDEFINED, KeptSequence, Sequence, Value
from asltool.records import record

if TYPE_CHECKING:
    from collections.abc import Callable

TIMEOUT = "Expression evaluation timeout"
OVERFLOW = "Stack overflow error"
MEMORY = "Expression evaluation memory limit exceeded"

_FIRST_STEPS = 64
_MOST_STEPS = 8192
_SECONDS_BETWEEN_CHECKS = 0.02
_ITEM_BYTES = 6_990_256 / 360_145
"""What one item of an array costs: AWS lets `$range` make 360,145 of them."""


@record
class Limits:
    """What one evaluation may take."""

    seconds: float = 1.5
    depth: int = 100_000
    """Nested calls of functions; Python's own limit may be lower, and ends in the same error."""
    value_bytes: int = 60_000_000
    """The largest value, by a rough measure of its size."""
    total_bytes: int = 130_000_000
    """All the larger values together, whether still in use or not."""


PLAIN_LIMITS = Limits()
AWS_LIMITS = Limits(seconds=1.0, depth=100, value_bytes=6_990_256)


class Meter:
    """What one evaluation has left, and what it takes from outside.

    Generated code counts `steps` down and calls `check` when they are used up, so the clock is read
    rarely; `depth` counts nested calls. `surroundings` are the context and the variables where `$eval` is
    called.
    """

    # Few evaluations need all of these, so they are made when they are first changed.
    steps = _FIRST_STEPS
    depth = 0
    surroundings: tuple[Value, dict[str, Value]] = (UNDEFINED, {})
    evals = 0
    """How many `$eval` are under way, one within the other."""
    _batch = _FIRST_STEPS
    _deadline = 0.0
    _left = 0.0
    _built = 0
    _millis: int | None = None

    def __init__(
        self,
        limits: Limits,
        sources: Sources = SYSTEM,
        evaluate_text: Callable[[Meter, str, Value], Value] | None = None,
    ) -> None:
        self.limits = limits
        self.sources = sources
        self.evaluate_text = evaluate_text

    @property
    def millis(self) -> int:
        """The time of the evaluation, the same throughout."""
        if self._millis is None:
            self._millis = self.sources.millis()
        return self._millis

    def check(self) -> None:
        """Go on for a while, unless the time is over.

        Raises:
            LimitError: It is.
        """
        left = self.remaining_seconds()
        if self._left and self._left - left > _SECONDS_BETWEEN_CHECKS:
            self._batch = max(1, self._batch // 4)
        else:
            self._batch = min(2 * self._batch, _MOST_STEPS)
        self._left = left
        self.steps = self._batch

    def remaining_seconds(self) -> float:
        """Give the time that is left.

        Raises:
            LimitError: None is.
        """
        now = monotonic()
        if not self._deadline:
            self._deadline = now + self.limits.seconds
        if now >= self._deadline:
            raise LimitError(TIMEOUT)
        return self._deadline - now

    def overflow(self) -> None:
        """Refuse to nest calls any deeper.

        Raises:
            LimitError: Always.
        """
        raise LimitError(OVERFLOW)

    def grow(self, size: float) -> None:
        """Account for a value that is about to be built.

        Args:
            size: Bytes, roughly.

        Raises:
            LimitError: It is too large, or too much was built already.
        """
        self._built += int(size)
        if int(size) > self.limits.value_bytes or self._built > self.limits.total_bytes:
            raise LimitError(MEMORY)

    def grow_items(self, count: float) -> None:
        """Account for an array of *count* items that is about to be built.

        Raises:
            LimitError: As `grow`.
        """
        if count > 256:
            self.grow(count * _ITEM_BYTES)

    def spend(self, steps: int) -> None:
        """Account for *steps* that were taken at once.

        Raises:
            LimitError: The time is over.
        """
        self.steps -= steps
        if self.steps < 0:
            self.check()

    def items(self, value: Value, each_bytes: float = _ITEM_BYTES) -> list[Any] | tuple[Any, ...]:
        """Give what a step after the first goes over: the items of an array, or *value* itself.

        Args:
            value: What the step before gave.
            each_bytes: What the step will build for each item, roughly.
        """
        kind = type(value)
        if kind is list or kind is Sequence or kind is KeptSequence:
            count = len(value)
            self.steps -= count
            if self.steps < 0:
                self.check()
            if count > 256:
                self.grow(count * each_bytes)
            return value  # type: ignore[no-any-return]
        return () if value is UNDEFINED else (value,)

    def arguments(self, value: Value, each_bytes: float = _ITEM_BYTES) -> list[Any] | tuple[Any, ...]:
        """Give what a function goes over that takes an array, or a single value for one."""
        return self.items(list(value) if _is_special(value) else value, each_bytes)

    def first_items(self, value: Value, each_bytes: float = _ITEM_BYTES) -> list[Any] | tuple[Any, ...]:
        """Give what the first step of a path goes over: as `items`, but undefined is an item."""
        if value is UNDEFINED:
            return (value,)
        return self.items(list(value) if _is_special(value) else value, each_bytes)


def _is_special(value: Value) -> bool:
    return isinstance(value, list) and type(value) not in (list, Sequence, KeptSequence)
