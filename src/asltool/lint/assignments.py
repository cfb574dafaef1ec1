"""Assignments: which variables a state sets, and where."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.expr.template import PayloadTemplate
from asltool.model.machine import Choice, State
from asltool.source.pointer import Pointer


def assignments(state: State) -> Iterator[tuple[str, Pointer]]:
    """Give the variables that a state assigns, also by its rules and catchers, and where."""
    yield from own_assignments(state)
    yield from catcher_assignments(state)


def own_assignments(state: State) -> Iterator[tuple[str, Pointer]]:
    """Give the variables that a state assigns, also by its rules, and where."""
    yield from _names(getattr(state, "assign", None), state.at)
    if isinstance(state, Choice):
        for choice in state.choices:
            yield from _names(choice.assign, choice.at)


def catcher_assignments(state: State) -> Iterator[tuple[str, Pointer]]:
    """Give the variables that a state's catchers assign; inner machines may assign these, too, on AWS."""
    for catcher in getattr(state, "catch", ()):
        yield from _names(catcher.assign, catcher.at)


def _names(assign: PayloadTemplate | None, owner: Pointer) -> Iterator[tuple[str, Pointer]]:
    if assign is not None and isinstance(assign.value, dict):
        for key in assign.value:
            yield key.removesuffix(".$"), owner / "Assign" / key
