"""Operators on any values: what generated code calls when its own short cut does not apply."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.runtime.calls import Matcher
from asltool.expr.jsonata.text import NotFiniteError, json_of, text_of
from asltool.expr.jsonata.values import (
    UNDEFINED,
    Function,
    Sequence,
    Value,
    double,
    is_number,
    one,
    whole,
)

_LONG = 4096


def finite(value: Value) -> bool:
    """Tell whether *value* is a number.

    Raises:
        JSONataError: It is one that JSON cannot hold.
    """
    if not is_number(value):
        return False
    if math.isinf(value):
        raise JSONataError("D1001", value)
    return not math.isnan(value)


def _operands(left: Value, right: Value) -> bool:
    """Tell whether both are there; each must be a number if it is."""
    if left is not UNDEFINED and not finite(left):
        raise JSONataError("T2001", left)
    if right is not UNDEFINED and not finite(right):
        raise JSONataError("T2002", right)
    return left is not UNDEFINED and right is not UNDEFINED


def _arithmetic(compute: Callable[[Any, Any], Any]) -> Callable[[Value, Value], Value]:
    def run(left: Value, right: Value) -> Value:
        if not _operands(left, right):
            return UNDEFINED
        return double(compute(double(left), double(right)))

    return run


add = _arithmetic(operator.add)
subtract = _arithmetic(operator.sub)
multiply = _arithmetic(operator.mul)


def divide(left: Value, right: Value) -> Value:
    """Give `left / right`; infinite if *right* is zero."""
    if not _operands(left, right):
        return UNDEFINED
    if right == 0:
        if left == 0:
            return math.nan
        return math.copysign(math.inf, left) * math.copysign(1, right)
    return whole(double(left) / double(right))


def remainder(left: Value, right: Value) -> Value:
    """Give `left % right`, with the sign of *left*."""
    if not _operands(left, right):
        return UNDEFINED
    if right == 0:
        return math.nan
    return whole(math.fmod(left, right))


def negate(value: Value) -> Value:
    """Give `-value`."""
    if value is UNDEFINED:
        return UNDEFINED
    if not finite(value):
        raise JSONataError("D1002", value)
    return -value


def equal(meter: Meter, left: Value, right: Value) -> bool:
    """Tell whether both are there and are the same JSON."""
    if left is UNDEFINED or right is UNDEFINED:
        return False
    return _compared(meter, left, right)


def unequal(meter: Meter, left: Value, right: Value) -> bool:
    """Tell whether both are there and are not the same JSON."""
    if left is UNDEFINED or right is UNDEFINED:
        return False
    return not _compared(meter, left, right)


def _compared(meter: Meter, left: Value, right: Value) -> bool:
    if isinstance(left, list) and isinstance(right, list):
        meter.spend(min(len(left), len(right)))
    return _same(left, right, {})


def _same(left: Value, right: Value, known: dict[tuple[int, int], bool]) -> bool:
    """Tell whether two values are the same JSON; *known* holds what was found out about pairs."""
    if isinstance(left, (list, dict)) and isinstance(right, (list, dict)):
        pair = (id(left), id(right))
        if pair not in known:
            known[pair] = left is right or _same_inside(left, right, known)
        return known[pair]
    if type(left) is bool or type(right) is bool:
        return left is right
    return left is right if isinstance(left, Function) else bool(left == right)


def _same_inside(left: Value, right: Value, known: dict[tuple[int, int], bool]) -> bool:
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(_same(*pair, known) for pair in zip(left, right, strict=True))
    if type(left) is dict and type(right) is dict:
        return left.keys() == right.keys() and all(
            _same(each, right[key], known) for key, each in left.items()
        )
    return False


def _comparison(compare: Callable[[Any, Any], bool]) -> Callable[[Value, Value], Value]:
    def run(left: Value, right: Value) -> Value:
        for value in (left, right):
            if value is not UNDEFINED and not is_number(value) and type(value) is not str:
                raise JSONataError("T2010", value)
        if left is UNDEFINED or right is UNDEFINED:
            return UNDEFINED
        if (type(left) is str) is not (type(right) is str):
            raise JSONataError("T2009", left, value2=right)
        return compare(left, right)

    return run


less = _comparison(operator.lt)
at_most = _comparison(operator.le)
greater = _comparison(operator.gt)
at_least = _comparison(operator.ge)


def includes(meter: Meter, left: Value, right: Value) -> bool:
    """Tell whether *left* is one of the items of *right*; arrays and objects never are."""
    if left is UNDEFINED or right is UNDEFINED:
        return False
    items = right if isinstance(right, list) else [right]
    meter.spend(len(items))
    if type(left) is str:
        return left in items
    if isinstance(left, (list, dict)):
        return any(item is left for item in items)
    return any(not isinstance(item, (list, dict)) and _same(left, item, {}) for item in items)


def boolean(value: Value) -> bool:
    """Give the truth of *value*; undefined counts as false."""
    kind = type(value)
    if kind is bool:
        return value  # type: ignore[no-any-return]
    if kind is int or kind is float:
        return finite(value) and value != 0
    if isinstance(value, list):
        return _any_true(value, set())
    return bool(value) and not isinstance(value, Matcher)


def _any_true(items: list[Any], false: set[int]) -> bool:
    """Tell whether an item is true; *false* are the arrays that are known to be not."""
    for item in items:
        if not isinstance(item, list):
            if boolean(item):
                return True
        elif id(item) not in false:
            if _any_true(item, false):
                return True
            false.add(id(item))
    return False


def script_truth(value: Value) -> bool:
    """Give the truth of *value* as JavaScript has it: every array and object is true."""
    return isinstance(value, (list, dict, Function)) or (bool(value) and value == value)  # noqa: PLR0124


def text(value: Value) -> str:
    """Give *value* as `&` joins it.

    Raises:
        JSONataError: It is a number that JSON has no text for.
    """
    try:
        return text_of(value)
    except NotFiniteError as error:
        raise JSONataError("D1001" if error.is_nested else "D3001", error.value) from None


def indented(value: Value) -> str:
    """Give an array or object as JSON text over several lines.

    Raises:
        JSONataError: A number in it has no text.
    """
    try:
        return json_of(value, indent=True)
    except NotFiniteError as error:
        raise JSONataError("D1001", error.value) from None


def joined(meter: Meter, *parts: str) -> str:
    """Give *parts* as one text, which is accounted for."""
    size = sum(map(len, parts))
    if size > _LONG:
        meter.spend(size)
        meter.grow(size)
    return "".join(parts)


def _bounds(first: Value, last: Value) -> bool:
    for value, code in ((first, "T2003"), (last, "T2004")):
        if value is not UNDEFINED and not (is_number(value) and math.isfinite(value) and value == int(value)):
            raise JSONataError(code, value)
    return first is not UNDEFINED and last is not UNDEFINED and bool(first <= last)


def range_count(first: Value, last: Value) -> int:
    """Give how many numbers `first..last` stands for."""
    if not _bounds(first, last):
        return 0
    size = int(last) - int(first) + 1
    if size > 10_000_000:
        raise JSONataError("D2014", size)
    return size


def number_range(meter: Meter, first: Value, last: Value) -> Value:
    """Give the whole numbers from *first* to *last*; undefined if there are none."""
    size = range_count(first, last)
    if not size:
        return UNDEFINED
    if size > 256:
        # Small numbers exist once and for all; others take room of their own.
        meter.grow_items(size)
        meter.grow(size)
    return one(Sequence(range(int(first), int(last) + 1)))


def chosen(predicate: Value, index: int, count: int) -> int:
    """Tell how often a predicate that is no boolean picks the item at *index* of *count* items."""
    numbers = predicate if isinstance(predicate, list) else [predicate]
    if all(map(finite, numbers)):
        places = (math.floor(number) for number in numbers)
        return sum(1 for place in places if (place + count if place < 0 else place) == index)
    return int(boolean(predicate))


def picked(items: Value, index: int) -> Value:
    """Give the item of *items* at *index*, from the end if it is negative; undefined if there is none."""
    if not isinstance(items, list):
        return items if index in (0, -1) else UNDEFINED
    if -len(items) <= index < len(items):
        return items[index]
    return UNDEFINED
