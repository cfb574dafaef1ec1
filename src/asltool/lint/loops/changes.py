"""What a state does to one place of the data, or to one variable: it keeps it, sets it, or adds to it.

The place is a path of names: into the data that is passed from state to state, or to a variable.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator
from enum import Enum
from typing import TypeAlias

from asltool.expr.jsonpath.path import Path
from asltool.expr.language import Expression, Known
from asltool.expr.languages import language_named
from asltool.expr.template import Computed, Constant, Node, PayloadTemplate, TemplateObject
from asltool.json_value import JsonValue
from asltool.model.edges import outgoing
from asltool.model.fields import JSONATA, JSONPATH
from asltool.model.machine import (
    Broken,
    Choice,
    Fail,
    Map,
    Parallel,
    Pass,
    State,
    StateMachine,
    Succeed,
    Task,
    Wait,
)
from asltool.model.transitions import Next
from asltool.parse.expressions import WHOLE
from asltool.records import record


class Sure(Enum):
    """Changes that need no number."""

    KEEPS = "keeps"
    UNKNOWN = "unknown"


@record
class Sets:
    """The place has this value afterwards."""

    value: JsonValue


@record
class Adds:
    """The number at the place is greater by this afterwards."""

    step: int


Change: TypeAlias = Sure | Sets | Adds

_NUMBER = r"(?P<number>-?\d{1,9})"
_SUMS = {
    JSONPATH: (
        re.compile(rf"States\.MathAdd\(\s*(?P<place>[^,\s]+)\s*,\s*{_NUMBER}\s*\)\s*"),
        re.compile(rf"States\.MathAdd\(\s*{_NUMBER}\s*,\s*(?P<place>[^,\s]+)\s*\)\s*"),
    ),
    JSONATA: (
        re.compile(rf"(?P<place>\$\w+)\s*\+\s*{_NUMBER}"),
        re.compile(rf"{_NUMBER}\s*\+\s*(?P<place>\$\w+)"),
        re.compile(r"(?P<place>\$\w+)\s*(?P<number>-\s*\d{1,9})"),
    ),
}
"""How a place and a number are added up in each language."""

_FARTHEST = 20
"""How many states back a value is looked for."""


def change(state: State, place: Path) -> Change:
    """Give what *state* does to *place* on its way to the next state; catchers are other ways."""
    if isinstance(state, Broken | Fail | Succeed):
        return Sure.UNKNOWN
    if place.variable is not None:
        return _change_of_variable(state, place)
    if state.query_language != JSONPATH or not _passes_whole(state):
        return Sure.UNKNOWN
    if isinstance(state, Wait | Choice):
        return Sure.KEEPS
    if state.result_path is None:
        return Sure.KEEPS
    target, names = state.result_path.keys, place.names()
    if target[: len(names)] != names[: len(target)]:
        return Sure.KEEPS
    if len(target) > len(names) or not isinstance(state, Pass):
        return Sure.UNKNOWN
    return _change_by_pass(state, names[len(target) :], place)


def _change_of_variable(state: Task | Parallel | Map | Pass | Wait | Choice, place: Path) -> Change:
    if isinstance(state, Choice) and any(rule.assign is not None for rule in state.choices):
        return Sure.UNKNOWN
    if state.assign is None:
        return Sure.KEEPS
    node = _member(state.assign.root, (place.variable or "", *place.names()))
    return Sure.KEEPS if node is None else _change_by(node, place, state.query_language)


def _passes_whole(state: Task | Parallel | Map | Pass | Wait | Choice) -> bool:
    return state.input_path is WHOLE and state.output_path is WHOLE


def _change_by_pass(state: Pass, names: tuple[str, ...], place: Path) -> Change:
    template: PayloadTemplate | None = state.result or state.parameters
    if template is None:
        return Sure.KEEPS if state.result_path is not None and not state.result_path.keys else Sure.UNKNOWN
    node = _member(template.root, names)
    return Sure.UNKNOWN if node is None else _change_by(node, place, state.query_language)


def _member(node: Node, names: tuple[str, ...]) -> Node | None:
    """Give the node that *names* lead to; None where there is none, or nobody knows."""
    for name in names:
        match node:
            case TemplateObject(members=members):
                found = dict(members).get(name)
            case Constant(value=dict() as members):
                found = Constant(members[name]) if name in members else None
            case _:
                return None
        if found is None:
            return None
        node = found
    return node


def _change_by(node: Node, place: Path, language: str) -> Change:
    match node:
        case Constant(value=value):
            return Sets(value)
        case Computed(expression=expression):
            return _change_by_expression(expression, place, language)
        case _:
            return Sure.UNKNOWN


def _change_by_expression(expression: Expression, place: Path, language: str) -> Change:
    if expression.text == place.text:
        return Sure.KEEPS
    for pattern in _SUMS[language]:
        match = pattern.fullmatch(expression.text)
        if match and match["place"] == place.text:
            return Adds(int(match["number"].replace(" ", "")))
    known = language_named(language).constant(expression)
    return Sure.UNKNOWN if known is None else Sets(known.value)


class Sources:
    """The ways into the states of one machine.

    Args:
        machine: The machine.
    """

    def __init__(self, machine: StateMachine) -> None:
        self._start = machine.start_at.target
        self._sources: dict[str, list[tuple[State, Next]]] = {}
        for state in machine.states.values():
            for edge in outgoing(state):
                self._sources.setdefault(edge.target, []).append((state, edge))

    def value_before(self, name: str, place: Path, without: Collection[str] = ()) -> Known | None:
        """Give the value of *place* whenever the state *name* is entered; None where nobody knows it.

        Args:
            name: The state.
            place: Where the value is.
            without: States whose ways to *name* do not count.
        """
        for _ in range(_FARTHEST):
            sources = [each for each in self._sources.get(name, ()) if each[0].name not in without]
            if len(sources) != 1 or name == self._start:
                return None
            state, edge = sources[0]
            found = Sure.UNKNOWN if is_caught(state, edge) else change(state, place)
            if isinstance(found, Sets):
                return Known(found.value)
            if found is not Sure.KEEPS:
                return None
            name = state.name
        return None

    def states_before(self, name: str) -> Iterator[State]:
        """Give states from which the state *name* can be reached, near ones first, and no more than some."""
        seen = {name}
        waiting = deque(seen)
        while waiting and len(seen) < _FARTHEST:
            for state, _ in self._sources.get(waiting.popleft(), ()):
                if state.name not in seen:
                    seen.add(state.name)
                    waiting.append(state.name)
                    yield state


def is_caught(state: State, edge: Next) -> bool:
    """Tell whether a way out of *state* is that of a catcher."""
    return any(catcher.next is edge for catcher in getattr(state, "catch", ()))
