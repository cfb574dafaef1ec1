"""Chooses how a path is evaluated: as a plain path, by jsonpath-ng or by the walker."""

from __future__ import annotations

from collections.abc import Callable

from asltool.expr.jsonpath.definite import PathPlan
from asltool.expr.jsonpath.jsonpath_ng_bridge import Lowered, lower
from asltool.expr.jsonpath.plain import compile_plain, plain_keys
from asltool.expr.jsonpath.steps import is_definite
from asltool.expr.jsonpath.walker import compile_walk
from asltool.expr.scope import Evaluate, Scope
from asltool.json_value import JsonValue


def compile_plan(plan: PathPlan) -> Evaluate:
    """Compile a path to a function of the value that it starts at and a scope, which is not looked at.

    The function raises PathNotFound, or one of its kinds, or PathTooCostly.
    """
    walk = compile_walk(plan)
    keys = plain_keys(plan.steps, counts_from_end=plan.counts_from_end)
    if len(keys) == len(plan.steps):
        return compile_plain(keys, walk)
    rest = plan.steps[len(keys) :]
    lowered = None if is_definite(rest[:1]) else lower(rest)
    return _walked(walk) if lowered is None else _found(keys, lowered, walk)


def _walked(walk: Callable[[JsonValue], JsonValue]) -> Evaluate:
    return lambda data, _: walk(data)


class _Astray(Exception):  # noqa: N818 - it is caught to take another way
    """The names and indexes at the beginning of a path lead nowhere."""


def _go_astray(_: JsonValue) -> JsonValue:
    raise _Astray


def _found(keys: tuple[str | int, ...], lowered: Lowered, walk: Callable[[JsonValue], JsonValue]) -> Evaluate:
    """Give what follows *keys* and has jsonpath-ng do the rest; *walk* answers wherever they do not fit."""
    follow = compile_plain(keys, _go_astray)

    def evaluate(data: JsonValue, scope: Scope) -> JsonValue:
        try:
            node = follow(data, scope)
        except _Astray:
            return walk(data)
        return lowered.find(node) if lowered.fits(node) else walk(data)

    return evaluate
