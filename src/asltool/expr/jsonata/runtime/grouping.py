"""Object constructors and group-by with computed keys, order-by, and transforms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.runtime.calls import call
from asltool.expr.jsonata.runtime.operators import picked
from asltool.expr.jsonata.runtime.paths import appended
from asltool.expr.jsonata.values import (
    UNDEFINED,
    ConstructedArray,
    Function,
    KeptSequence,
    OuterArray,
    Sequence,
    TupleStream,
    Undefined,
    Value,
    are_numbers,
    are_strings,
    in_key_order,
    is_number,
    listing,
)

Tuple: TypeAlias = dict[str, Any]
Part: TypeAlias = Callable[[Value, Tuple], Value]
"""A piece of the expression: from the context, and the variables bound to it, to a value."""
NOTHING_BOUND: Tuple = {}
_SPILLED = frozenset((list, Sequence, KeptSequence, OuterArray, ConstructedArray, Undefined))


def grouped(meter: Meter, value: Value, pairs: tuple[tuple[Part, Part], ...], position: int) -> Value:
    """Give an object: each key with what its value's expression gives for all the items with that key.

    Raises:
        JSONataError: A key is no string, or two expressions give the same one.
    """
    bound = type(value) is TupleStream
    items = list(listing(value)) or ([] if bound else [UNDEFINED])
    groups: dict[str, list[Any]] = {}
    chosen: dict[str, int] = {}
    for item in meter.items(items):
        context, variables = (item["@"], item) if bound else (item, NOTHING_BOUND)
        for number, (key_of, _) in enumerate(pairs):
            key = key_of(context, variables)
            if type(key) is not str:
                if key is UNDEFINED:
                    continue
                raise JSONataError("T1003", key, position=position)
            if chosen.setdefault(key, number) != number:
                raise JSONataError("D1009", key, position=position)
            groups.setdefault(key, []).append(item)
    result = {}
    for key, members in in_key_order(groups).items():
        value_of = pairs[chosen[key]][1]
        if bound:
            variables = _merged_tuples(members)
            member = value_of(variables.pop("@"), variables)
        else:
            member = value_of(merged(members), NOTHING_BOUND)
        if member is not UNDEFINED:
            result[key] = member
    return result


def merged(members: list[Any]) -> Value:
    """Give what a group's expression sees: its only item, or all of them as one array."""
    if len(members) == 1:
        return members[0]
    if _SPILLED.isdisjoint(map(type, members)):
        return members
    result: Value = members[0]
    for member in members[1:]:
        result = appended(result, member)
    return result


def _merged_tuples(members: list[Tuple]) -> Tuple:
    merged = dict(members[0])
    for member in members[1:]:
        for key, value in member.items():
            merged[key] = appended(merged.get(key, UNDEFINED), value)
    return merged


def ordered(meter: Meter, value: Value, terms: tuple[tuple[Part, bool], ...], position: int) -> Value:
    """Give the items of *value* in the order of *terms*, each a key and whether it descends.

    Raises:
        JSONataError: A key is neither a number nor a string, or keys differ in type.
    """
    if not isinstance(value, list):
        return value
    if len(value) < 2:
        return value if type(value) is TupleStream else picked(value, 0)
    meter.items(value)
    bound = type(value) is TupleStream
    keys = [
        [part(item["@"], item) if bound else part(item, NOTHING_BOUND) for item in value] for part, _ in terms
    ]
    rows = in_order(value, keys, [descending for _, descending in terms], position)
    return TupleStream(rows) if bound else rows


def in_order(items: list[Any], keys: list[list[Any]], descends: list[bool], position: int) -> list[Any]:
    """Give *items* in the order of *keys*: a list of all items' keys for each term.

    Raises:
        JSONataError: A key is neither a number nor a string, or keys differ in type.
    """
    if len(keys) == 1 and (are_numbers(keys[0]) or are_strings(keys[0])):
        places = sorted(range(len(items)), key=keys[0].__getitem__, reverse=descends[0])
        return [items[place] for place in places]
    order = list(range(len(items)))
    if all(are_numbers(column) or are_strings(column) for column in keys):
        for column, descending in zip(reversed(keys), reversed(descends), strict=True):
            order.sort(key=column.__getitem__, reverse=descending)
    else:
        order = merge_sorted(order, _comparator(keys, descends, position))
    return [items[index] for index in order]


def _comparator(keys: list[list[Any]], descends: list[bool], position: int) -> Callable[[int, int], bool]:
    def is_after(left: int, right: int) -> bool:
        for column, descending in zip(keys, descends, strict=True):
            order = _compared(column[left], column[right], position, descending=descending)
            if order:
                return order > 0
        return False

    return is_after


def _compared(left: Value, right: Value, position: int, *, descending: bool) -> int:
    if left is UNDEFINED or right is UNDEFINED:
        return (left is UNDEFINED) - (right is UNDEFINED)
    for value in (left, right):
        if not is_number(value) and type(value) is not str:
            raise JSONataError("T2008", value, position=position)
    if (type(left) is str) is not (type(right) is str):
        raise JSONataError("T2007", left, position=position, value2=right)
    order = int(left > right) - int(left < right)
    return -order if descending else order


def merge_sorted(items: list[Any], is_after: Callable[[Any, Any], bool]) -> list[Any]:
    """Sort *items*, stable, by halves that are merged, whatever *is_after* says."""
    if len(items) <= 1:
        return items
    middle = len(items) // 2
    left, right = merge_sorted(items[:middle], is_after), merge_sorted(items[middle:], is_after)
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if is_after(left[i], right[j]):
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


def clone(meter: Meter, value: Value) -> Value:
    """Give a copy of *value* that shares nothing with it, as JSON text and back would.

    Raises:
        LimitError: It is too large, or the time is over.
    """
    if isinstance(value, list):
        meter.spend(len(value) + 1)
        meter.grow(60 + 8 * len(value))
        return [None if item is UNDEFINED else clone(meter, item) for item in value]
    if type(value) is dict:
        meter.spend(len(value) + 1)
        meter.grow(100 + 16 * len(value))
        return {key: clone(meter, member) for key, member in value.items() if member is not UNDEFINED}
    return "" if isinstance(value, Function) else value


def transformed(
    meter: Meter,
    value: Value,
    copier: Value,
    parts: tuple[Part, Part, Part | None],
    places: tuple[int, int, int],
    is_prototype: bool,  # noqa: FBT001
) -> Value:
    """Give a copy of *value* in which what the pattern matches is updated.

    Args:
        meter: Of the evaluation.
        value: An object or array.
        copier: What `$clone` stands for.
        parts: The pattern, the update and the deletion.
        places: The positions of the transform, its update and its deletion.
        is_prototype: The pattern is a name that JavaScript's objects have of themselves.

    Raises:
        JSONataError: The update is no object, the deletion is not made of strings, or `$clone` no function.
    """
    pattern, update, delete = parts
    if not isinstance(copier, Function):
        raise JSONataError("T2013", position=places[0])
    result = call(meter, copier, (value,), UNDEFINED)
    matches = pattern(result, NOTHING_BOUND)
    if matches is UNDEFINED:
        if is_prototype:
            raise JSONataError("D1010", position=places[0])
        return result
    for match in meter.items(matches if isinstance(matches, list) else [matches]):
        if isinstance(match, Function):
            raise JSONataError("D1010", position=places[0])
        change = update(match, NOTHING_BOUND)
        if change is not UNDEFINED:
            if type(change) is not dict:
                raise JSONataError("T2011", change, position=places[1])
            if type(match) is dict:
                match.update(change)
        if delete is not None:
            _delete(match, delete(match, NOTHING_BOUND), places[2])
    return result


def _delete(match: Value, deletions: Value, position: int) -> None:
    if deletions is UNDEFINED:
        return
    keys = listing(deletions)
    if not are_strings(keys):
        raise JSONataError("T2012", deletions, position=position)
    if type(match) is dict:
        for key in keys:
            match.pop(key, None)
