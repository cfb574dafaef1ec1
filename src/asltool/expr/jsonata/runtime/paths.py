"""Steps of paths on any data: what generated code calls when the data is no plain object.

Between two steps, what a step gave is undefined, one item, or a list of items; only behind the last step
is it made a value again. A ConstructedArray counts as one item.
"""

from __future__ import annotations

from typing import Any

from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.values import (
    UNDEFINED,
    ConstructedArray,
    KeptSequence,
    OuterArray,
    Sequence,
    Value,
    one,
    ordered_keys,
)

_MANY = 64


def look_up(meter: Meter, value: Value, key: str) -> Value:
    """Give the member *key* of an object, or of all objects in an array."""
    if type(value) is dict:
        return value.get(key, UNDEFINED)
    if not isinstance(value, list):
        return UNDEFINED
    meter.spend(1)
    found = Sequence()
    for item in value:
        member = item.get(key, UNDEFINED) if type(item) is dict else look_up(meter, item, key)
        if isinstance(member, list):
            found.extend(member)
        elif member is not UNDEFINED:
            found.append(member)
    return found


def name_value(meter: Meter, value: Value, key: str) -> Value:
    """Give what the name *key* stands for with *value* as the context."""
    return value.get(key, UNDEFINED) if type(value) is dict else one(look_up(meter, value, key))


def field(meter: Meter, value: Value, key: str) -> Value:
    """Take the step *key* from the items of *value*, with more steps to follow."""
    if type(value) is dict:
        return value.get(key, UNDEFINED)
    if not isinstance(value, list):
        return UNDEFINED
    if type(value) is ConstructedArray:
        return one(look_up(meter, value, key))
    if len(value) > _MANY:
        meter.items(value)
    found = Sequence()
    for item in value:
        member = item.get(key, UNDEFINED) if type(item) is dict else one(look_up(meter, item, key))
        if type(member) is list:
            found += member
        elif isinstance(member, list) and type(member) is not ConstructedArray:
            found.extend(member)
        elif member is not UNDEFINED:
            found.append(member)
    return found


def last_field(meter: Meter, value: Value, key: str) -> Value:
    """Take the step *key* from the items of *value*, as the last one of a path."""
    if type(value) is dict:
        return settled(value.get(key, UNDEFINED))
    if not isinstance(value, list) or type(value) is ConstructedArray:
        return settled(one(look_up(meter, value, key)))
    if len(value) > _MANY:
        meter.items(value)
    found = Sequence()
    nested = False
    for item in value:
        member = item.get(key, UNDEFINED) if type(item) is dict else one(look_up(meter, item, key))
        if member is not UNDEFINED:
            if isinstance(member, list):
                nested = True
            found.append(member)
    if nested:
        return gathered(found)
    return found if len(found) > 1 else found[0] if found else UNDEFINED


def settled(value: Value) -> Value:
    """Give the value of a path whose last step gave *value* for its only item."""
    if type(value) is KeptSequence or type(value) is Sequence:
        return one(Sequence(value))
    return value


def flattened(results: list[Any]) -> Sequence:
    """Put together what a step gave for its items, with more steps to follow."""
    found = Sequence()
    for result in results:
        if isinstance(result, list) and type(result) is not ConstructedArray:
            found.extend(result)
        else:
            found.append(result)
    return found


def gathered(results: list[Any]) -> Value:
    """Put together what the last step of a path gave for its items."""
    if len(results) == 1 and isinstance(results[0], list) and not isinstance(results[0], Sequence):
        return results[0]
    return one(flattened(results))


def spilled(value: Value) -> Value:
    """Give what `[...]` as the first step of a path gave as the items that the next step goes over.

    Behind a predicate it may be no array any more; the reference then goes over the characters of a text, and
    over nothing else.
    """
    return Sequence(value) if isinstance(value, (list, str)) else UNDEFINED


def kept(value: Value) -> Value:
    """Give the value of a path with `[]` in it: always an array, unless there is nothing."""
    if value is UNDEFINED:
        return UNDEFINED
    if type(value) is ConstructedArray:
        return KeptSequence([value])
    if not isinstance(value, list):
        return KeptSequence([value])
    if not isinstance(value, Sequence):
        return value
    return KeptSequence(value) if value else UNDEFINED


def wildcard(meter: Meter, value: Value) -> Value:
    """Give the members of an object or array, arrays among them flattened."""
    if type(value) is OuterArray and value:
        value = value[0]
    if isinstance(value, list):
        members = value
    elif type(value) is dict:
        members = [value[key] for key in ordered_keys(value)]
    else:
        return UNDEFINED
    found = Sequence()
    appended = False
    for member in members:
        if isinstance(member, list):
            _flatten(meter, member, found)
            appended = True
        else:
            found.append(member)
    return list(found) if appended else found


def _flatten(meter: Meter, items: list[Any], found: list[Any]) -> None:
    meter.spend(len(items))
    meter.grow(8 * len(items))
    for item in items:
        if isinstance(item, list):
            _flatten(meter, item, found)
        else:
            found.append(item)


def descendants(meter: Meter, value: Value) -> Value:
    """Give *value* and everything inside it, but for the arrays."""
    if value is UNDEFINED:
        return UNDEFINED
    found = Sequence()
    pending = [value]
    while pending:
        current = pending.pop()
        if isinstance(current, list):
            meter.spend(1 + len(current))
            meter.grow(16 * len(current))
            pending.extend(reversed(current))
            continue
        found.append(current)
        if type(current) is dict:
            meter.spend(1 + len(current))
            meter.grow(16 * len(current))
            pending.extend(current[key] for key in reversed(ordered_keys(current)))
    return one(found)


def appended(left: Value, right: Value) -> Value:
    """Give the items of both, as `$append` and grouping join them."""
    if left is UNDEFINED:
        return right
    if right is UNDEFINED:
        return left
    return [
        *(left if isinstance(left, list) else [left]),
        *(right if isinstance(right, list) else [right]),
    ]


def group_context(value: Value) -> Value:
    """Give what members of an object constructor with constant keys see: all items of an array as one."""
    if not isinstance(value, list):
        return value
    context: Value = value[0] if value else UNDEFINED
    if len(value) > 1:
        merged = [*(context if isinstance(context, list) else [context])]
        for item in value[1:]:
            if isinstance(item, list):
                merged.extend(item)
            elif item is not UNDEFINED:
                merged.append(item)
        return merged
    return context
