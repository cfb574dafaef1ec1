"""Shapes: what is known of a JSON value without knowing it.

A shape stands for all values that it allows. `UNKNOWN` allows any. Shapes are never changed.
"""

from __future__ import annotations

from collections.abc import Collection, ItemsView, Iterable, Iterator, KeysView, ValuesView
from functools import reduce
from typing import Protocol, TypeAlias

from asltool.json_value import JsonValue, json_text, json_type
from asltool.records import record
from asltool.source.placeholder import any_placeholder, is_placeholder
from asltool.source.pointer import Pointer

MAX_MEMBERS = 100
"""Objects with more members are no longer followed, so that long machines stay cheap."""

_MAX_DEPTH = 16
"""How deep shapes are followed, as loops can put data into itself without end."""
_MAX_PARTS = 400
_MAX_ITEMS = 32


@record
class Unknown:
    """Any value."""


@record
class Exact:
    """One value, as the definition has it."""

    value: JsonValue
    origin: Pointer | None = None
    """Where it is written; None for a part of a value."""

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not Exact:
            return False
        mine, its = self.value, other.value
        # as JSON, true is not 1
        return mine is its or (mine == its and json_text(mine) == json_text(its))

    __hash__ = None  # type: ignore[assignment]  # JSON values have none


@record
class Scalar:
    """A text, number, boolean or null."""

    types: frozenset[str]
    """The JSON types that it may be of."""
    values: tuple[str, ...] | None = None
    """The only texts that a service gives; None where any value of the types may be."""


class Members(Protocol):
    """Members by name: a dict, or what makes each when asked for, and has those that are surely there."""

    def __getitem__(self, name: str, /) -> Shape: ...
    def __contains__(self, name: object, /) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def __or__(self, more: dict[str, Shape], /) -> Members: ...
    def get(self, name: str, default: Shape, /) -> Shape:
        """Give a member, or else *default*."""

    def keys(self) -> KeysView[str]:
        """Give the names."""

    def values(self) -> ValuesView[Shape]:
        """Give the members."""

    def items(self) -> ItemsView[str, Shape]:
        """Give names and members."""


@record
class ObjectShape:
    """An object."""

    members: Members
    """By name, as far as known; ABSENT for one that surely is not there."""
    optional: frozenset[str] = frozenset()
    """The known members that may be missing."""
    is_open: bool = False
    """Whether there may be other members."""
    origin: Pointer | None = None
    """What makes it; it does not count when shapes are compared."""

    def __eq__(self, other: object) -> bool:
        return self is other or (
            other.__class__ is ObjectShape
            and self.is_open == other.is_open
            and self.optional == other.optional
            and self.members == other.members
        )

    def __hash__(self) -> int:
        return hash((self.is_open, self.optional))


@record
class ArrayShape:
    """An array."""

    element: Shape
    """What each of its elements is."""
    items: tuple[Shape, ...] | None = None
    """The elements one by one; None where it is not known how many there are."""


Shape: TypeAlias = "Unknown | Exact | Scalar | ObjectShape | ArrayShape"

UNKNOWN = Unknown()
ABSENT = Scalar(frozenset())
"""Stands for a member that surely is not there: no value at all."""
STRING = Scalar(frozenset({"string"}))
NUMBER = Scalar(frozenset({"number"}))
BOOLEAN = Scalar(frozenset({"boolean"}))
ARRAY = ArrayShape(UNKNOWN)
OPEN_OBJECT = ObjectShape({}, is_open=True)
EMPTY_OBJECT = ObjectShape({})


def exact(value: JsonValue, origin: Pointer | None = None) -> Shape:
    """Give the shape of a value that stands in the definition; a text with a placeholder is unknown."""
    return UNKNOWN if is_placeholder(value) else Exact(value, origin)


def is_any_absent(shapes: Iterable[Shape]) -> bool:
    """Tell whether one of *shapes* stands for no value at all."""
    for shape in shapes:  # noqa: SIM110 - any() would take a generator, and most objects are small
        if shape is ABSENT:
            return True
    return False


class Sizes:
    """Tells how large shapes are; what many shapes have in common is measured once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, int, Shape]] = {}
        """By the identity of a shape, which lasts as long as the shape is held here."""

    def is_too_large(self, shape: Shape) -> bool:
        """Tell whether a shape has grown larger or deeper than shapes are followed."""
        if not isinstance(shape, (ObjectShape, ArrayShape)):
            return False
        depth, count, _ = self._size(shape)
        return depth > _MAX_DEPTH or count > _MAX_PARTS

    def _size(self, shape: ObjectShape | ArrayShape) -> tuple[int, int, Shape]:
        """Give how deep a shape is, and of how many parts, as far as these are not made when asked for."""
        size = self._known.get(id(shape))
        if size is not None:
            return size
        if isinstance(shape, ArrayShape):
            parts: Collection[Shape] = shape.items or (shape.element,)
        else:
            members = shape.members
            parts = (members if isinstance(members, dict) else getattr(members, "own", members)).values()
        depth, count = 0, len(parts)
        for part in parts:
            if isinstance(part, (ObjectShape, ArrayShape)):
                inner_depth, inner_count, _ = self._size(part)
                depth = max(depth, inner_depth)
                count += inner_count
        size = self._known[id(shape)] = depth + 1, count, shape
        return size


def types_of(shape: Shape) -> frozenset[str] | None:
    """Give the JSON types that a value may be of; None where it may be any."""
    match shape:
        case Unknown():
            return None
        case Exact(value):
            return frozenset({json_type(value)})
        case Scalar(types):
            return types
        case ObjectShape():
            return frozenset({"object"})
        case _:
            return frozenset({"array"})


def as_object(shape: Shape) -> ObjectShape | None:
    """Give *shape* as that of an object; None if it is not surely one."""
    if isinstance(shape, ObjectShape):
        return shape
    if isinstance(shape, Exact) and isinstance(shape.value, dict):
        members = {name: exact(member) for name, member in shape.value.items()}
        return ObjectShape(members, is_open=any_placeholder(shape.value), origin=shape.origin)
    return None


def as_array(shape: Shape) -> ArrayShape | None:
    """Give *shape* as that of an array; None if it is not surely one."""
    if isinstance(shape, ArrayShape):
        return shape
    if isinstance(shape, Exact) and isinstance(shape.value, list):
        return array_of([exact(item) for item in shape.value[: _MAX_ITEMS + 1]])
    return None


def array_of(items: list[Shape]) -> ArrayShape:
    """Give the shape of an array of *items*."""
    if len(items) > _MAX_ITEMS:
        return ARRAY
    return ArrayShape(join_all(items) if items else UNKNOWN, tuple(items))


def join_all(shapes: Iterable[Shape]) -> Shape:
    """Give what is known of a value that has any one of *shapes*; there must be one."""
    return reduce(join, shapes)


def join(one: Shape, other: Shape, depth: int = 0) -> Shape:
    """Give what is known of a value that has one shape or the other."""
    if one is other:
        return one
    if isinstance(one, Unknown) or isinstance(other, Unknown) or depth == _MAX_DEPTH:
        return UNKNOWN
    if one == other:
        return one
    mine, its = as_object(one), as_object(other)
    if mine is not None and its is not None:
        return _join_objects(mine, its, depth)
    first, second = as_array(one), as_array(other)
    if first is not None and second is not None:
        return _join_arrays(first, second, depth)
    return _join_scalars(one, other)


def _join_objects(one: ObjectShape, other: ObjectShape, depth: int) -> Shape:
    ours, theirs = one.members, other.members
    names = dict.fromkeys((*ours, *theirs))
    if len(names) > MAX_MEMBERS:
        return UNKNOWN
    members: dict[str, Shape] = {}
    optional = set(one.optional | other.optional)
    no_mine, no_its = UNKNOWN if one.is_open else ABSENT, UNKNOWN if other.is_open else ABSENT
    for name in names:
        mine, its = ours.get(name, no_mine), theirs.get(name, no_its)
        if mine is ABSENT or its is ABSENT:
            present = its if mine is ABSENT else mine
            members[name] = present
            if present is not ABSENT:
                optional.add(name)
        else:
            members[name] = mine if mine is its else join(mine, its, depth + 1)
            if name not in ours or name not in theirs:
                optional.add(name)
    origin = one.origin if one.origin == other.origin else None
    return ObjectShape(members, frozenset(optional), one.is_open or other.is_open, origin)


def member_of(shape: ObjectShape, name: str) -> Shape:
    """Give the shape of a member, if it is there; ABSENT if it surely is not."""
    return shape.members.get(name, UNKNOWN if shape.is_open else ABSENT)


def is_sure(shape: ObjectShape, name: str) -> bool:
    """Tell whether an object surely has a member *name*, if that is not ABSENT."""
    return name in shape.members and name not in shape.optional


def _join_arrays(one: ArrayShape, other: ArrayShape, depth: int) -> ArrayShape:
    items = None
    if one.items is not None and other.items is not None:
        if len(one.items) == len(other.items):
            items = tuple(map(lambda a, b: join(a, b, depth + 1), one.items, other.items))
        elif not one.items or not other.items:
            return ArrayShape(one.element if one.items else other.element)
    return ArrayShape(join(one.element, other.element, depth + 1), items)


def _join_scalars(one: Shape, other: Shape) -> Shape:
    mine, its = _as_scalar(one), _as_scalar(other)
    if mine is None or its is None:
        return UNKNOWN
    values = None
    if mine.values is not None and its.values is not None:
        values = tuple(dict.fromkeys(mine.values + its.values))
    return Scalar(mine.types | its.types, values)


def _as_scalar(shape: Shape) -> Scalar | None:
    if isinstance(shape, Scalar):
        return shape
    if isinstance(shape, Exact) and not isinstance(shape.value, dict | list):
        return Scalar(frozenset({json_type(shape.value)}))
    return None


def widen(old: Shape, new: Shape) -> Shape:
    """Give a shape that covers both, and that can follow *old* only a few times before nothing changes."""
    if old == new:
        return old
    mine, its = as_object(old), as_object(new)
    if mine is None or its is None or mine.members.keys() != its.members.keys():
        scalar = _join_scalars(old, new)
        return Scalar(scalar.types) if isinstance(scalar, Scalar) else UNKNOWN
    members = {name: widen(member, its.members[name]) for name, member in mine.members.items()}
    return ObjectShape(members, mine.optional | its.optional, mine.is_open or its.is_open)
