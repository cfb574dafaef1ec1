"""Fast evaluation of plain paths, runs of names and indexes, which is what 97 % of real paths are.

Each function tries to walk the data without a look at it. Only when that fails does `otherwise`, the full
evaluation, work out the error. An index needs a look all the same: `"text"[0]` must not be a hit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from asltool.expr.jsonpath.steps import Index, Member, Step
from asltool.expr.scope import Evaluate, Scope
from asltool.json_value import JsonValue

Otherwise: TypeAlias = Callable[[JsonValue], JsonValue]

_MISSES = (KeyError, IndexError, TypeError)


def plain_keys(steps: tuple[Step, ...], *, counts_from_end: bool) -> tuple[str | int, ...]:
    """Give the names and indexes that *steps* begin with, as far as Python's own subscripts follow them."""
    keys: list[str | int] = []
    for step in steps:
        match step:
            case Member((name,)):
                keys.append(name)
            case Index(index) if index >= 0 or counts_from_end:
                keys.append(index)
            case _:
                break
    return tuple(keys)


def compile_plain(keys: tuple[str | int, ...], otherwise: Otherwise) -> Evaluate:
    """Compile the path that *keys* make; the scope is not looked at."""
    match keys:
        case ():
            return lambda data, _: data
        case (str(first),):
            return _one(first, otherwise)
        case (str(first), str(second)):
            return _two(first, second, otherwise)
        case (str(first), str(second), str(third)):
            return _three(first, second, third, otherwise)
        case _ if all(isinstance(key, str) for key in keys):
            return _members(keys, otherwise)
        case _:
            return _mixed(keys, otherwise)


# The data is Any in these functions: that it can be subscripted is what they try.


def _one(name: str, otherwise: Otherwise) -> Evaluate:
    def evaluate(data: Any, _: Scope) -> JsonValue:
        try:
            return data[name]  # type: ignore[no-any-return]
        except _MISSES:
            return otherwise(data)

    return evaluate


def _two(first: str, second: str, otherwise: Otherwise) -> Evaluate:
    def evaluate(data: Any, _: Scope) -> JsonValue:
        try:
            return data[first][second]  # type: ignore[no-any-return]
        except _MISSES:
            return otherwise(data)

    return evaluate


def _three(first: str, second: str, third: str, otherwise: Otherwise) -> Evaluate:
    def evaluate(data: Any, _: Scope) -> JsonValue:
        try:
            return data[first][second][third]  # type: ignore[no-any-return]
        except _MISSES:
            return otherwise(data)

    return evaluate


def _members(names: tuple[str | int, ...], otherwise: Otherwise) -> Evaluate:
    def evaluate(data: Any, _: Scope) -> JsonValue:
        node = data
        try:
            for name in names:
                node = node[name]
        except _MISSES:
            return otherwise(data)
        return node  # type: ignore[no-any-return]

    return evaluate


def _mixed(keys: tuple[str | int, ...], otherwise: Otherwise) -> Evaluate:
    typed_keys: tuple[tuple[Any, type[Any]], ...] = tuple(
        (key, dict if isinstance(key, str) else list) for key in keys
    )

    def evaluate(data: Any, _: Scope) -> JsonValue:
        node = data
        try:
            for key, container in typed_keys:
                if not isinstance(node, container):
                    return otherwise(data)
                node = node[key]
        except (KeyError, IndexError):
            return otherwise(data)
        return node  # type: ignore[no-any-return]

    return evaluate
