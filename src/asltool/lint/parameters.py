"""What tasks are given for their integrations: written values beside the shapes that they should have."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.expr.languages import language_named
from asltool.json_value import JsonObject, JsonValue
from asltool.model.fields import JSONPATH
from asltool.model.machine import Task
from asltool.model.resource import readable_resource_of
from asltool.model.shape_values import fits
from asltool.model.shapes import Shape, ShapeKind
from asltool.model.task_shapes import task_request
from asltool.parse.fields import did_you_mean
from asltool.records import record
from asltool.source.placeholder import any_placeholder, is_placeholder
from asltool.source.pointer import Pointer

_SUFFIX = ".$"

_TEXTS = frozenset({ShapeKind.STRING, ShapeKind.TIMESTAMP, ShapeKind.BLOB})
"""The kinds that any text is of."""


_WANTED = {
    ShapeKind.STRUCTURE: "an object",
    ShapeKind.MAP: "an object",
    ShapeKind.LIST: "an array",
    ShapeKind.BOOLEAN: "true or false",
    ShapeKind.INTEGER: "a whole number",
    ShapeKind.DOUBLE: "a number",
    ShapeKind.TIMESTAMP: "a timestamp",
}


@record(eq=False)
class Given:
    """A value that is written down for something that has a shape; expressions and placeholders are not."""

    at: Pointer
    value: JsonValue
    shape: Shape
    root: Pointer
    """Where the parameters stand that it is a part of."""
    call: str
    """What is called with them: "sqs:sendMessage"."""
    strangers: tuple[Member, ...] = ()
    """Of an object for a structure: the members that the structure does not have, in this very spelling."""

    @property
    def name(self) -> str:
        """What the value is, in a message."""
        if self.at == self.root:
            return f"the parameters of {self.call}"
        names = [step for step in self.at[len(self.root) :] if isinstance(step, str)]
        return " of ".join(f'"{name}"' for name in reversed(names[-2:]))


@record(eq=False)
class Member:
    """A member of an object that is given for a structure."""

    key: str
    """As written."""
    name: str
    """Without the suffix `.$`."""


def parameters_at(task: Task) -> Pointer:
    """Give the place of what *task* is given."""
    return task.at / ("Parameters" if task.query_language == JSONPATH else "Arguments")


def given_to_task(task: Task, written: JsonValue) -> tuple[Given, ...]:
    """Give what may be wrong of what *task* is given, as `given` does; nothing where no shape is known.

    Args:
        task: The task.
        written: Its parameters as the definition has them.
    """
    resource = readable_resource_of(task.resource.text)
    shape = None if resource is None else task_request(resource)
    if resource is None or shape is None:
        return ()
    return given(written, parameters_at(task), shape, resource.key, task.query_language)


def given(value: JsonValue, root: Pointer, shape: Shape, call: str, language: str) -> tuple[Given, ...]:
    """Give what may be wrong of *value* and of what is inside it, each beside its shape, outer ones first.

    What is surely right is most of all that is written, so it is left out: no rule has a word to say on it.

    Args:
        value: What is written.
        root: Where it stands.
        shape: What it should be.
        call: What is called with it.
        language: The query language that is in force.
    """
    walk = _Walk(root, call, language, [])
    walk.look(value, root, shape)
    return tuple(walk.found)


def is_unknown(value: JsonValue, language: str) -> bool:
    """Tell whether nobody knows *value* yet, or whether another rule takes it for an expression."""
    if not isinstance(value, str):
        return False
    if language == JSONPATH:
        return value.startswith(("$", "States.")) or is_placeholder(value)
    return is_placeholder(value) or language_named(language).is_expression(value)


def members(value: JsonValue) -> Iterator[Member]:
    """Give the members of an object whose names are known."""
    if isinstance(value, dict):
        for key in value:
            if not is_placeholder(key):
                yield Member(key, key.removesuffix(_SUFFIX))


def missing(given_object: Given) -> list[str]:
    """Give the members that must be there and are not, as they stand in a message.

    A member is there if it is there misspelt; and nothing is missing where a placeholder may be it.
    """
    value, shape = given_object.value, given_object.shape
    if not isinstance(value, dict) or _has_required(value, shape) or any_placeholder(value):
        return []
    there = {member.name.lower() for member in members(value)}
    absent = [name for name in shape.required if name.lower() not in there]
    meant = {did_you_mean(member.name, tuple(absent)) for member in given_object.strangers}
    return [f'"{name}"' for name in absent if name not in meant]


def misfit(given_value: Given) -> str | None:
    """Say that a value is of another JSON type than its shape; None if it is not."""
    value = given_value.value
    if fits(given_value.shape, value):
        return None
    return f"{given_value.name} should be {_WANTED[given_value.shape.kind]}, not {_described(value)}"


def _described(value: JsonValue) -> str:
    match value:
        case dict():
            return "an object"
        case list():
            return "an array"
        case bool():
            return "true" if value else "false"
        case str():
            return f'the text "{value}"'
        case _:
            return str(value)


@record(eq=False)
class _Walk:
    root: Pointer
    call: str
    language: str
    found: list[Given]

    def look(self, value: JsonValue, at: tuple[str | int, ...], shape: Shape) -> None:
        """Add *value*, and what is inside it, to what is found, if it may be wrong."""
        if value is None or shape.kind is ShapeKind.DOCUMENT:
            return
        if not _is_right(value, shape) and not is_unknown(value, self.language):
            strangers = _strangers(value, shape)
            self.found.append(Given(Pointer(at), value, shape, self.root, self.call, strangers))
        if isinstance(value, dict):
            self._look_inside(value, at, shape)
        elif isinstance(value, list) and shape.kind is ShapeKind.LIST and shape.element is not None:
            for index, item in enumerate(value):
                self.look(item, (*at, index), shape.element)

    def _look_inside(self, value: JsonObject, at: tuple[str | int, ...], shape: Shape) -> None:
        is_structure = shape.kind is ShapeKind.STRUCTURE
        if not is_structure and shape.kind is not ShapeKind.MAP:
            return
        for key, member in value.items():
            if self.language == JSONPATH and key.endswith(_SUFFIX):
                continue
            inner = shape.member(key) if is_structure else shape.element
            if inner is not None:
                self.look(member, (*at, key), inner)


def _is_right(value: JsonValue, shape: Shape) -> bool:
    """Tell whether *value* surely is what *shape* asks for; what is inside it does not count."""
    if isinstance(value, str):
        return shape.kind in _TEXTS and (not shape.enum or value in shape.enum)
    if isinstance(value, dict) and shape.kind is ShapeKind.STRUCTURE:
        return _has_required(value, shape) and _has_known_only(value, shape)
    return shape.least is None and shape.most is None and fits(shape, value)


def _has_required(value: JsonObject, shape: Shape) -> bool:
    return all(name in value or name + _SUFFIX in value for name in shape.required)


def _has_known_only(value: JsonObject, shape: Shape) -> bool:
    known = shape.members
    return all(key in known or key.removesuffix(_SUFFIX) in known for key in value)


def _strangers(value: JsonValue, shape: Shape) -> tuple[Member, ...]:
    if shape.kind is not ShapeKind.STRUCTURE or not isinstance(value, dict):
        return ()
    known = shape.members
    names = ((key, key.removesuffix(_SUFFIX)) for key in value)
    return tuple(Member(key, name) for key, name in names if name not in known and not is_placeholder(key))
