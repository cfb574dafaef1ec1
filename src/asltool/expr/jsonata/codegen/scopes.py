"""Where variables live: frames of blocks and functions, and what paths bind to their items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from asltool.expr.jsonata.tree import Bind, Block, Lambda, Node, Transform, Variable, children, descendants
from asltool.records import record


@record(eq=False, frozen=False)
class Frame:
    """The variables of a block, a function or the whole expression."""

    parent: Scope | None
    names: dict[str, str]
    """From the variable's name to the name in the source."""
    owner: int
    """How deeply the Python function that has them is nested."""


@record(eq=False, frozen=False)
class TupleScope:
    """What a path binds to its items: known by name, but looked up when it runs."""

    parent: Scope
    variables: str
    """The name of the dict that holds them."""


Scope: TypeAlias = Frame | TupleScope


def bound_in(nodes: list[Node]) -> set[str]:
    """Give the variables that *nodes* bind in the frame around them, and not in one of their own."""
    names = set()
    pending = list(nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, Bind):
            names.add(node.name)
        pending.extend(_same_frame(node))
    return names


def _same_frame(node: Node) -> Iterator[Node]:
    match node:
        case Block():
            inside: set[int] = {id(each) for each in node.expressions}
            yield from (each for each in children(node) if id(each) not in inside)
        case Lambda():
            yield from (each for each in children(node) if each is not node.body)
        case _:
            yield from children(node)


def needs_outer_value(name: str, expressions: list[Node]) -> bool:
    """Tell whether *name* may be read in a block before it is bound there."""
    for expression in expressions:
        if isinstance(expression, Bind) and expression.name == name:
            return mentions(name, expression.expression)
        if mentions(name, expression):
            return True
    return True


def mentions(name: str, node: Node) -> bool:
    """Tell whether *node* reads or binds the variable *name* anywhere."""
    return any(isinstance(each, (Variable, Bind)) and each.name == name for each in descendants(node))


def makes_closures(node: Node) -> bool:
    """Tell whether *node* makes functions, which remember the variables of the moment."""
    return any(isinstance(each, (Lambda, Transform)) for each in descendants(node))
