"""Source for arrays, objects, regular expressions and transforms."""

from __future__ import annotations

from asltool.expr.jsonata.codegen.filters import as_result, emit_group, emit_part
from asltool.expr.jsonata.codegen.writer import Operand, Place, Writer
from asltool.expr.jsonata.regexes import RegexMatcher
from asltool.expr.jsonata.signature import Signature
from asltool.expr.jsonata.tree import (
    ArrayConstructor,
    Binary,
    Literal,
    Name,
    Node,
    ObjectConstructor,
    Path,
    Regex,
    Transform,
)
from asltool.expr.jsonata.values import ordered_keys

_TRANSFORM = Signature("<(oa):o>")


def emit_array(w: Writer, node: Node, place: Place) -> Operand:
    """Write `[...]`: arrays among the items are spilled, unless they are written as arrays."""
    assert isinstance(node, ArrayConstructor)  # noqa: S101
    items = []
    for item in node.items:
        value = w.emit(item, place)
        value = value if value.defined else w.named(value)
        whole = isinstance(item, ArrayConstructor) or value.kind != "any"
        items.append((value, whole))
    kind = "ConstructedArray" if node.is_array_step else "list"
    if all(whole and value.defined for value, whole in items):
        code = f"[{', '.join(value.code for value, _ in items)}]"
        return Operand(w.assign(code if kind == "list" else f"{kind}({code})"), defined=True)
    if len(items) == 1 and isinstance(node.items[0], Binary) and node.items[0].operator == "..":
        code = items[0][0].code
        return Operand(
            w.assign(f"{kind}({code} if isinstance({code}, list) else () if {code} is U else ({code},))"),
            defined=True,
        )
    result = w.assign(f"{kind}()")
    for value, whole in items:
        if whole:
            w.line(
                f"{result}.append({value.code})"
                if value.defined
                else f"if {value.code} is not U: {result}.append({value.code})"
            )
            continue
        w.line(f"if isinstance({value.code}, list): {result}.extend({value.code})")
        w.line(f"elif {value.code} is not U: {result}.append({value.code})")
    w.line(f"if len({result}) > 256: m.grow_items(len({result}))")
    return Operand(result, defined=True)


def emit_object(w: Writer, node: Node, place: Place) -> Operand:
    """Write `{...}`."""
    assert isinstance(node, ObjectConstructor)  # noqa: S101
    pairs = {
        key.value: value
        for key, value in node.members.pairs
        if isinstance(key, Literal) and isinstance(key.value, str) and not key.predicates and not key.group
    }
    if len(pairs) < len(node.members.pairs):
        return emit_group(w, node.members, Operand(place.input), place)
    inner = place
    if pairs:
        context = w.assign(
            f"group_context({place.input}) if isinstance({place.input}, list) else {place.input}"
        )
        inner = Place(context, place.scope, place.plain)
    values = {key: as_result(w, w.emit(pairs[key], inner)) for key in ordered_keys(pairs)}
    result = w.assign(f"{{{', '.join(f'{key!r}: {value.code}' for key, value in values.items())}}}")
    absent = " or ".join(f"{value.code} is U" for value in values.values() if not value.defined)
    if absent:
        w.line(f"if {absent}: {result} = without_undefined({result})")
    return Operand(result, "object", defined=True)


def emit_regex(w: Writer, node: Node, _: Place) -> Operand:
    """Write nothing: a regular expression is a constant."""
    assert isinstance(node, Regex)  # noqa: S101
    matcher = RegexMatcher(node.pattern, node.flags, node.position)
    return Operand(w.constant(matcher, "r"), "function", defined=True)


def _asks_for_prototype(pattern: Node) -> bool:
    last = pattern.steps[-1] if isinstance(pattern, Path) else None
    return isinstance(last, Name) and last.value in ("__proto__", "constructor")


def emit_transform(w: Writer, node: Node, place: Place) -> Operand:
    """Write `|...|...|`: a function that updates a copy of its argument."""
    assert isinstance(node, Transform)  # noqa: S101
    function, argument = w.name("f"), w.name("x")
    copier = w.look_up("clone", place.scope).code
    parts = [emit_part(w, each, place) for each in (node.pattern, node.update)]
    delete = emit_part(w, node.delete, place) if node.delete is not None else "None"
    places = (node.position, node.update.position, node.delete.position if node.delete else 0)
    with w.function(function, [argument]):
        w.line(
            f"return transformed(m, {argument}, {copier}, ({parts[0]}, {parts[1]}, {delete}), {places},"
            f" {_asks_for_prototype(node.pattern)})"
        )
    signature = w.constant(_TRANSFORM, "s")
    code = f"Builtin('', {function}, {signature}, 1, 1)"
    return Operand(w.assign(code), "function", defined=True)
