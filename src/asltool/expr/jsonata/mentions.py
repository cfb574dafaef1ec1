"""The static pass: what an expression takes from outside itself, found in its tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from asltool.expr.jsonata.tree import (
    Bind,
    Call,
    Filter,
    IndexBinding,
    Lambda,
    Name,
    Node,
    Partial,
    Path,
    Sort,
    Transform,
    Variable,
    children,
    descendants,
)

MentionKind: TypeAlias = Literal["name", "context", "root", "variable", "function", "member"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an expression takes something from outside."""

    kind: MentionKind
    """`name` is a field of the data as a whole, `context` is `$` where it stands for that data, `root` is
    `$$`, `variable` and `function` are names that the expression does not bind, read or called, and `member`
    is the field that is taken of such a variable."""
    text: str
    """The name without `$`; of a member `variable.field`; empty for `$` and `$$`."""
    start: int
    """The 0-based characters of the text where it begins and ends."""
    end: int


def mentions(tree: Node) -> tuple[Mention, ...]:
    """Give what an expression mentions and does not bind itself, in the order of the text.

    Fields and `$` count only where they are evaluated on the data as a whole: not in later steps of a path,
    not in predicates, not in the bodies of functions.
    """
    bound = _bound(tree)
    called = {id(node.procedure) for node in descendants(tree) if isinstance(node, Call | Partial)}
    found: list[Mention] = []
    pending = [(tree, True)]
    while pending:
        node, is_outer = pending.pop()
        found += _mentioned(node, bound, called, is_outer=is_outer)
        pending += [(part, is_outer and part_is_outer) for part, part_is_outer in _parts(node)]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _bound(tree: Node) -> set[str]:
    names: set[str] = set()
    for node in descendants(tree):
        names.update(name for name in (node.focus, node.index) if name is not None)
        names.update(stage.name for stage in node.stages if isinstance(stage, IndexBinding))
        if isinstance(node, Bind):
            names.add(node.name)
        elif isinstance(node, Lambda):
            names.update(node.parameters)
    return names


def _mentioned(node: Node, bound: set[str], called: set[int], *, is_outer: bool) -> Iterator[Mention]:
    match node:
        case Variable(name="$"):
            yield Mention("root", "", node.start, node.position)
        case Variable(name=""):
            if is_outer:
                yield Mention("context", "", node.start, node.position)
        case Variable(name=name) if name not in bound:
            yield Mention("function" if id(node) in called else "variable", name, node.start, node.position)
        case Path(steps=[Name(value=value) as first, *_]) if is_outer:
            yield Mention("name", value, first.start, first.position)
        case Path(steps=[Variable(name=name) as first, Name(value=value) as second, *_]):
            if name not in bound | {"", "$"}:
                yield Mention("member", f"{name}.{value}", first.start, second.position)
        case _:
            return


def _parts(node: Node) -> Iterator[tuple[Node, bool]]:
    """Give the expressions directly inside *node*, and whether each is evaluated on what *node* is."""
    behind = [each.predicate for each in (*node.predicates, *node.stages) if isinstance(each, Filter)]
    if node.group is not None:
        behind += [part for pair in node.group.pairs for part in pair]
    if isinstance(node, Path):
        behind += node.steps[1:]
    inner = {id(part) for part in behind}
    is_inner = isinstance(node, Lambda | Sort | Transform)
    for part in children(node):
        yield part, not is_inner and id(part) not in inner
