"""Source for what stands behind a value: predicates, groups, `[]`; and for pieces that become functions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

from asltool.expr.jsonata.codegen.loops import loop
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
        assert isinstance(stage, Filter)  # noqa: S101
        index = literal_index(stage.predicate)
        if index is not None:
            picked = w.assign(f"picked({value.code}, {index})")
            keeps = (
                f"Sequence(({picked},)) if {picked} is not U and not isinstance({picked}, list) else {picked}"
            )
            value = Operand(w.assign(keeps), raw=True, plain=value.plain)
        else:
            found = w.assign("Sequence()")
            emit_filter(w, value.code, stage.predicate, found, Place(value.code, place.scope, value.plain))
            value = Operand(found, raw=True, plain=value.plain)
    return value


def literal_index(predicate: Node) -> int | None:
    """Give the index that a predicate is, if it is a literal number."""
    if isinstance(predicate, Literal) and type(predicate.value) in (int, float):
        assert isinstance(predicate.value, (int, float))  # noqa: S101
        if not predicate.predicates:
            return math.floor(predicate.value)
    return None


def emit_filter(w: Writer, items: str, predicate: Node, found: str, place: Place) -> None:
    """Write the loop that puts those of *items* that a predicate picks into *found*.

    Args:
        w: The source.
        items: The name of the items.
        predicate: The predicate.
        found: The name of a list.
        place: Where the predicate stands; its input does not matter.
    """
    item, index = w.name("x"), w.name("n")
    head = len(w.lines)
    with loop(w, item, items, method="first_items"):
        verdict = w.named(emit_piece(w, predicate, Place(item, place.scope, place.plain)))
        if verdict.kind == "boolean":
            test = verdict.code if verdict.defined else f"{verdict.code} is True"
            w.line(f"if {test}: {found}.append({item})")
            return
        w.line(f"{index} += 1")
        w.line(f"if {verdict.code} is True: {found}.append({item})")
        with w.indented(f"elif {verdict.code} is not False and {verdict.code} is not U:"):
            size = f"len({items}) if isinstance({items}, list) else 1"
            w.line(f"{found}.extend([{item}] * chosen({verdict.code}, {index}, {size}))")
    w.insert(head, [f"{index} = -1"])


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


def emit_group_by(w: Writer, group: Group, value: Operand, place: Place) -> Operand:
    """Write the grouping of *value*, which no variables are bound to, as loops if there is but one pair."""
    if len(group.pairs) > 1 or any(makes_closures(each) for each in group.pairs[0]):
        return emit_group(w, group, value, place)
    key_node, value_node = group.pairs[0]
    groups, item, result = w.assign("{}"), w.name("x"), w.name()
    with loop(
        w, item, w.assign(f"{value.code} if {value.code} != [] else U"), method="first_items", each_bytes=120
    ):
        key = w.named(w.emit(key_node, Place(item, place.scope, place.plain)))
        with w.indented(f"if type({key.code}) is str:"):
            w.line(f"if {key.code} in {groups}: {groups}[{key.code}].append({item})")
            w.line(f"else: {groups}[{key.code}] = [{item}]")
        w.line(
            f"elif {key.code} is not U: raise JSONataError('T1003', {key.code}, position={group.position})"
        )
    name, members = w.name("k"), w.name("x")
    w.line(f"{result} = {{}}")
    with w.indented(f"for {name}, {members} in in_key_order({groups}).items():"):
        w.line("m.steps -= 1")
        w.line("if m.steps < 0: m.check()")
        context = w.assign(f"{members}[0] if len({members}) == 1 else merged({members})")
        each = as_result(w, w.named(w.emit(value_node, Place(context, place.scope, place.plain))))
        w.line(f"if {each.code} is not U: {result}[{name}] = {each.code}")
    w.weight += 1
    return Operand(result, "object", defined=True)


def as_result(w: Writer, value: Operand) -> Operand:
    """Write that a computed number is an int if it is whole: here it costs less than in the result."""
    if value.kind != "number" or not value.code.isidentifier():
        return value
    name = w.name()
    code = value.code
    is_whole = f"type({code}) is float and not {code} % 1 and -1e15 < {code} < 1e15"
    w.line(f"{name} = int({code}) if {is_whole} else {code}")
    return value._replace(code=name)


def bytes_built(node: Node) -> int:
    """Give what one evaluation of *node* builds itself, roughly."""
    match node:
        case ObjectConstructor():
            return 100 + sum(16 + bytes_built(value) for _, value in node.members.pairs)
        case ArrayConstructor():
            return 60 + sum(8 + bytes_built(item) for item in node.items)
        case _:
            return 20
