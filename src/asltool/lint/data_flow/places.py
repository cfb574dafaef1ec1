"""Places in shapes: what a path leads to, whether it leads anywhere, and shapes with another value there."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from asltool.expr.jsonpath.path import Index, Member, Path, Step, parse_path
from asltool.expr.jsonpath.plain import plain_keys
from asltool.expr.jsonpath.steps import is_definite
from asltool.lint.data_flow.shapes import (
    ABSENT,
    ARRAY,
    EMPTY_OBJECT,
    MAX_MEMBERS,
    OPEN_OBJECT,
    UNKNOWN,
    ArrayShape,
    Exact,
    ObjectShape,
    Shape,
    Unknown,
    as_array,
    as_object,
    exact,
    is_sure,
    join,
    member_of,
)
from asltool.records import record
from asltool.source.placeholder import any_placeholder

Steps: TypeAlias = "tuple[Step, ...]"
Keys: TypeAlias = "tuple[str | int, ...]"


@record
class Miss:
    """Why a path leads nowhere."""

    position: int
    """The number of the step that cannot be made."""
    holder: Shape
    """What that step meets."""


def select(shape: Shape, path: Path) -> Shape | Miss:
    """Give what the steps of *path* lead to, if they lead anywhere; a Miss if they surely do not.

    Paths that can select more than one place give arrays, empty ones too, and are not followed.
    """
    route = _route(path.text)
    if route is None:
        return ARRAY
    for position, key in enumerate(route):
        if isinstance(shape, Unknown):
            break
        if key is None:
            return UNKNOWN
        found = member(shape, key) if isinstance(key, str) else _element(shape, key)
        if found is ABSENT:
            return Miss(position, shape)
        shape = found
    return shape


@lru_cache(maxsize=4096)
def _route(text: str) -> tuple[str | int | None, ...] | None:
    """Give the names and indexes that a path follows, None for another step; None if it can give arrays."""
    steps = parse_path(text).steps
    if steps and _is_call(steps[-1]):
        return (None,)
    return tuple(map(_key, steps)) if is_definite(steps) else None


def _key(step: Step) -> str | int | None:
    match step:
        case Member((name,)) if not _is_call(step):
            return name
        case Index(index):
            return index
        case _:
            return None


@lru_cache(maxsize=4096)
def keys_of(text: str) -> Keys | None:
    """Give the names and indexes that a path is made of; None if there are other steps in it."""
    steps = parse_path(text).steps
    keys = plain_keys(steps, counts_from_end=True)
    return keys if len(keys) == len(steps) else None


def _is_call(step: Step) -> bool:
    """Tell whether a step may be a function: the library that AWS uses has some, such as `$.a.length()`."""
    return isinstance(step, Member) and "".join(step.names).endswith("()")


def _follow(shape: Shape, step: Step) -> Shape:
    key = _key(step)
    if isinstance(key, str):
        return member(shape, key)
    return UNKNOWN if key is None else _element(shape, key)


def member(shape: Shape, name: str) -> Shape:
    """Give the member of that name, if it is there; ABSENT if there surely is none."""
    if isinstance(shape, ObjectShape):
        return member_of(shape, name)
    if isinstance(shape, Unknown):
        return UNKNOWN
    if isinstance(shape, Exact) and isinstance(shape.value, dict):
        if name in shape.value:
            return exact(shape.value[name])
        return UNKNOWN if any_placeholder(shape.value) else ABSENT
    return ABSENT


def _element(shape: Shape, index: int) -> Shape:
    if isinstance(shape, Unknown):
        return UNKNOWN
    array = as_array(shape)
    if array is None:
        return ABSENT
    if array.items is None:
        return array.element
    # templates give null beyond the end, other fields fail: not followed
    return array.items[index] if -len(array.items) <= index < len(array.items) else UNKNOWN


def is_present(shape: Shape, steps: Steps) -> bool | None:
    """Tell whether *steps* lead somewhere; None where that is not known."""
    is_sure = True
    for step in steps:
        found = _follow(shape, step)
        if found is ABSENT:
            return False
        is_sure = is_sure and _is_sure(shape, step)
        shape = found
    return True if is_sure else None


def _is_sure(shape: Shape, step: Step) -> bool:
    match step:
        case Member((name,)) if isinstance(shape, Exact):
            return isinstance(shape.value, dict) and name in shape.value
        case Member((name,)):
            holder = as_object(shape)
            return holder is not None and is_sure(holder, name)
        case Index(index):
            array = as_array(shape)
            return (
                array is not None
                and array.items is not None
                and -len(array.items) <= index < len(array.items)
            )
        case _:
            return False


def put(shape: Shape, keys: Keys, value: Shape) -> Shape:
    """Give *shape* with *value* in the place that *keys* denote; ABSENT if there surely is no such place."""
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(key, int):
        return _put_element(shape)
    if isinstance(shape, Unknown):
        shape = OPEN_OBJECT
    holder = as_object(shape)
    if holder is None:
        return ABSENT
    child = value
    if rest:
        inner = member_of(holder, key)
        child = put(EMPTY_OBJECT if inner is ABSENT else inner, rest, value)
        if child is not ABSENT and inner is not ABSENT and not _is_sure(holder, Member((key,))):
            child = join(child, put(EMPTY_OBJECT, rest, value))
        if child is ABSENT:
            return ABSENT if _is_sure(holder, Member((key,))) else UNKNOWN
    if len(holder.members) >= MAX_MEMBERS:
        return UNKNOWN
    members = holder.members | {key: child}
    return ObjectShape(members, holder.optional - {key}, holder.is_open, holder.origin)


def _put_element(shape: Shape) -> Shape:
    if isinstance(shape, Unknown | ArrayShape) or as_array(shape) is not None:
        return ARRAY
    return ABSENT


def confirm(shape: Shape, keys: Keys, value: Shape) -> Shape:
    """Give what is known of *shape* once it is known that *keys* lead somewhere, namely to *value*."""
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    holder = OPEN_OBJECT if isinstance(shape, Unknown) else as_object(shape)
    if isinstance(key, int) or holder is None:
        return shape
    known = member_of(holder, key)
    found = confirm(known, rest, value)
    if found is known and holder is shape and is_sure(holder, key):
        return shape  # nothing new
    members = holder.members | {key: found}
    return ObjectShape(members, holder.optional - {key}, holder.is_open, holder.origin)


def deny(shape: Shape, keys: Keys) -> Shape:
    """Give what is known of *shape* once it is known that *keys* lead nowhere."""
    holder = as_object(shape)
    if holder is None or not keys or isinstance(keys[0], int):
        return shape
    name, rest = keys[0], keys[1:]
    if member_of(holder, name) is ABSENT:
        return shape
    if not rest:
        members = holder.members | {name: ABSENT}
        return ObjectShape(members, holder.optional - {name}, holder.is_open, holder.origin)
    if not _is_sure(holder, Member((name,))):
        return shape
    return ObjectShape(
        holder.members | {name: deny(holder.members[name], rest)},
        holder.optional,
        holder.is_open,
        holder.origin,
    )
