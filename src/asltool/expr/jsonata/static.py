"""What an expression refers to, found without evaluating it: variables, fields, functions."""

from __future__ import annotations

from collections.abc import Iterable

from asltool.expr.jsonata.codegen.scopes import bound_in
from asltool.expr.jsonata.functions.library import AWS_LIBRARY
from asltool.expr.jsonata.tree import (
    Block,
    Call,
    Descendants,
    IndexBinding,
    Lambda,
    Name,
    Node,
    ObjectConstructor,
    Partial,
    Path,
    Sort,
    Transform,
    Variable,
    Wildcard,
    children,
)
from asltool.records import field, record

CHANGING = frozenset(("now", "millis", "random", "uuid", "shuffle", "eval"))
"""Functions that need not give the same each time."""


@record
class Mention:
    """A name in the text of an expression."""

    name: str
    """Without `$`."""
    offset: int
    """The 0-based character at which it begins."""
    end: int
    """The character behind it."""


@record(frozen=False)
class References:
    """What an expression refers to; all in the order of the text."""

    variables: list[Mention] = field(default_factory=list)
    """Variables that it does not bind itself, among them `states`; not functions of the library."""
    states: list[tuple[Mention, ...]] = field(default_factory=list)
    """The names that follow each `$states`, such as `input` and `id`; none for `$states` itself."""
    fields: list[Mention] = field(default_factory=list)
    """Names that are looked up in the context of the whole expression."""
    contexts: list[Mention] = field(default_factory=list)
    """Where that context itself is meant: `$`, named by the empty name, and `$$`, named by `$`."""
    unknown_functions: list[Mention] = field(default_factory=list)
    """Calls of variables that are neither bound in the expression nor functions of the library."""
    calls: list[Mention] = field(default_factory=list)
    """Calls of functions of the library."""
    functions: list[Mention] = field(default_factory=list)
    """Functions of the library that are not called here; a variable of the same name is meant instead."""
    calls_without_context: set[int] = field(default_factory=set)
    """The `id` of each call node whose context is that of the whole expression: there is none."""
    is_constant: bool = True
    """It gives the same value each time, whatever the data."""


def references(tree: Node, library: Iterable[str] = AWS_LIBRARY) -> References:
    """Give what the expression *tree* refers to.

    Args:
        tree: The root of the tree, as `Jsonata.tree` has it.
        library: The names of the functions that there are.
    """
    found = References()
    _Walk(found, frozenset(library)).visit(tree, frozenset(bound_in([tree])), is_outer=True)
    if any(mention.name in CHANGING for mention in found.calls):
        found.is_constant = False
    if found.variables or found.fields or found.contexts or found.unknown_functions:
        found.is_constant = False
    return found


class _Walk:
    """Goes through a tree with the names that are bound, and whether the context is that of the whole."""

    def __init__(self, found: References, library: frozenset[str]) -> None:
        self._found = found
        self._library = library

    def visit(self, node: Node, bound: frozenset[str], *, is_outer: bool) -> None:
        match node:
            case Path():
                self._path(node, bound, is_outer=is_outer)
                return
            case Variable():
                self._variable(node, bound, is_outer=is_outer)
            case Call() | Partial():
                self._call(node, bound, is_outer=is_outer)
            case Lambda():
                names = bound | {*node.parameters} | bound_in([node.body])
                self.visit(node.body, names, is_outer=False)
            case Block():
                inner = bound | bound_in(node.expressions)
                self._all(node.expressions, inner, is_outer=is_outer)
            case Transform():
                self._all([node.pattern, node.update, node.delete], bound, is_outer=False)
            case ObjectConstructor():
                self._all([part for pair in node.members.pairs for part in pair], bound, is_outer=is_outer)
            case Name() | Wildcard() | Descendants():
                self._field(node, is_outer=is_outer)
            case _:
                behind = {id(each) for each in _behind(node)}
                inside = [each for each in children(node) if id(each) not in behind]
                self._all(inside, bound, is_outer=is_outer)
        self._all(_behind(node), bound | _bound_to_items(node), is_outer=False)

    def _all(self, nodes: Iterable[Node | None], bound: frozenset[str], *, is_outer: bool) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node, bound, is_outer=is_outer)

    def _field(self, node: Node, *, is_outer: bool) -> None:
        if not is_outer:
            return
        if isinstance(node, Name):
            self._found.fields.append(Mention(node.value, node.start, node.end))
        else:
            self._found.contexts.append(Mention("", node.start, node.end))

    def _variable(self, node: Variable, bound: frozenset[str], *, is_outer: bool) -> None:
        mention = Mention(node.name, node.start, node.end)
        if node.name == "$" or (node.name == "" and is_outer):
            self._found.contexts.append(mention)
        elif node.name and node.name not in bound:
            is_function = node.name in self._library
            (self._found.functions if is_function else self._found.variables).append(mention)
            if node.name == "states":
                self._found.states.append(())

    def _call(self, node: Call | Partial, bound: frozenset[str], *, is_outer: bool) -> None:
        procedure = node.procedure
        if is_outer:
            self._found.calls_without_context.add(id(node))
        if isinstance(procedure, Variable) and procedure.name not in bound:
            mention = Mention(procedure.name, procedure.start, procedure.end)
            if procedure.name in self._library:
                self._found.calls.append(mention)
            elif procedure.name not in ("", "$"):
                self._found.unknown_functions.append(mention)
        else:
            self.visit(procedure, bound, is_outer=is_outer)
        self._all(node.arguments, bound, is_outer=is_outer)

    def _path(self, node: Path, bound: frozenset[str], *, is_outer: bool) -> None:
        names = bound
        for number, step in enumerate(node.steps):
            if isinstance(step, Sort):
                self._all([term.expression for term in step.terms], names, is_outer=False)
                self._all(_behind(step), names, is_outer=False)
            else:
                self.visit(step, names, is_outer=is_outer and number == 0)
            names |= _bound_to_items(step)
        first = node.steps[0]
        if isinstance(first, Variable) and first.name == "states" and "states" not in bound:
            self._found.states[-1:] = [_members(node)]
        self._all(_behind(node), names, is_outer=False)


def _bound_to_items(step: Node) -> frozenset[str]:
    """Give the variables that a step binds to its items."""
    names = {name for name in (step.focus, step.index) if name}
    return frozenset(names | {stage.name for stage in step.stages if isinstance(stage, IndexBinding)})


def _members(path: Path) -> tuple[Mention, ...]:
    """Give the names that follow the first step, up to one that is filtered."""
    members = []
    for step in path.steps[1:]:
        if path.steps[0].predicates or not isinstance(step, Name):
            break
        members.append(Mention(step.value, step.start, step.end))
        if step.stages:
            break
    return tuple(members)


def _behind(node: Node) -> list[Node]:
    """Give the expressions of predicates and groups behind *node*: their context are its items."""
    nodes = [each.predicate for each in node.predicates]
    nodes += [each.predicate for each in node.stages if not isinstance(each, IndexBinding)]
    if node.group is not None:
        nodes += [part for pair in node.group.pairs for part in pair]
    return nodes
