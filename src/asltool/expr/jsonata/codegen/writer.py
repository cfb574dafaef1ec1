"""Writes the Python source of an expression: lines, names, constants, and what each line stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, NamedTuple, TypeAlias

from asltool.expr.jsonata.codegen.scopes import Frame, Scope, TupleScope
from asltool.expr.jsonata.runtime.calls import Builtin
from asltool.expr.jsonata.tree import Node
from asltool.expr.jsonata.values import Value
from asltool.records import field, record

Kind: TypeAlias = Literal["any", "number", "string", "boolean", "object", "function"]

HandlerKind: TypeAlias = Literal["call", "weak call", "tail call", "argument", "operator"]


class Operand(NamedTuple):
    """A value in the source: cheap to repeat, without side effects."""

    code: str
    """A name or a literal."""
    kind: Kind = "any"
    """What it is if it is defined."""
    defined: bool = False
    """It is never undefined."""
    raw: bool = False
    """It may be a sequence of one item or none, which stands for something else as a whole value."""
    plain: bool = False
    """It came from outside: there are no sequences in it."""
    items: Kind = "any"
    """What its items are, if it is an array."""


@record
class Place:
    """Where an expression is evaluated."""

    input: str
    """The name of its context."""
    scope: Scope
    plain: bool = False
    """The context came from outside."""


@record
class Handler:
    """What happens to an error on its way out of a construct: it gets a token and a position."""

    kind: HandlerKind
    position: int
    token: Value
    outer: Handler | None


@record(frozen=False)
class PythonFunction:
    """A function of the source that is being written."""

    first_line: int
    indent: int
    outside: set[str] = field(default_factory=set)
    """Names of an enclosing function that it assigns to."""


Emitter: TypeAlias = Callable[["Writer", Node, Place], Operand]


class Writer:
    """The source so far.

    Args:
        emitters: Who writes which node.
        library: The functions that are there without being bound.
        finish: Writes predicates, a group and `[]` behind a value.
        tuple_names: The names that some path binds to its items.
        overridden: Library functions that the caller's bindings hide.
    """

    def __init__(
        self,
        emitters: dict[type[Node], Emitter],
        library: Mapping[str, Builtin],
        finish: Callable[[Writer, Node, Operand, Place], Operand],
        tuple_names: frozenset[str],
        overridden: frozenset[str],
    ) -> None:
        self.emitters = emitters
        self.library = library
        self.finish = finish
        self.tuple_names = tuple_names
        self.overridden = overridden
        self.lines: list[str] = []
        self.handlers: list[Handler | None] = []
        self.constants: dict[str, Value] = {}
        self.externals: dict[str, str] = {}
        self.used: set[str] = set()
        self._members: dict[tuple[str, str], str] = {}
        self.weight = 0
        """How much has been written that may take long: loops, and calls of functions."""
        self._handler: Handler | None = None
        self._indent = 0
        self._names = 0
        self._functions: list[PythonFunction] = []

    def emit(self, node: Node, place: Place) -> Operand:
        """Write the evaluation of *node*, with all that stands behind it, and give its value."""
        value = self.emitters[type(node)](self, node, place)
        if node.predicates or node.group or node.keep_array or value.raw:
            return self.finish(self, node, value, place)
        return value

    def name(self, prefix: str = "t") -> str:
        """Give a new name."""
        self._names += 1
        return f"{prefix}{self._names}"

    def line(self, text: str) -> None:
        """Write one line."""
        self.lines.append("    " * self._indent + text)
        self.handlers.append(self._handler)

    def member(self, value: str, key: str, code: str) -> str:
        """Write an assignment of the member *key* of *value*, unless its name is known already.

        Data never changes while an expression is evaluated, so it is looked up but once.
        """
        if (value, key) not in self._members:
            self._members[value, key] = self.assign(code)
        return self._members[value, key]

    def assign(self, code: str) -> str:
        """Write an assignment to a new name and give the name."""
        name = self.name()
        self.line(f"{name} = {code}")
        return name

    def named(self, value: Operand) -> Operand:
        """Give *value* with a name: Python warns of a literal that is asked for its identity."""
        return value if value.code.isidentifier() else value._replace(code=self.assign(value.code))

    def constant(self, value: Value, prefix: str = "k") -> str:
        """Give a name for *value*, which the source cannot spell."""
        for name, known in self.constants.items():
            if known is value:
                return name
        name = self.name(prefix)
        self.constants[name] = value
        return name

    @contextmanager
    def indented(self, header: str) -> Iterator[None]:
        """Write *header*, and what is written meanwhile under it."""
        self.line(header)
        self._indent += 1
        outside = self._members
        self._members = dict(outside)
        yield
        self._members = outside
        self._indent -= 1

    @contextmanager
    def handling(self, kind: HandlerKind, position: int, token: Value) -> Iterator[None]:
        """Let errors of what is written meanwhile get *position* and *token*."""
        outer = self._handler
        self._handler = Handler(kind, position, token, outer)
        yield
        self._handler = outer

    @contextmanager
    def function(self, name: str, parameters: list[str]) -> Iterator[None]:
        """Write a function; what is written meanwhile is its body."""
        outer, self._handler = self._handler, None
        with self.indented(f"def {name}({', '.join(parameters)}):"):
            self._members = {}
            self._functions.append(PythonFunction(len(self.lines), self._indent))
            yield
            function = self._functions.pop()
        self._handler = outer
        if function.outside:
            names = ", ".join(sorted(function.outside))
            self._insert_lines(function.first_line, ["    " * function.indent + f"nonlocal {names}"])

    def insert(self, at: int, lines: list[str]) -> None:
        """Insert lines that are indented as the source is now."""
        self._insert_lines(at, ["    " * self._indent + line for line in lines])

    def replace(self, at: int, line: str) -> None:
        """Replace a line by one that is indented as the source is now."""
        self.lines[at] = "    " * self._indent + line

    def _insert_lines(self, at: int, lines: list[str]) -> None:
        self.lines[at:at] = lines
        self.handlers[at:at] = [None] * len(lines)
        for function in self._functions:
            if function.first_line > at:
                function.first_line += len(lines)

    @property
    def depth(self) -> int:
        """How far the source is indented."""
        return self._indent

    def frame(self, names: set[str], parent: Scope) -> Frame:
        """Give a frame that belongs to the function at hand and binds *names*."""
        return Frame(parent, {name: self.name("v") for name in sorted(names)}, len(self._functions))

    def bind(self, name: str, value: str, scope: Scope) -> None:
        """Write the binding of a variable, in the innermost frame that is none of tuples."""
        frame = scope
        while not isinstance(frame, Frame):
            frame = frame.parent
        local = frame.names[name]
        if frame.owner != len(self._functions):
            self._functions[-1].outside.add(local)
        self.line(f"{local} = {value}")

    def look_up(self, name: str, scope: Scope | None) -> Operand:
        """Give the value of a variable, and write what it takes."""
        while scope is not None:
            if isinstance(scope, TupleScope):
                if name in self.tuple_names:
                    return self._look_up_bound(name, scope)
            elif name in scope.names:
                return Operand(scope.names[name])
            scope = scope.parent
        if name in self.library:
            self.used.add(name)
            if name not in self.overridden:
                return Operand(self.constant(self.library[name], "b"), "function", defined=True)
        return Operand(self.external(name), plain=True)

    def library_function(self, name: str, scope: Scope | None) -> Builtin | None:
        """Give the library function that *name* stands for; None if it is a variable, or nothing."""
        if name not in self.library or name in self.overridden:
            return None
        while scope is not None:
            names = self.tuple_names if isinstance(scope, TupleScope) else scope.names
            if name in names:
                return None
            scope = scope.parent
        self.used.add(name)
        return self.library[name]

    def _look_up_bound(self, name: str, scope: TupleScope) -> Operand:
        found = self.assign(f"{scope.variables}.get({name!r}, U)")
        with self.indented(f"if {found} is U:"):
            self.line(f"{found} = {self.look_up(name, scope.parent).code}")
        return Operand(found)

    def external(self, name: str) -> str:
        """Give the name that holds what the caller bound to a variable."""
        if name not in self.externals:
            self.externals[name] = self.name("e")
        return self.externals[name]
