"""The tree of an expression: one class per construct, each with its place in the text.

The parser makes the nodes; nothing but the parser changes them.
"""

from __future__ import annotations

import re
from collections.abc import ItemsView, Iterator
from functools import cache
from typing import ClassVar, TypeAlias

from asltool.expr.jsonata.signature import Signature
from asltool.records import field, record


@record(eq=False, frozen=False)
class ParentSlot:
    """What one `%` refers to: the label under which a step leaves its context for it."""

    label: str
    level: int = 1
    """How many steps up the parent still is."""
    index: int = 0


@record(eq=False, frozen=False)
class Filter:
    """`[predicate]` behind an expression."""

    predicate: Node
    position: int


@record(eq=False, frozen=False)
class IndexBinding:
    """`#$name` behind the predicates of a step."""

    name: str
    position: int


Stage: TypeAlias = Filter | IndexBinding


@record(eq=False, frozen=False)
class Group:
    """`{key: value, ...}` behind an expression."""

    pairs: list[tuple[Node, Node]]
    position: int


@record(eq=False, frozen=False, kw_only=True)
class Node:
    """What all nodes have: their place, and what may stand behind any expression."""

    kind: ClassVar[str]
    """The reference's name for it, which some errors show."""

    position: int
    """The end of the token that makes the node, as the reference counts."""
    start: int
    end: int
    keep_array: bool = False
    """`[]` stands behind it."""
    predicates: list[Filter] = field(default_factory=list)
    """What filters its value, if it is no step of a path."""
    stages: list[Stage] = field(default_factory=list)
    """What filters its value for each item, if it is a step of a path."""
    group: Group | None = None
    focus: str | None = None
    """`@$name` stands behind it."""
    index: str | None = None
    """`#$name` stands behind it."""
    ancestor: ParentSlot | None = None
    """Steps further on refer to what this one is evaluated on."""
    binds_tuples: bool = False
    """It takes part in binding variables to items."""
    is_array_step: bool = False
    """It is `[...]` as the first or last step of a path, or has one inside."""
    seeking: list[ParentSlot] = field(default_factory=list)
    """The parents that are further up than this node; of use to the parser only."""


@record(eq=False, frozen=False, kw_only=True)
class Name(Node):
    """A field's name, as a step of a path."""

    kind = "name"
    value: str


@record(eq=False, frozen=False, kw_only=True)
class Literal(Node):
    """A string, a number, true, false or null."""

    kind = "value"
    value: str | float | bool | None


@record(eq=False, frozen=False, kw_only=True)
class Wildcard(Node):
    """`*`."""

    kind = "wildcard"


@record(eq=False, frozen=False, kw_only=True)
class Descendants(Node):
    """`**`."""

    kind = "descendant"


@record(eq=False, frozen=False, kw_only=True)
class Parent(Node):
    """`%`."""

    kind = "parent"
    slot: ParentSlot


@record(eq=False, frozen=False, kw_only=True)
class Variable(Node):
    """`$name`; `$` has the empty name, `$$` the name `$`."""

    kind = "variable"
    name: str


@record(eq=False, frozen=False, kw_only=True)
class Path(Node):
    """Steps, each evaluated on what the one before gave."""

    kind = "path"
    steps: list[Node]
    keeps_singleton: bool = False


@record(eq=False, frozen=False)
class SortTerm:
    """One expression of `^(...)`."""

    expression: Node
    descending: bool


@record(eq=False, frozen=False, kw_only=True)
class Sort(Node):
    """`^(...)`, as a step of a path."""

    kind = "sort"
    terms: list[SortTerm]


@record(eq=False, frozen=False, kw_only=True)
class Binary(Node):
    """Two operands and an operator between them."""

    kind = "binary"
    operator: str
    left: Node
    right: Node


@record(eq=False, frozen=False, kw_only=True)
class Negation(Node):
    """`-` before an expression."""

    kind = "unary"
    expression: Node


@record(eq=False, frozen=False, kw_only=True)
class ArrayConstructor(Node):
    """`[...]`."""

    kind = "unary"
    items: list[Node]


@record(eq=False, frozen=False, kw_only=True)
class ObjectConstructor(Node):
    """`{...}`."""

    kind = "unary"
    members: Group


@record(eq=False, frozen=False, kw_only=True)
class Block(Node):
    """`( ... ; ... )`."""

    kind = "block"
    expressions: list[Node]


@record(eq=False, frozen=False, kw_only=True)
class Condition(Node):
    """`condition ? then : otherwise`."""

    kind = "condition"
    condition: Node
    then: Node
    otherwise: Node | None


@record(eq=False, frozen=False, kw_only=True)
class Bind(Node):
    """`$name := expression`."""

    kind = "bind"
    name: str
    expression: Node


@record(eq=False, frozen=False, kw_only=True)
class Lambda(Node):
    """`function($parameter, ...) { body }`."""

    kind = "lambda"
    parameters: list[str]
    signature: Signature | None
    body: Node


@record(eq=False, frozen=False, kw_only=True)
class Call(Node):
    """`procedure(argument, ...)`."""

    kind = "function"
    procedure: Node
    arguments: list[Node]


@record(eq=False, frozen=False, kw_only=True)
class Placeholder(Node):
    """`?` as an argument: one that is left open."""

    kind = "operator"


@record(eq=False, frozen=False, kw_only=True)
class Partial(Node):
    """`procedure(argument, ?, ...)`."""

    kind = "partial"
    procedure: Node
    arguments: list[Node]


@record(eq=False, frozen=False, kw_only=True)
class Regex(Node):
    """`/pattern/flags`."""

    kind = "regex"
    pattern: str
    flags: str


@record(eq=False, frozen=False, kw_only=True)
class Apply(Node):
    """`left ~> right`."""

    kind = "apply"
    left: Node
    right: Node


@record(eq=False, frozen=False, kw_only=True)
class Transform(Node):
    """`| pattern | update, delete |`."""

    kind = "transform"
    pattern: Node
    update: Node
    delete: Node | None


def children(node: Node) -> list[Node]:
    """Give the expressions directly inside *node*, in the order of evaluation."""
    found: list[Node] = []
    for name in _holders(type(node)):  # type: ignore[arg-type]  # a class has a hash, whatever its instances
        value = getattr(node, name)
        if value is not None:
            _collect(value, found)
    return found


@cache
def _holders(type_: type) -> tuple[str, ...]:
    """Give the fields of a type of nodes that can hold expressions; most are for something else."""
    annotations = {name: text for cls in type_.__mro__[::-1] for name, text in _annotations(cls)}
    return tuple(name for name, text in annotations.items() if _HOLDING.search(text))


def _annotations(cls: type) -> ItemsView[str, str]:
    annotations: dict[str, str] = vars(cls).get("__annotations__", {})
    return annotations.items()


_HOLDING = re.compile(r"\b(?:Node|Filter|Stage|SortTerm|Group)\b")
"""In the annotations of fields, the types of values that are expressions or hold some."""


def _collect(value: object, found: list[Node]) -> None:
    """Add the expressions that a field of a node holds."""
    match value:
        case Node():
            found.append(value)
        case list() | tuple():
            for item in value:
                _collect(item, found)
        case Filter():
            found.append(value.predicate)
        case SortTerm():
            found.append(value.expression)
        case Group():
            _collect(value.pairs, found)
        case _:
            return


def descendants(node: Node) -> Iterator[Node]:
    """Give *node* and all expressions inside it."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(children(current)))
