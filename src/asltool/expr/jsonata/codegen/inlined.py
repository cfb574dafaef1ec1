"""Source for `$map`, `$filter` and `$reduce` with a function written in place: loops without calls."""

from __future__ import annotations

from asltool.expr.jsonata.codegen.filters import bytes_built
from asltool.expr.jsonata.codegen.loops import loop
from asltool.expr.jsonata.codegen.operators import enter, is_bare, truth_of
from asltool.expr.jsonata.codegen.scopes import makes_closures
from asltool.expr.jsonata.codegen.writer import Emitter, Operand, Place, Writer
from asltool.expr.jsonata.tree import (
    ArrayConstructor,
    Block,
    Call,
    Condition,
    Lambda,
    Literal,
    Node,
    ObjectConstructor,
)


def emit_inlined(w: Writer, name: str, node: Call, place: Place, emit_last: Emitter) -> Operand | None:
    """Write the call of a library function as a loop; gives None if it cannot be one.

    Args:
        w: The source.
        name: The function.
        node: Its call.
        place: Where it stands.
        emit_last: Writes what the function that is passed ends with.
    """
    if name not in ("map", "filter", "reduce") or len(node.arguments) < 2:
        return None
    function = node.arguments[1]
    if not isinstance(function, Lambda) or not is_bare(function) or function.signature is not None:
        return None
    names = function.parameters
    if makes_closures(function.body) or len(set(names)) < len(names) or not _ends_plainly(function.body):
        return None
    if name == "reduce":
        return _emit_reduce(w, node, function, place, emit_last)
    if len(node.arguments) > 2 or not 1 <= len(names) <= 3:
        return None
    return _emit_map(w, node, function, place, emit_last, keeps=name == "filter")


def _emit_map(
    w: Writer, node: Call, function: Lambda, place: Place, emit_last: Emitter, *, keeps: bool
) -> Operand:
    source = w.named(w.emit(node.arguments[0], place))
    item, index, array = w.name("p"), w.name("p"), w.name("p")
    locals_ = dict(zip(function.parameters, (item, index, array), strict=False))
    count = len(function.parameters)
    found = w.assign("Sequence()")
    if count > 1:
        w.line(f"{index} = -1")
    if count > 2:
        w.line(f"{array} = {source.code} if isinstance({source.code}, list) else [{source.code}]")
    turn = w.name("x") if count > 1 else item
    with (
        w.handling("call", node.position, "filter" if keeps else "map"),
        loop(w, turn, source.code, method="arguments", each_bytes=bytes_built(function.body)),
    ):
        if count > 1:
            w.line(f"{index} += 1; {item} = {turn}")
        entry = w.assign(item) if keeps else item
        value = _emit_body(w, function, locals_, place, emit_last)
        if keeps:
            w.line(f"if {truth_of(w, value)}: {found}.append({entry})")
        elif value.defined:
            w.line(f"{found}.append({value.code})")
        else:
            w.line(f"if {w.named(value).code} is not U: {found}.append({value.code})")
    return Operand(found, raw=True)


def _ends_plainly(body: Node) -> bool:
    """Tell whether no block that *body* ends with is filtered or grouped."""
    match body:
        case Block():
            return is_bare(body) and (not body.expressions or _ends_plainly(body.expressions[-1]))
        case Condition():
            return _ends_plainly(body.then) and (body.otherwise is None or _ends_plainly(body.otherwise))
        case _:
            return True


def _emit_body(
    w: Writer, function: Lambda, names: dict[str, str], place: Place, emit_last: Emitter
) -> Operand:
    frame = w.frame(set(), place.scope)
    frame.names.update(names)
    inside = Place(place.input, frame, place.plain)
    return emit_last(w, function.body, enter(w, [function.body], inside))


def _emit_reduce(w: Writer, node: Call, function: Lambda, place: Place, emit_last: Emitter) -> Operand | None:
    if len(function.parameters) != 2 or len(node.arguments) > 3:
        return None
    if len(node.arguments) == 3 and not isinstance(
        node.arguments[2], (Literal, ArrayConstructor, ObjectConstructor)
    ):
        # Anything else may be a function, which the signature does not allow.
        return None
    source = w.named(w.emit(node.arguments[0], place))
    result, item = w.name("p"), w.name("p")
    items = w.name()
    if len(node.arguments) == 3:
        start = w.named(w.emit(node.arguments[2], place))
        w.line(f"{items} = m.arguments({source.code})")
        w.line(f"{result} = {start.code} if {source.code} is not U else U")
    else:
        w.line(f"{items} = m.arguments({source.code})")
        w.line(f"{result} = {items}[0] if {items} else U; {items} = {items}[1:]")
    with w.handling("call", node.position, "reduce"), w.indented(f"for {item} in {items}:"):
        turn = len(w.lines)
        weight = w.weight
        names = dict(zip(function.parameters, (result, item), strict=True))
        value = _emit_body(w, function, names, place, emit_last)
        w.line(f"{result} = {value.code}")
        if w.weight > weight:
            w.insert(turn, ["m.steps -= 1", "if m.steps < 0: m.check()"])
    w.weight += 1
    return Operand(result)
