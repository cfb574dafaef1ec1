"""What an evaluation hands out: plain JSON data, without anything that only the evaluation knows."""

from __future__ import annotations

from typing import Any

from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.values import UNDEFINED, Value

_EXACT = 2**53
SIMPLE = frozenset((str, int, bool, type(None)))
"""The types of values that are handed out as they are."""


def plain(meter: Meter, value: Value) -> Value:
    """Give *value* with lists for sequences, ints for whole numbers and None for undefined items.

    What needs no change is not copied, so the result may share parts with the input.

    Raises:
        LimitError: It takes too long: parts that are shared many times over are gone through each time.
    """
    kind = type(value)
    if kind in SIMPLE or value is UNDEFINED:
        return value
    if kind is float:
        return _plain_number(value)
    if kind is dict:
        return value if _is_plain_object(value) else _changed_object(meter, value)
    if isinstance(value, list):
        return _plain_array(meter, value)
    return value


def _plain_number(number: float) -> int | float:
    """Give a whole number as JavaScript writes it: below 1e21 with all its digits."""
    if -_EXACT < number < _EXACT:
        return number if number % 1 else int(number)
    if not number.is_integer() or not -1e21 < number < 1e21:
        return number
    digits, _, exponent = repr(number).partition("e")
    if not exponent:
        return int(number)
    head, _, tail = digits.partition(".")
    return int((head + tail).ljust(int(exponent) + len(head), "0"))


def _is_plain_object(members: dict[str, Any]) -> bool:
    """Tell whether *members* are simple values and fractions only."""
    for value in members.values():
        kind = type(value)
        if kind is str or kind is int or kind is bool or value is None:
            continue
        if kind is float and value % 1:
            continue
        return False
    return True


def _changed_object(meter: Meter, members: dict[str, Any]) -> dict[str, Any]:
    meter.spend(1)
    changed: dict[str, Any] | None = None
    for key, value in members.items():
        new = plain(meter, value)
        if new is not value:
            changed = dict(members) if changed is None else changed
            changed[key] = new
    return members if changed is None else changed


def _plain_array(meter: Meter, items: list[Any]) -> list[Any]:
    meter.spend(1 + len(items) // 16)
    changed: list[Any] | None = None if type(items) is list else list(items)
    for index, item in enumerate(items):
        kind = type(item)
        if kind is str or kind is int:
            continue
        if (kind is float and item % 1) or (kind is dict and _is_plain_object(item)):
            continue
        new = None if item is UNDEFINED else plain(meter, item)
        if new is not item:
            changed = list(items) if changed is None else changed
            changed[index] = new
    return items if changed is None else changed
