"""Functions of arrays."""

from __future__ import annotations

import math
from typing import Any

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.runtime.calls import callback
from asltool.expr.jsonata.runtime.grouping import merge_sorted
from asltool.expr.jsonata.runtime.operators import script_truth
from asltool.expr.jsonata.values import UNDEFINED, Function, Sequence, Value, are_numbers, are_strings


@function("count", "<a:n>")
def count(items: Value) -> Value:
    """Give the number of items."""
    return 0 if items is UNDEFINED else len(items)


@function("append", "<xx:a>", needs_meter=True)
def append(meter: Meter, left: Value, right: Value) -> Value:
    """Give the items of both."""
    if left is UNDEFINED:
        return right
    if right is UNDEFINED:
        return left
    first = left if isinstance(left, list) else [left]
    second = right if isinstance(right, list) else [right]
    meter.grow_items(len(first) + len(second))
    return [*first, *second]


@function("reverse", "<a:a>")
def reverse(items: Value) -> Value:
    """Give the items from the last to the first."""
    return items if items is UNDEFINED or len(items) <= 1 else items[::-1]


@function("shuffle", "<a:a>", needs_meter=True)
def shuffle(meter: Meter, items: Value) -> Value:
    """Give the items in an order of chance."""
    if items is UNDEFINED or len(items) <= 1:
        return items
    result: list[Any] = []
    for index, item in enumerate(items):
        place = math.floor(meter.sources.random() * (index + 1))
        result.append(item)
        result[index], result[place] = result[place], result[index]
    return result


@function("zip", "<a+>", arity=0)
def zipped(*arrays: Value) -> Value:
    """Give arrays of the first items, of the second ones, and so on, as far as the shortest goes."""
    if not arrays or not all(isinstance(each, list) for each in arrays):
        return []
    return [list(row) for row in zip(*arrays, strict=False)]


@function("distinct", "<x:x>")
def distinct(items: Value) -> Value:
    """Give the items, each but once."""
    if not isinstance(items, list) or len(items) <= 1:
        return items
    marks = _Marks()
    seen = set()
    result: list[Any] = Sequence() if isinstance(items, Sequence) else []
    for item in items:
        mark = marks.mark(item)
        if mark not in seen:
            seen.add(mark)
            result.append(item)
    return result


class _Marks:
    """Tells equal values from others: gives each a mark that equal ones share."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}
        self._known: dict[int, Any] = {}

    def mark(self, value: Value) -> Any:
        """Give what equal values have in common, and others have not."""
        if isinstance(value, (list, dict)):
            if id(value) not in self._known:
                inside = self._inside(value)
                self._known[id(value)] = ("#", self._numbers.setdefault(inside, len(self._numbers)))
            return self._known[id(value)]
        if isinstance(value, (bool, Function)):
            return (type(value), id(value))
        return value

    def _inside(self, value: Value) -> Any:
        if isinstance(value, list):
            return tuple(map(self.mark, value))
        return frozenset((key, self.mark(member)) for key, member in value.items())


@function("sort", "<af?:a>", needs_meter=True)
def sort(meter: Meter, items: Value, comparator: Value) -> Value:
    """Give the items in order: by a function that tells whether its first argument comes after the second.

    Raises:
        JSONataError: There is no function, and the items are neither all numbers nor all strings.
    """
    if items is UNDEFINED or len(items) <= 1:
        return items
    if comparator is UNDEFINED:
        if not are_numbers(items) and not are_strings(items):
            raise JSONataError("D3070", index=1)
        return sorted(items)
    compare, _ = callback(meter, comparator, 2)
    meter.items(items)
    return merge_sorted(list(items), lambda left, right: script_truth(compare(left, right)))
