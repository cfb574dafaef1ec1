"""Functions that call functions for each item."""

from __future__ import annotations

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.runtime.calls import callback
from asltool.expr.jsonata.runtime.operators import boolean
from asltool.expr.jsonata.values import UNDEFINED, Sequence, Value, ordered_keys

_RESULT_BYTES = 60


@function("map", "<af>", needs_meter=True)
def mapped(meter: Meter, items: Value, mapper: Value) -> Value:
    """Give what *mapper* gives for each item, its index and all items."""
    if items is UNDEFINED:
        return UNDEFINED
    call, count = callback(meter, mapper, 3)
    source = meter.items(items, _RESULT_BYTES)
    if count == 1:
        return Sequence(result for item in source if (result := call(item)) is not UNDEFINED)
    found = Sequence()
    for index, item in enumerate(source):
        result = call(*(item, index, items)[:count])
        if result is not UNDEFINED:
            found.append(result)
    return found


@function("filter", "<af>", needs_meter=True)
def filtered(meter: Meter, items: Value, predicate: Value) -> Value:
    """Give the items for which *predicate* holds."""
    if items is UNDEFINED:
        return UNDEFINED
    call, count = callback(meter, predicate, 3)
    source = meter.items(items)
    if count == 1:
        return Sequence(item for item in source if boolean(call(item)))
    found = Sequence()
    for index, item in enumerate(source):
        if boolean(call(*(item, index, items)[:count])):
            found.append(item)
    return found


@function("single", "<af?>", needs_meter=True)
def single(meter: Meter, items: Value, predicate: Value) -> Value:
    """Give the one item for which *predicate* holds.

    Raises:
        JSONataError: There is none, or more than one.
    """
    if items is UNDEFINED:
        return UNDEFINED
    if predicate is UNDEFINED:
        found = list(items)
    else:
        call, count = callback(meter, predicate, 3)
        found = [
            item
            for index, item in enumerate(meter.items(items))
            if boolean(call(*(item, index, items)[:count]))
        ]
    if len(found) > 1:
        raise JSONataError("D3138")
    if not found:
        raise JSONataError("D3139")
    return found[0]


@function("reduce", "<afj?:j>", needs_meter=True)
def reduced(meter: Meter, items: Value, reducer: Value, start: Value) -> Value:
    """Give what *reducer* makes of the result so far and each item, its index and all items.

    Raises:
        JSONataError: *reducer* takes fewer than two arguments.
    """
    if items is UNDEFINED:
        return UNDEFINED
    if reducer.parameter_count < 2:
        raise JSONataError("D3050", index=1)
    call, count = callback(meter, reducer, 4)
    source = meter.items(items)
    result, first = (source[0], 1) if start is UNDEFINED and source else (start, 0)
    if count == 2 and not first:
        for item in source:
            result = call(result, item)
        return result
    for index in range(first, len(source)):
        result = call(*(result, source[index], index, items)[:count])
    return result


@function("each", "<o-f:a>", needs_meter=True)
def each(meter: Meter, members: Value, mapper: Value) -> Value:
    """Give what *mapper* gives for each value of an object, its key and the object."""
    found = Sequence()
    if members is UNDEFINED:
        return found
    call, count = callback(meter, mapper, 3)
    meter.items(list(members))
    for key in ordered_keys(members):
        result = call(*(members[key], key, members)[:count])
        if result is not UNDEFINED:
            found.append(result)
    return found


@function("sift", "<o-f?:o>", needs_meter=True)
def sifted(meter: Meter, members: Value, predicate: Value) -> Value:
    """Give the members of an object for which *predicate* holds; undefined if there are none."""
    if members is UNDEFINED:
        return UNDEFINED
    call, count = callback(meter, predicate, 3)
    meter.items(list(members))
    found = {
        key: members[key]
        for key in ordered_keys(members)
        if boolean(call(*(members[key], key, members)[:count]))
    }
    return found or UNDEFINED
