"""What stays as it is while an execution goes through a state: data that the state does not touch."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.expr.jsonpath.path import Path
from asltool.expr.template import PayloadTemplate
from asltool.lint.loops.changes import Sure, change
from asltool.model.machine import Broken, Choice, State

_CONSTANT_CONTEXT = frozenset({"Execution", "StateMachine"})
"""The members of the context object that stay the same throughout an execution."""


def may_change(state: State, path: Path) -> bool:
    """Tell whether the value at *path* may be another one when *state* is left, by whichever transition."""
    if isinstance(state, Broken):
        return True
    if path.of_context:
        return not _CONSTANT_CONTEXT.intersection(path.names()[:1])
    if path.variable is not None:
        return any(path.variable in names for names in _assigned(state))
    catchers = getattr(state, "catch", ())
    return change(state, path) is not Sure.KEEPS or any(
        catcher.result_path is not None and _overlap(catcher.result_path.names(), path.names())
        for catcher in catchers
    )


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one place may be, or be inside of, the other."""
    return all(mine == theirs for mine, theirs in zip(one, other, strict=False))


def _assigned(state: State) -> Iterator[frozenset[str]]:
    """Give the names of the variables that *state*, its rules and its catchers assign."""
    yield _names(getattr(state, "assign", None))
    rules = state.choices if isinstance(state, Choice) else ()
    for part in (*rules, *getattr(state, "catch", ())):
        yield _names(part.assign)


def _names(assign: PayloadTemplate | None) -> frozenset[str]:
    value = None if assign is None else assign.value
    return frozenset(key.removesuffix(".$") for key in value) if isinstance(value, dict) else frozenset()
