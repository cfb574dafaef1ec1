"""Reference Paths: paths to one place, which can be read and, by `ResultPath`, written."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

from asltool.expr.errors import EvaluationError
from asltool.expr.jsonpath.errors import InvalidPath
from asltool.expr.jsonpath.path import Path, parse_path
from asltool.expr.jsonpath.plain import plain_keys
from asltool.expr.language import Reference
from asltool.expr.scope import Evaluate
from asltool.json_value import JsonValue, json_text
from asltool.records import record

Write: TypeAlias = Callable[[JsonValue, JsonValue], JsonValue]
"""From a root value and a result to a new root value that has the result in the path's place."""


class ReferencePathMismatch(EvaluationError):  # noqa: N818 - the specification's word for it
    """A value that has no place for a result.

    Spec: reference-paths (`States.ResultPathMatchFailure`).

    Args:
        path: The path as it was written.
        value: The root value that it was applied to.
    """

    def __init__(self, path: str, value: JsonValue) -> None:
        try:
            shown = json_text(value)
        except (RecursionError, ValueError):
            shown = "..."  # too deep, or too long a number, for any message
        super().__init__(f"Unable to apply ReferencePath {path} to input {shown}")
        self.path = path


@record
class ReferencePath:
    """A path whose steps are single names and indexes, so that it denotes one place.

    Spec: reference-paths.
    """

    path: Path

    @property
    def text(self) -> str:
        """The path as it was written."""
        return self.path.text

    @property
    def variable(self) -> str | None:
        """The name, without `$`, of the variable that it starts at; None if it starts at none."""
        return self.path.variable

    @property
    def of_context(self) -> bool:
        """Whether it starts at the context object."""
        return self.path.of_context

    @property
    def keys(self) -> tuple[str | int, ...]:
        """The names and indexes that lead to the place."""
        return plain_keys(self.path.steps, counts_from_end=True)

    def names(self) -> tuple[str, ...]:
        """Give the names of the members that it begins with, up to the first index."""
        return self.path.names()

    def references(self) -> tuple[Reference, ...]:
        """Give the one thing that it mentions: its root."""
        return self.path.references()

    def compile(self) -> Evaluate:
        """Give the function that reads the place, as `Path.compile` does."""
        return self.path.compile()

    def compile_write(self) -> Write:
        """Give the function that puts a result in the place, in a new value.

        It copies the objects and arrays along the path, shares all others, and changes none of its arguments.
        Missing members are created; array elements must be there. The path must start at the data (`$`).

        The function raises ReferencePathMismatch where an index is beyond the array's end, or a name or index
        meets a value of another kind.
        """
        return _compile_write(self.text, self.keys)


@lru_cache(maxsize=1024)
def parse_reference_path(text: str) -> ReferencePath:
    """Read a Reference Path.

    Raises:
        InvalidPath: The text is no path, or one that can select more than one place.
    """
    path = parse_path(text)
    if not path.is_reference:
        raise InvalidPath("it selects more than one place")
    return ReferencePath(path)


@lru_cache(maxsize=1024)
def _compile_write(text: str, keys: tuple[str | int, ...]) -> Write:
    match keys:
        case ():
            return lambda _, result: result
        case (str(name),):
            return _write_member(text, name)
        case _:
            return _write(text, keys)


def _write_member(text: str, name: str) -> Write:
    def write(root: JsonValue, result: JsonValue) -> JsonValue:
        if isinstance(root, dict):
            return {**root, name: result}
        raise ReferencePathMismatch(text, root)

    return write


def _write(text: str, keys: tuple[str | int, ...]) -> Write:
    last = keys[-1]

    def write(root: JsonValue, result: JsonValue) -> JsonValue:
        top: JsonValue
        top = holder = _copy_for(keys[0], root)
        for key, next_key in pairwise(keys):
            if holder is None:
                break
            holder[key] = holder = _copy_for(next_key, _child(holder, key))
        if holder is None:
            raise ReferencePathMismatch(text, root)
        holder[last] = result
        return top

    return write


def _copy_for(key: str | int, node: JsonValue) -> Any:
    """Give a copy of *node* that takes a value at *key*; None if it is no such object or array."""
    # Any, as the type of the key goes with that of the copy, which no annotation can tell.
    if isinstance(key, str):
        return dict(node) if isinstance(node, dict) else None
    return list(node) if isinstance(node, list) and -len(node) <= key < len(node) else None


def _child(holder: Any, key: str | int) -> JsonValue:
    """Give what a copy has at *key*; an object for a member that is still to be made."""
    child: JsonValue = holder.get(key, {}) if isinstance(holder, dict) else holder[key]
    return child
