"""JSONata: what is known of an expression's value without running it.

An expression that surely gives nothing fails its field; a part that gives nothing may be meant. So ABSENT
stands for nothing here, and any other shape for what the value is if there is one.
"""

from __future__ import annotations

from functools import lru_cache

from asltool.expr.jsonata.static import Mention, references
from asltool.expr.jsonata.tree import (
    ArrayConstructor,
    Binary,
    Block,
    Call,
    Condition,
    Literal,
    Name,
    Node,
    ObjectConstructor,
    Path,
    Variable,
)
from asltool.expr.jsonata_language import JSONataExpression
from asltool.expr.language import Expression
from asltool.lint.data_flow.notes import Missing, Place, Root, Unassigned
from asltool.lint.data_flow.places import member
from asltool.lint.data_flow.reader import Reader
from asltool.lint.data_flow.shapes import (
    ABSENT,
    ARRAY,
    BOOLEAN,
    NUMBER,
    STRING,
    UNKNOWN,
    ObjectShape,
    Shape,
    as_array,
    as_object,
    exact,
    is_sure,
    join,
)

_STATES = "states"
_RESULTS = {
    **dict.fromkeys(("&",), STRING),
    **dict.fromkeys(("+", "-", "*"), NUMBER),
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">=", "in", "and", "or"), BOOLEAN),
    **dict.fromkeys(("string", "uppercase", "lowercase", "trim", "pad", "substring", "join"), STRING),
    **dict.fromkeys(("now", "uuid", "hash", "type", "formatNumber", "formatBase"), STRING),
    **dict.fromkeys(("length", "number", "sum", "count", "abs", "floor", "ceil", "round", "millis"), NUMBER),
    **dict.fromkeys(("exists", "boolean", "not", "contains"), BOOLEAN),
}
"""What operators and functions give, if they give anything."""

_SURE = frozenset(("&", "=", "!=", "in", "and", "or", "now", "uuid", "count", "millis", "exists"))
"""Those that always give something."""

_ARITHMETIC = frozenset("+-*")


def follow(reader: Reader, expression: Expression, data: Shape, place: Place) -> Shape:
    """Give what is known of the value of *expression*; ABSENT if it surely has none."""
    if not isinstance(expression, JSONataExpression):
        return UNKNOWN
    free = _free(expression.text)
    walk = _Walk(reader, expression, data, frozenset(mention.name for mention in free))
    shape = walk.value(expression.program.tree)
    if shape is ABSENT and walk.lacking is not None:
        reader.notes.entries.append(walk.lacking.at(place, reader))
    elif "$exists" not in expression.text:
        _note_unassigned(reader, expression, free, place)
    return shape


@lru_cache(maxsize=1024)
def _free(text: str) -> tuple[Mention, ...]:
    """Give the variables that an expression reads and does not bind itself."""
    return tuple(references(JSONataExpression(text, 0).program.tree).variables)


def _note_unassigned(
    reader: Reader, expression: JSONataExpression, free: tuple[Mention, ...], place: Place
) -> None:
    for mention in free:
        if mention.name != _STATES and member(reader.way.variables, mention.name) is ABSENT:
            where = _inside(place, expression, mention.offset, mention.end)
            reader.notes.entries.append(Unassigned(where, mention.name, reader.way, is_fatal=False))


def _inside(place: Place, expression: JSONataExpression, start: int, end: int) -> Place:
    return Place(place.base, place.below, (expression.offset + start, expression.offset + end))


class _Lacking:
    """The part of an expression that gives nothing."""

    def __init__(
        self, expression: JSONataExpression, node: Node, names: tuple[str, ...], holder: Shape | None
    ) -> None:
        self._expression = expression
        self._node = node
        self._names = names
        self._holder = holder

    def at(self, place: Place, reader: Reader) -> Missing | Unassigned:
        """Give the note on it."""
        start, end = self._node.start, self._node.end
        text = self._expression.text[start:end]
        where = _inside(place, self._expression, start, end)
        root, *names = self._names
        if self._holder is None:
            return Unassigned(where, root, reader.way)
        kind: Root = "variable" if root != _STATES else "context" if names[0] == "context" else "data"
        return Missing(where, text, kind, tuple(names), self._holder, reader.way)


class _Walk:
    def __init__(
        self, reader: Reader, expression: JSONataExpression, data: Shape, free: frozenset[str]
    ) -> None:
        self._reader = reader
        self._expression = expression
        self._data = data
        self._free = free
        self.lacking: _Lacking | None = None
        """What was last seen to give nothing."""

    def value(self, node: Node) -> Shape:
        """Give what is known of the value of *node*."""
        return self._known(node)[0]

    def _known(self, node: Node) -> tuple[Shape, bool]:
        """Give what is known of a value, and whether there surely is one."""
        match node:
            case _ if not _is_bare(node):
                return UNKNOWN, False
            case Literal():
                return exact(node.value), True
            case Variable() | Path():
                return self._path(node, node.steps if isinstance(node, Path) else [node])
            case ArrayConstructor():
                return ARRAY, True
            case ObjectConstructor():
                return self._object(node), True
            case Binary():
                return self._binary(node)
            case Condition():
                return self._condition(node)
            case Block() if node.expressions:
                return self._known(node.expressions[-1])
            case Call(procedure=Variable(name=name)) if name not in self._free:
                return _RESULTS.get(name, UNKNOWN), name in _SURE
            case _:
                return UNKNOWN, False

    def _path(self, node: Node, steps: list[Node]) -> tuple[Shape, bool]:
        first, *rest = steps
        if not isinstance(first, Variable) or first.name not in self._free or not _is_bare(first):
            return UNKNOWN, False
        shape: Shape = self._data if first.name == _STATES else self._reader.way.variables
        names = [step.value if isinstance(step, Name) and _is_bare(step) else None for step in rest]
        if first.name == _STATES:
            if names[:1] == ["context"]:
                shape = ObjectShape({"context": self._reader.context})
            elif not names or names[0] is None:
                return UNKNOWN, False
        else:
            names = [first.name, *names]
        return self._select(node, shape, names)

    def _select(self, node: Node, shape: Shape, names: list[str | None]) -> tuple[Shape, bool]:
        """Follow names one after the other; arrays on the way, and steps that are none, are not followed."""
        of_variable = shape is self._reader.way.variables
        has_value = True
        for position, name in enumerate(names):
            if name is None or as_array(shape) is not None:
                return UNKNOWN, False
            found = member(shape, name)
            if found is ABSENT:
                known = [each for each in names[: position + 1] if each is not None]
                is_variable = of_variable and position == 0
                path = tuple(known if of_variable else [_STATES, *known])
                self.lacking = _Lacking(self._expression, node, path, None if is_variable else shape)
                return ABSENT, False
            holder = as_object(shape)
            has_value = has_value and holder is not None and is_sure(holder, name)
            shape = found
        return shape, has_value

    def _object(self, node: ObjectConstructor) -> Shape:
        members: dict[str, Shape] = {}
        optional = set()
        is_open = False
        for key, value in node.members.pairs:
            if not isinstance(key, Literal) or not isinstance(key.value, str) or not _is_bare(key):
                is_open = True
                continue
            shape, has_value = self._known(value)
            members[key.value] = shape
            if not has_value and shape is not ABSENT:
                optional.add(key.value)
        return ObjectShape(members, frozenset(optional), is_open)

    def _binary(self, node: Binary) -> tuple[Shape, bool]:
        if node.operator in _ARITHMETIC and ABSENT in (self.value(node.left), self.value(node.right)):
            return ABSENT, False
        return _RESULTS.get(node.operator, UNKNOWN), node.operator in _SURE

    def _condition(self, node: Condition) -> tuple[Shape, bool]:
        shape, has_value = self._known(node.then)
        if node.otherwise is None:
            return shape, False
        other, has_other = self._known(node.otherwise)
        if shape is ABSENT or other is ABSENT:
            return (other if shape is ABSENT else shape), False
        return join(shape, other), has_value and has_other


def _is_bare(node: Node) -> bool:
    """Tell whether nothing filters, groups or binds the value of *node*."""
    return not (node.predicates or node.stages or node.group or node.focus or node.index or node.keep_array)
