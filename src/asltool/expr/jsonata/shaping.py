"""The raw tree to the typed one: paths put together, predicates and bindings hung on their steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from asltool.expr.jsonata.ancestry import Ancestry
from asltool.expr.jsonata.errors import JSONataSyntaxError
from asltool.expr.jsonata.lexer import RegexSource
from asltool.expr.jsonata.parser import Raw, read
from asltool.expr.jsonata.tree import (
    Apply,
    ArrayConstructor,
    Binary,
    Bind,
    Block,
    Call,
    Condition,
    Descendants,
    Filter,
    Group,
    IndexBinding,
    Lambda,
    Literal,
    Name,
    Negation,
    Node,
    ObjectConstructor,
    Parent,
    Partial,
    Path,
    Placeholder,
    Regex,
    Sort,
    SortTerm,
    Transform,
    Variable,
    Wildcard,
)


def parse(text: str) -> Node:
    """Give the tree of an expression.

    Raises:
        JSONataSyntaxError: The text does not parse.
    """
    shaper = _Shaper()
    node = shaper.shape(read(text))
    if isinstance(node, Parent) or node.seeking:
        raise JSONataSyntaxError("S0217", node.position, token=node.kind, offset=node.start)
    return node


class _Shaper:
    def __init__(self) -> None:
        self.ancestry = Ancestry()

    def shape(self, raw: Raw) -> Node:
        """Give the node for *raw*; chains of operators, which may be long, are followed without recursion."""
        chain = []
        while raw.left is not None and raw.kind != "lambda":
            chain.append(raw)
            raw = raw.left
        node = self._leaf(raw)
        for link in reversed(chain):
            node = _CHAINED.get(link.kind, _chained_operator)(self, link, node)
            node.keep_array = node.keep_array or link.keep_array
        return node

    def _leaf(self, raw: Raw) -> Node:
        if raw.kind == "end":
            raise JSONataSyntaxError("S0207", raw.position, token=raw.value, offset=raw.start)
        node = _LEAVES[raw.kind](self, raw)
        node.keep_array = node.keep_array or raw.keep_array
        return node

    def shape_all(self, parts: list[Raw], owner: Node) -> list[Node]:
        """Give the nodes for *parts*; the parents that they seek, *owner* seeks too."""
        nodes = [self.shape(part) for part in parts]
        for node in nodes:
            self.ancestry.pass_on(node, owner)
        return nodes

    def pairs(self, parts: list[Raw]) -> list[tuple[Node, Node]]:
        """Give keys and values."""
        nodes = [self.shape(part) for part in parts]
        return list(zip(nodes[::2], nodes[1::2], strict=True))


_Leaf: TypeAlias = Callable[[_Shaper, Raw], Node]
_Chained: TypeAlias = Callable[[_Shaper, Raw, Node], Node]


def _name(_: _Shaper, raw: Raw) -> Node:
    name = Name(
        value=str(raw.value), position=raw.position, start=raw.start, end=raw.end, keep_array=raw.keep_array
    )
    return Path(
        steps=[name], keeps_singleton=raw.keep_array, position=raw.position, start=raw.start, end=raw.end
    )


def _literal(_: _Shaper, raw: Raw) -> Node:
    assert not isinstance(raw.value, RegexSource)  # noqa: S101
    return Literal(value=raw.value, position=raw.position, start=raw.start, end=raw.end)


def _variable(_: _Shaper, raw: Raw) -> Node:
    return Variable(name=str(raw.value), position=raw.position, start=raw.start, end=raw.end)


def _regex(_: _Shaper, raw: Raw) -> Node:
    assert isinstance(raw.value, RegexSource)  # noqa: S101
    return Regex(
        pattern=raw.value.pattern,
        flags=raw.value.flags,
        position=raw.position,
        start=raw.start,
        end=raw.end,
    )


def _hole(_: _Shaper, raw: Raw) -> Node:
    return Placeholder(position=raw.position, start=raw.start, end=raw.end)


def _wildcard(_: _Shaper, raw: Raw) -> Node:
    return Wildcard(position=raw.position, start=raw.start, end=raw.end)


def _descendant(_: _Shaper, raw: Raw) -> Node:
    return Descendants(position=raw.position, start=raw.start, end=raw.end)


def _parent(shaper: _Shaper, raw: Raw) -> Node:
    return Parent(slot=shaper.ancestry.new_slot(), position=raw.position, start=raw.start, end=raw.end)


def _negation(shaper: _Shaper, raw: Raw) -> Node:
    operand = shaper.shape(raw.parts[0])
    if isinstance(operand, Literal) and type(operand.value) in (int, float):
        assert isinstance(operand.value, (int, float))  # noqa: S101
        operand.value = -operand.value
        return operand
    node = Negation(expression=operand, position=raw.position, start=raw.start, end=raw.end)
    shaper.ancestry.pass_on(operand, node)
    return node


def _array(shaper: _Shaper, raw: Raw) -> Node:
    node = ArrayConstructor(items=[], position=raw.position, start=raw.start, end=raw.end)
    node.items = shaper.shape_all(raw.parts, node)
    return node


def _object(shaper: _Shaper, raw: Raw) -> Node:
    members = Group(shaper.pairs(raw.parts), raw.position)
    node = ObjectConstructor(members=members, position=raw.position, start=raw.start, end=raw.end)
    for pair in members.pairs:
        for part in pair:
            shaper.ancestry.pass_on(part, node)
    return node


def _block(shaper: _Shaper, raw: Raw) -> Node:
    node = Block(expressions=[], position=raw.position, start=raw.start, end=raw.end)
    node.expressions = shaper.shape_all(raw.parts, node)
    node.is_array_step = any(
        part.is_array_step or (isinstance(part, Path) and part.steps[0].is_array_step)
        for part in node.expressions
    )
    return node


def _transform(shaper: _Shaper, raw: Raw) -> Node:
    pattern, update, *delete = [shaper.shape(part) for part in raw.parts]
    return Transform(
        pattern=pattern,
        update=update,
        delete=delete[0] if delete else None,
        position=raw.position,
        start=raw.start,
        end=raw.end,
    )


def _lambda(shaper: _Shaper, raw: Raw) -> Node:
    return Lambda(
        parameters=[str(part.value) for part in raw.parts[:-1]],
        signature=raw.signature,
        body=shaper.shape(raw.parts[-1]),
        position=raw.position,
        start=raw.start,
        end=raw.end,
    )


def _call(shaper: _Shaper, raw: Raw, procedure: Node) -> Node:
    kind = Partial if raw.kind == "partial" else Call
    node = kind(procedure=procedure, arguments=[], position=raw.position, start=raw.start, end=raw.end)
    node.arguments = shaper.shape_all(raw.parts, node)
    return node


def _condition(shaper: _Shaper, raw: Raw, condition: Node) -> Node:
    node = Condition(
        condition=condition,
        then=condition,
        otherwise=None,
        position=raw.position,
        start=raw.start,
        end=raw.end,
    )
    shaper.ancestry.pass_on(condition, node)
    node.then, *rest = shaper.shape_all(raw.parts, node)
    node.otherwise = rest[0] if rest else None
    return node


def _chained_operator(shaper: _Shaper, raw: Raw, left: Node) -> Node:
    return _OPERATORS.get(str(raw.value), _binary)(shaper, raw, left)


def _binary(shaper: _Shaper, raw: Raw, left: Node) -> Node:
    right = shaper.shape(raw.parts[0])
    node = Binary(
        operator=str(raw.value),
        left=left,
        right=right,
        position=raw.position,
        start=raw.start,
        end=raw.end,
    )
    shaper.ancestry.pass_on(left, node)
    shaper.ancestry.pass_on(right, node)
    return node


def _path(shaper: _Shaper, raw: Raw, left: Node) -> Node:
    path = _as_path(left)
    if isinstance(left, Parent):
        path.seeking = [left.slot]
    path.end = raw.end
    right = shaper.shape(raw.parts[0])
    if isinstance(right, Path):
        added = right.steps
    else:
        right.stages, right.predicates = [*right.stages, *right.predicates], []
        added = [right]
    path.steps[0] = _as_step(path.steps[0])
    path.steps += map(_as_step, added)
    path.keeps_singleton = path.keeps_singleton or any(step.keep_array for step in (path.steps[0], *added))
    for step in (path.steps[0], path.steps[-1]):
        step.is_array_step = step.is_array_step or isinstance(step, ArrayConstructor)
    shaper.ancestry.resolve(path)
    return path


def _as_path(node: Node) -> Path:
    if isinstance(node, Path):
        return node
    return Path(steps=[node], position=node.position, start=node.start, end=node.end)


def _as_step(step: Node) -> Node:
    if not isinstance(step, Literal):
        return step
    if not isinstance(step.value, str):
        raise JSONataSyntaxError("S0213", step.position, step.value, offset=step.start)
    return Name(
        value=step.value,
        position=step.position,
        start=step.start,
        end=step.end,
        keep_array=step.keep_array,
        predicates=step.predicates,
        stages=step.stages,
        group=step.group,
    )


def _predicate(shaper: _Shaper, raw: Raw, left: Node) -> Node:
    step = left.steps[-1] if isinstance(left, Path) else left
    if step.group is not None:
        raise JSONataSyntaxError("S0209", raw.position, offset=raw.position - 1)
    predicate = shaper.shape(raw.parts[0])
    shaper.ancestry.resolve_predicate(step, predicate)
    stage = Filter(predicate, raw.position)
    if isinstance(left, Path):
        step.stages.append(stage)
    else:
        step.predicates.append(stage)
    left.end = raw.end
    return left


def _group(shaper: _Shaper, raw: Raw, left: Node) -> Node:
    if left.group is not None:
        raise JSONataSyntaxError("S0210", raw.position, offset=raw.position - 1)
    left.group = Group(shaper.pairs(raw.parts), raw.position)
    left.end = raw.end
    return left


def _sort(shaper: _Shaper, raw: Raw, left: Node) -> Node:
    path = _as_path(left)
    sort = Sort(terms=[], position=raw.position, start=raw.position - 1, end=raw.end)
    expressions = shaper.shape_all(raw.parts, sort)
    sort.terms = [SortTerm(expression, flag) for expression, flag in zip(expressions, raw.flags, strict=True)]
    path.steps.append(sort)
    path.end = raw.end
    shaper.ancestry.resolve(path)
    return path


def _bind(shaper: _Shaper, raw: Raw, left: Node) -> Node:
    assert isinstance(left, Variable)  # noqa: S101
    expression = shaper.shape(raw.parts[0])
    node = Bind(name=left.name, expression=expression, position=raw.position, start=raw.start, end=raw.end)
    shaper.ancestry.pass_on(expression, node)
    return node


def _focus(_: _Shaper, raw: Raw, left: Node) -> Node:
    step = left.steps[-1] if isinstance(left, Path) else left
    if step.stages or step.predicates:
        raise JSONataSyntaxError("S0215", raw.position, offset=raw.position - 1)
    if isinstance(step, Sort):
        raise JSONataSyntaxError("S0216", raw.position, offset=raw.position - 1)
    step.keep_array = step.keep_array or raw.keep_array
    step.focus = str(raw.parts[0].value)
    step.binds_tuples = True
    left.end = raw.end
    return left


def _index(_: _Shaper, raw: Raw, left: Node) -> Node:
    path = _as_path(left)
    step = path.steps[-1]
    if not isinstance(left, Path):
        step.stages, step.predicates = [*step.stages, *step.predicates], []
    name = str(raw.parts[0].value)
    if step.stages:
        step.stages.append(IndexBinding(name, raw.position))
    else:
        step.index = name
    step.binds_tuples = True
    path.end = raw.end
    return path


def _apply(shaper: _Shaper, raw: Raw, left: Node) -> Node:
    right = shaper.shape(raw.parts[0])
    return Apply(
        left=left,
        right=right,
        keep_array=left.keep_array or right.keep_array,
        position=raw.position,
        start=raw.start,
        end=raw.end,
    )


_LEAVES: dict[str, _Leaf] = {
    "name": _name,
    "string": _literal,
    "number": _literal,
    "value": _literal,
    "variable": _variable,
    "regex": _regex,
    "hole": _hole,
    "wildcard": _wildcard,
    "descendant": _descendant,
    "parent": _parent,
    "negation": _negation,
    "array": _array,
    "object": _object,
    "block": _block,
    "transform": _transform,
    "lambda": _lambda,
}

_CHAINED: dict[str, _Chained] = {"function": _call, "partial": _call, "condition": _condition}

_OPERATORS: dict[str, _Chained] = {
    ".": _path,
    "[": _predicate,
    "{": _group,
    "^": _sort,
    ":=": _bind,
    "@": _focus,
    "#": _index,
    "~>": _apply,
}
