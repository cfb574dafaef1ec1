"""Functions of objects."""

from __future__ import annotations

from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.runtime.operators import text
from asltool.expr.jsonata.runtime.paths import look_up
from asltool.expr.jsonata.values import UNDEFINED, Sequence, Value, in_key_order, ordered_keys


@function("keys", "<x-:a<s>>", needs_meter=True)
def keys(meter: Meter, value: Value) -> Value:
    """Give the keys of an object, or of all objects in an array."""
    return Sequence(_keys(meter, value))


def _keys(meter: Meter, value: Value) -> list[str]:
    if type(value) is dict:
        return ordered_keys(value)
    if isinstance(value, list):
        meter.spend(1 + len(value))
        return ordered_keys({key: True for item in value for key in _keys(meter, item)})
    return []


@function("lookup", "<x-s:x>", needs_meter=True)
def lookup(meter: Meter, value: Value, key: Value) -> Value:
    """Give the member *key* of an object, or of all objects in an array."""
    return look_up(meter, value, key if type(key) is str else text(key))


@function("spread", "<x-:a<o>>", needs_meter=True)
def spread(meter: Meter, value: Value) -> Value:
    """Give an object as objects of one member each."""
    if type(value) is dict:
        return Sequence({key: value[key]} for key in ordered_keys(value))
    if not isinstance(value, list):
        return value
    meter.spend(1 + len(value))
    meter.grow(100 * len(value))
    found = Sequence()
    for item in value:
        part = spread(meter, item)
        if isinstance(part, list):
            found.extend(part)
        elif part is not UNDEFINED:
            found.append(part)
    return list(found) if value else found


@function("merge", "<a<o>:o>", needs_meter=True)
def merge(meter: Meter, objects: Value) -> Value:
    """Give one object with the members of all; later ones win."""
    if objects is UNDEFINED:
        return UNDEFINED
    result: dict[str, Value] = {}
    for each in meter.items(objects):
        result.update(each)
    meter.grow_items(4 * len(result))
    return in_key_order(result)
