"""Ways: how data comes to a state, and what is known of it on each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from asltool.lint.data_flow.shapes import (
    EMPTY_OBJECT,
    MAX_MEMBERS,
    OPEN_OBJECT,
    UNKNOWN,
    ObjectShape,
    Shape,
    Sizes,
    as_object,
    join,
    widen,
)
from asltool.model.error_handling import Catcher
from asltool.model.machine import State
from asltool.records import record

MAX_WAYS = 6
"""More ways into a state are taken together, and what only some of them have is no longer told apart."""


@record(eq=False)
class Arrival:
    """The transition by which a way came to the state where ways meet."""

    source: State
    catcher: Catcher | None = None
    """None if it is no catcher's."""


@record
class Way:
    """The data and the variables on one way to a state."""

    data: Shape
    variables: ObjectShape = EMPTY_OBJECT
    """By name, without `$`."""
    arrival: Arrival | None = None
    """None where it came from the start only; it does not count when ways are compared."""

    def __eq__(self, other: object) -> bool:
        return self is other or (
            other.__class__ is Way and (self.variables, self.data) == (other.variables, other.data)
        )

    __hash__ = None  # type: ignore[assignment]  # shapes have none


ANYTHING = Way(UNKNOWN, OPEN_OBJECT)
"""A way on which nothing is known."""


def bounded(way: Way, sizes: Sizes) -> Way:
    """Give *way* without what is too large to be followed on and on."""
    variables = way.variables
    has_large_data = sizes.is_too_large(way.data)
    has_large_variables = variables is not EMPTY_OBJECT and (
        len(variables.members) > MAX_MEMBERS or sizes.is_too_large(variables)
    )
    if not has_large_data and not has_large_variables:
        return way
    data = UNKNOWN if has_large_data else way.data
    return Way(data, OPEN_OBJECT if has_large_variables else variables, way.arrival)


def distinct(ways: Sequence[Way]) -> tuple[Way, ...]:
    """Give the different ones among *ways*; all in one where there are too many."""
    if len(ways) < 2:
        return tuple(ways)
    found: list[Way] = []
    for way in ways:
        if way not in found:
            found.append(way)
            if len(found) > MAX_WAYS:
                found = [reduce(_join, found)]
    return tuple(found)


def together(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Give the one way that covers all of *ways*, if there are any."""
    return ways if len(ways) < 2 else (reduce(_join, ways),)


def _join(one: Way, other: Way) -> Way:
    return Way(join(one.data, other.data), _object(join(one.variables, other.variables)), one.arrival)


def either(one: Way | None, other: Way | None) -> Way | None:
    """Give the way that covers both, where there are two."""
    if one is None or other is None:
        return one or other
    return _join(one, other)


def widened(old: tuple[Way, ...], new: tuple[Way, ...]) -> tuple[Way, ...]:
    """Give one way that covers *old* and *new*, and that soon stays the same."""
    before, after = reduce(_join, old), reduce(_join, new)
    variables = _object(widen(before.variables, after.variables))
    return (Way(widen(before.data, after.data), variables, after.arrival),)


def _object(variables: Shape) -> ObjectShape:
    return as_object(variables) or OPEN_OBJECT
