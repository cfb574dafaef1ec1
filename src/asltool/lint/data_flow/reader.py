"""Reads expressions and templates of a state on one way after the other, and notes what surely fails."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

from asltool.expr.jsonpath.path import Path
from asltool.expr.language import Expression
from asltool.expr.template import Computed, Constant, Node, PayloadTemplate, TemplateObject
from asltool.lint.data_flow.context import Surroundings, context_shape
from asltool.lint.data_flow.notes import Inner, Missing, Mistyped, Notes, Place, Role, Root, Unassigned
from asltool.lint.data_flow.places import Keys, Miss, Steps, member, select
from asltool.lint.data_flow.shapes import (
    ABSENT,
    MAX_MEMBERS,
    UNKNOWN,
    ObjectShape,
    Shape,
    Unknown,
    array_of,
    exact,
    is_any_absent,
    types_of,
)
from asltool.lint.data_flow.ways import ANYTHING, Way
from asltool.model.fields import JSONATA
from asltool.model.machine import State
from asltool.parse.unknown import UnknownExpression
from asltool.source.placeholder import any_placeholder
from asltool.source.pointer import ROOT, Pointer

Value: TypeAlias = "PayloadTemplate | Expression | str | float | None"

_CALLS = "asltool.lint.data_flow.calls"
"""What follows intrinsic function calls; it and the functions are loaded for the first call."""
_JSONATA = "asltool.lint.data_flow.jsonata"
"""What follows JSONata; it takes longer to load than most definitions to check."""

_WORDS = {"array": "an array", "object": "an object"}


class Reader:
    """Reads the fields of one state.

    Args:
        state: The state.
        surroundings: The scope that it runs in.
        notes: What surely fails is noted there.
    """

    def __init__(self, state: State, surroundings: Surroundings, notes: Notes) -> None:
        self.notes = notes
        self.way: Way = ANYTHING
        """The way that is looked at."""
        self.selected: Shape | None = None
        """The item for which a Map chooses what its iteration gets, while it does."""
        self.state = state
        self._surroundings = surroundings
        self.is_jsonata = state.query_language == JSONATA

    @property
    def context(self) -> Shape:
        """What is known of the context object."""
        return context_shape(self.state, self._surroundings, self.selected)

    def value(self, value: Value, data: Shape, base: Pointer) -> Shape:
        """Give what a field's value comes to; ABSENT if it surely fails.

        Args:
            value: A template, an expression or a constant.
            data: What it works on.
            base: Where the field stands.
        """
        if isinstance(value, PayloadTemplate):
            root = value.root
            if isinstance(root, Constant):
                return exact(root.value, base)
            return self._node(root, data, base)
        if value is None or isinstance(value, str | int | float):
            return exact(value, base)
        return self._computed(value, data, base, ROOT)

    def succeeds(self, template: PayloadTemplate, data: Shape, base: Pointer) -> bool:
        """Tell whether a template may give a value, of which nothing else is asked."""
        succeeds = True
        for at, expression in template.expressions:
            succeeds = self._computed(expression, data, base, at) is not ABSENT and succeeds
        return succeeds

    def _node(self, node: Node, data: Shape, base: Pointer) -> Shape:
        if isinstance(node, Computed):
            return self._computed(node.expression, data, base, node.at)
        if isinstance(node, Constant):
            return exact(node.value)
        if isinstance(node, TemplateObject):
            return self._object(node.members, data, base)
        items = [self._node(item, data, base) for item in node.items]
        return ABSENT if is_any_absent(items) else array_of(items)

    def _object(self, nodes: tuple[tuple[str, Node], ...], data: Shape, base: Pointer) -> Shape:
        members = {name: self._node(node, data, base) for name, node in nodes}
        if is_any_absent(members.values()):
            return ABSENT
        if len(members) > MAX_MEMBERS:
            return UNKNOWN
        return ObjectShape(members, is_open=any_placeholder(members), origin=base)

    def _computed(self, expression: Expression, data: Shape, base: Pointer, below: Pointer) -> Shape:
        if isinstance(expression, Path):
            return self.path(expression, data, base, below)
        if isinstance(expression, UnknownExpression):
            return UNKNOWN
        follow = _follower(_JSONATA if self.is_jsonata else _CALLS)
        return follow(self, expression, data, Place(base, below))

    def path(self, path: Path, data: Shape, base: Pointer, below: Keys = (), inner: Inner = None) -> Shape:
        """Give what a path leads to; ABSENT if it surely leads nowhere.

        Args:
            path: The path.
            data: What it works on.
            base: The field, as in a `Place`.
            below: The way from there to the path.
            inner: The characters of the text that are the path.
        """
        root: Root = "data"
        if path.variable is not None:
            root, data = "variable", member(self.way.variables, path.variable)
            if data is ABSENT:
                place = Place(base, below, inner)
                self.notes.entries.append(Unassigned(place, path.variable, self.way))
                return ABSENT
        elif path.of_context:
            root, data = "context", self.context
        elif isinstance(data, Unknown):
            return data
        found = select(data, path)
        if not isinstance(found, Miss):
            return found
        keys = _keys(path.steps[: found.position + 1])
        self.missing(path.text, root, keys, found.holder, Place(base, below, inner))
        return ABSENT

    def missing(
        self,
        text: str,
        root: Root,
        names: tuple[str | int, ...],
        holder: Shape,
        place: Place,
    ) -> None:
        """Note that a path leads nowhere."""
        self.notes.entries.append(Missing(place, text, root, names, holder, self.way))

    def require(
        self,
        shape: Shape,
        wanted: frozenset[str],
        text: str,
        base: Pointer,
        below: Keys = (),
        inner: Inner = None,
        *,
        role: Role = "field",
    ) -> bool:
        """Tell whether a value may be of one of the wanted JSON types; note it if not."""
        types = types_of(shape)
        if shape is ABSENT or types is None or types & wanted:
            return True
        words = " or ".join(_WORDS.get(type_, f"a {type_}") for type_ in sorted(wanted))
        place = Place(base, below, inner)
        self.notes.entries.append(Mistyped(place, text, words, shape, self.way, role))
        return False


@cache
def _follower(home: str) -> Callable[..., Shape]:
    follow: Callable[..., Shape] = importlib.import_module(home).follow
    return follow


def _keys(steps: Steps) -> tuple[Any, ...]:
    return tuple(getattr(step, "names", (getattr(step, "index", None),))[0] for step in steps)
