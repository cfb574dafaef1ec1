"""Notes: what surely goes wrong when a state is evaluated, on which of the ways to it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from asltool.lint.data_flow.shapes import Shape
from asltool.lint.data_flow.ways import Way
from asltool.model.machine import State
from asltool.records import record
from asltool.source.pointer import Pointer

Root: TypeAlias = Literal["data", "context", "variable"]
"""What a path starts at."""

Role: TypeAlias = Literal["field", "argument", "operand", "place"]
"""What a value is for: a field, an argument, a Choice to compare it, `ResultPath` to write into it."""

Inner: TypeAlias = "tuple[int, int] | None"
"""The characters of a text that are meant; None for all of it."""


@record(eq=False)
class Place:
    """Where an expression stands."""

    base: Pointer
    """The field."""
    below: tuple[str | int, ...] = ()
    """The way from there, in a template."""
    inner: Inner = None

    @property
    def at(self) -> Pointer:
        """The pointer to the whole text."""
        return Pointer((*self.base, *self.below))


@record(eq=False)
class Missing:
    """A path that surely leads nowhere."""

    place: Place
    text: str
    """The path, as written."""
    root: Root
    names: tuple[str | int, ...]
    """The names and indexes that can be followed, and then the one that cannot."""
    holder: Shape
    """What has no such member."""
    way: Way


@record(eq=False)
class Unassigned:
    """A variable that surely has no value."""

    place: Place
    name: str
    way: Way
    is_fatal: bool = True
    """Whether the field surely fails by it; a part of a JSONata expression may well have no value."""


@record(eq=False)
class Mistyped:
    """A value that surely is of a wrong type."""

    place: Place
    text: str
    """What gives the value, as written."""
    wanted: str
    """What it must be, in words: "an array"."""
    shape: Shape
    way: Way
    role: Role = "field"


@record(eq=False)
class NeverEqual:
    """A comparison with a text that a service never gives."""

    place: Place
    text: str
    value: str
    values: tuple[str, ...]
    way: Way


Note: TypeAlias = Missing | Unassigned | Mistyped | NeverEqual


class Notes:
    """The notes on one state, from the last time that it was looked at."""

    def __init__(self, state: State, ways: tuple[Way, ...]) -> None:
        self.state = state
        self.ways = ways
        """The ways to the state."""
        self.entries: list[Note] = []
