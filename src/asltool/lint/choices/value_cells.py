"""Cells: the values that a variable can have, parted so that choice rules cannot tell those of a cell apart.

Spec: choice-state. Numbers and texts are parted at the constants that rules compare them with: each constant
is a cell, and so is what lies between two neighbours. A set of cells is the bits of a number.
"""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any

from asltool.lazy import lazy

MISSING, NULL, TRUE, FALSE, CONTAINER = (1 << bit for bit in range(5))
"""No value at all; the values that every rule can tell apart; and arrays and objects, which none can."""

_FIRST_ORDERED = 5

_RELATIONS: dict[str, Callable[[int, int], bool]] = {
    "Equals": operator.eq,
    "LessThan": operator.lt,
    "LessThanEquals": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanEquals": operator.ge,
}
RELATIONS = frozenset(_RELATIONS)


class Order:
    """Values in an order, parted at constants.

    Args:
        constants: The constants, in any order, some perhaps twice.
        first_bit: The bit of the first cell.
        has_least: Whether the least constant is the least value of all.
    """

    def __init__(self, constants: Iterable[Any], first_bit: int = 0, *, has_least: bool = False) -> None:
        self._constants = sorted(set(constants))
        self._first_bit = first_bit
        self.bits = 2 * len(self._constants) + 1
        self.all = _ones(self.bits) << first_bit
        if has_least:
            self.all &= ~(1 << first_bit)

    def cells(self, relation: str, constant: Any) -> int:
        """Give the cells of the values that are in this relation to one of the constants."""
        at = 2 * bisect_left(self._constants, constant) + 1
        holds = _RELATIONS[relation]
        below = _ones(at) if holds(0, 1) else 0
        same = 1 << at if holds(0, 0) else 0
        above = _ones(self.bits - at - 1) << (at + 1) if holds(1, 0) else 0
        return ((below | same | above) << self._first_bit) & self.all

    def points(self) -> Iterable[tuple[int, Any]]:
        """Give the cell of each constant, and the constant."""
        return ((1 << (self._first_bit + 2 * at + 1), value) for at, value in enumerate(self._constants))


class Cells:
    """The values of one variable.

    Args:
        numbers: The numbers that rules compare it with.
        texts: The texts.
    """

    def __init__(self, numbers: Iterable[float], texts: Iterable[str]) -> None:
        self.numbers = Order(map(float, numbers), _FIRST_ORDERED)
        keys = {text_key(text) for text in texts}
        self.texts = Order(keys, _FIRST_ORDERED + self.numbers.bits, has_least=b"" in keys)

    @lazy
    def present(self) -> int:
        """All but the missing value."""
        return NULL | TRUE | FALSE | CONTAINER | self.numbers.all | self.texts.all

    @lazy
    def family(self) -> dict[str, int]:
        """The cells of the values that each family of operators, and each test of types, is about."""
        return {
            "Numeric": self.numbers.all,
            "String": self.texts.all,
            "Timestamp": self.texts.all,
            "Boolean": TRUE | FALSE,
            "Null": NULL,
            "Present": self.present,
        }

    def texts_that(self, holds: Callable[[str], bool]) -> int:
        """Give the cells of the constants that *holds* is true of."""
        return sum(cell for cell, key in self.texts.points() if holds(text_of_key(key)))

    @lazy
    def constant_texts(self) -> int:
        """The cells of single texts, not of those between."""
        return self.texts_that(lambda _: True)


def text_key(text: str) -> bytes:
    """Give what orders texts as the service does: by UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")


def text_of_key(key: bytes) -> str:
    """Give the text that a key is of."""
    return key.decode("utf-16-be", "surrogatepass")


def after_prefix(prefix: str) -> str | None:
    """Give the least text above all that begin with *prefix*; None if there is none."""
    key = text_key(prefix)
    while key.endswith(b"\xff\xff"):
        key = key[:-2]
    if not key:
        return None
    unit = int.from_bytes(key[-2:], "big") + 1
    return text_of_key(key[:-2] + unit.to_bytes(2, "big"))


def _ones(count: int) -> int:
    return (1 << count) - 1
