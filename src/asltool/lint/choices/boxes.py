"""Boxes: sets of cases, where several unknown things may each be in some of their cells.

A box says of each thing that it restricts which cells are left to it, as the bits of a number; a region is
any of several boxes. A region may be larger than what it stands for, never smaller: where exactness would
take too many boxes it stays as it was.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeAlias

Box: TypeAlias = "dict[Hashable, int]"
Region: TypeAlias = "tuple[Box, ...]"

EVERYWHERE: Region = ({},)
NOWHERE: Region = ()

_MOST_BOXES = 32


def meet(one: Region, other: Region) -> Region:
    """Give the cases that are in both regions; *one* itself if they take too many boxes."""
    if other == EVERYWHERE:
        return one
    if len(one) * len(other) > _MOST_BOXES * _MOST_BOXES:
        return one
    boxes = [box for left in one for right in other if (box := _meet(left, right)) is not None]
    return _merged(boxes) if len(boxes) <= _MOST_BOXES else one


def join(one: Region, other: Region) -> Region:
    """Give the cases that are in either region; everything if they take too many boxes."""
    boxes = _merged([*one, *other])
    return boxes if len(boxes) <= _MOST_BOXES else EVERYWHERE


def are_apart(one: Region, other: Region) -> bool:
    """Tell whether no case is in both regions."""
    return all(_meet(left, right) is None for left in one for right in other)


def _meet(one: Box, other: Box) -> Box | None:
    """Give what two boxes have in common; None if they have nothing."""
    both = dict(one)
    for thing, cells in other.items():
        left = both[thing] & cells if thing in both else cells
        if not left:
            return None
        both[thing] = left
    return both


def _merged(boxes: list[Box]) -> Region:
    """Put boxes together that restrict the same single thing; whatever restricts nothing is everything."""
    if len(boxes) < 2:
        return tuple(boxes)
    single: dict[Hashable, int] = {}
    rest: list[Box] = []
    for box in boxes:
        if not box:
            return EVERYWHERE
        if len(box) > 1:
            rest.append(box)
            continue
        ((thing, cells),) = box.items()
        single[thing] = single.get(thing, 0) | cells
    return (*({thing: cells} for thing, cells in single.items()), *rest)
