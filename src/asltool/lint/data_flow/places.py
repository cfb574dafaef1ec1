"""Places in shapes: what a path leads to, whether it leads anywhere, and shapes with another value there."""

from __future__ import annotations

from typing import TypeAlias

from asltool.expr.jsonpath.path import Index, Member, Step
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


def select(shape: Shape, steps: Steps) -> Shape | Miss:
    """Give what *steps* lead to, if they lead anywhere; a Miss if they surely do not.

    Paths that can select more than one place give arrays, empty ones too, and are not followed.
    """
    if steps and _is_call(steps[-1]):
        return UNKNOWN
    if not is_definite(steps):
        return ARRAY
    for position, step in enumerate(steps):
        found = _follow(shape, step)
        if found is ABSENT:
            return Miss(position, shape)
        shape = found
        if isinstance(shape, Unknown):
            break
    return shape


def _is_call(step: Step) -> bool:
    """Tell whether a step may be a function: the library that AWS uses has some, such as `$.a.length()`."""
    return isinstance(step, Member) and "".join(step.names).endswith("()")


def _follow(shape: Shape, step: Step) -> Shape:
    match step:
        case Member((name,)):
            return UNKNOWN if _is_call(step) else member(shape, name)
        case Index(index):
            return _element(shape, index)
        case _:
            return UNKNOWN


def member(shape: Shape, name: str) -> Shape:
    """Give the member of that name, if it is there; ABSENT if there surely is none."""
    match shape:
        case ObjectShape():
            return member_of(shape, name)
        case Unknown():
            return UNKNOWN
        case Exact(dict() as value):
            if name in value:
                return exact(value[name])
            return UNKNOWN if any_placeholder(value) else ABSENT
        case _:
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
    members = holder.members | {key: confirm(member_of(holder, key), rest, value)}
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
