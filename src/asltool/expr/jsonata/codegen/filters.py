"""Source for what stands behind a value: predicates, groups, `[]`; and for pieces that become functions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

from asltool.expr.jsonata.codegen.scopes import TupleScope, makes_closures
from asltool.expr.jsonata.codegen.writer import Operand, Place, Writer
from asltool.expr.jsonata.tree import (
    ArrayConstructor,
    Filter,
    Group,
    Literal,
    Node,
    ObjectConstructor,
    Path,
    Stage,
)

_DEEPEST = 60
"""Python refuses sources that are indented by more than a hundred steps."""


def finish(w: Writer, node: Node, value: Operand, place: Place) -> Operand:
    """Write predicates, a group and `[]` behind *value*, and what it stands for as a whole value."""
    if isinstance(node, Path):
        # The steps have the predicates, and the path has written its group and `[]`.
        return value
    value = emit_filters(w, value, node.predicates, place)
    if node.group is not None:
        value = emit_group(w, node.group, value, place)
    if node.keep_array:
        return Operand(w.assign(f"keep({value.code})"))
    if value.raw:
        return Operand(w.assign(f"one({value.code})"), plain=value.plain)
    return value


def emit_filters(w: Writer, value: Operand, stages: list[Filter] | list[Stage], place: Place) -> Operand:
    """Write the predicates behind *value*."""
    for stage in stages:
        assert isinstance(stage, Filter)  # noqa: S101 - names are bound in paths with tuples only
        index = literal_index(stage.predicate)
        if index is not None:
            picked = w.assign(f"picked({value.code}, {index})")
            keeps = (
                f"Sequence(({picked},)) if {picked} is not U and not isinstance({picked}, list) else {picked}"
            )
            value = Operand(w.assign(keeps), raw=True, plain=value.plain)
        else:
            found = w.assign("Sequence()")
            emit_filter(
                w,
                f"m.first_items({value.code})",
                stage.predicate,
                found,
                Place(value.code, place.scope, value.plain),
            )
            value = Operand(found, raw=True, plain=value.plain)
    return value


def literal_index(predicate: Node) -> int | None:
    """Give the index that a predicate is, if it is a literal number."""
    if isinstance(predicate, Literal) and type(predicate.value) in (int, float):
        assert isinstance(predicate.value, (int, float))  # noqa: S101 - just asked
        if not predicate.predicates:
            return math.floor(predicate.value)
    return None


def emit_filter(w: Writer, items: str, predicate: Node, found: str, place: Place) -> None:
    """Write the loop that puts those of *items* that a predicate picks into *found*.

    Args:
        w: The source.
        items: The code of the items.
        predicate: The predicate.
        found: The name of a list.
        place: Where the predicate stands; its input does not matter.
    """
    item, index = w.name("x"), w.name("n")
    source = w.assign(items)
    mark = len(w.lines)
    with w.indented(f"for {index}, {item} in enumerate({source}):"):
        verdict = w.named(emit_piece(w, predicate, Place(item, place.scope, place.plain)))
        if verdict.kind == "boolean":
            w.lines[mark] = w.lines[mark].replace(
                f"{index}, {item} in enumerate({source})", f"{item} in {source}"
            )
            test = verdict.code if verdict.defined else f"{verdict.code} is True"
            w.line(f"if {test}: {found}.append({item})")
        else:
            w.line(f"if {verdict.code} is True: {found}.append({item})")
            with w.indented(f"elif {verdict.code} is not False and {verdict.code} is not U:"):
                w.line(f"{found}.extend([{item}] * chosen({verdict.code}, {index}, len({source})))")


def emit_piece(w: Writer, node: Node, place: Place) -> Operand:
    """Write *node* inside a loop: as a function of the item if it makes functions that must remember it."""
    if not makes_closures(node) and w.depth < _DEEPEST:
        return w.emit(node, place)
    function, item = w.name("f"), w.name("x")
    with w.function(function, [item]):
        w.line(f"return {w.emit(node, Place(item, place.scope, place.plain)).code}")
    return Operand(w.assign(f"{function}({place.input})"))


@contextmanager
def part(w: Writer, place: Place, name: str) -> Iterator[Place]:
    """Write a function of a context and what is bound to it; gives the place inside."""
    item, variables = w.name("x"), w.name("b")
    with w.function(name, [item, variables]):
        yield Place(item, TupleScope(place.scope, variables))


def emit_part(w: Writer, node: Node, place: Place) -> str:
    """Write *node* as a function of a context and what is bound to it, and give its name."""
    name = w.name("f")
    with part(w, place, name) as inside:
        w.line(f"return {w.emit(node, inside).code}")
    return name


def emit_group(w: Writer, group: Group, value: Operand, place: Place) -> Operand:
    """Write the grouping of *value*."""
    pairs = "".join(
        f"({emit_part(w, key, place)}, {emit_part(w, each, place)}), " for key, each in group.pairs
    )
    return Operand(w.assign(f"grouped(m, {value.code}, ({pairs}), {group.position})"), "object", defined=True)


def bytes_built(node: Node) -> int:
    """Give what one evaluation of *node* builds itself, roughly."""
    match node:
        case ObjectConstructor():
            return 100 + sum(16 + bytes_built(value) for _, value in node.members.pairs)
        case ArrayConstructor():
            return 60 + sum(8 + bytes_built(item) for item in node.items)
        case _:
            return 20
