"""What tasks are given for their integrations: each written value beside the shape that it should have."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.expr.languages import language_named
from asltool.json_value import JsonObject, JsonValue
from asltool.model.fields import JSONPATH
from asltool.model.machine import Task
from asltool.model.resource import readable_resource_of
from asltool.model.shapes import Shape, ShapeKind
from asltool.model.task_shapes import task_request
from asltool.parse.fields import did_you_mean
from asltool.records import record
from asltool.source.placeholder import any_placeholder, is_placeholder
from asltool.source.pointer import Pointer

_SUFFIX = ".$"


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


def given_to_task(task: Task, written: JsonValue) -> tuple[Given, ...]:
    """Give all that *task* is given as parameters, the whole first; nothing where no shape is known.

    Args:
        task: The task.
        written: The state as the definition has it.
    """
    field = "Parameters" if task.query_language == JSONPATH else "Arguments"
    if task.arguments is None or not isinstance(written, dict) or field not in written:
        return ()
    resource = readable_resource_of(task.resource.text)
    shape = None if resource is None else task_request(resource)
    if resource is None or shape is None:
        return ()
    return given(written[field], task.at / field, shape, resource.key, task.query_language)


def given(value: JsonValue, root: Pointer, shape: Shape, call: str, language: str) -> tuple[Given, ...]:
    """Give *value* and all inside it, each beside its shape.

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
    value, required = given_object.value, given_object.shape.required
    if not isinstance(value, dict) or all(name in value for name in required) or any_placeholder(value):
        return []
    there = {member.name.lower() for member in members(value)}
    absent = [name for name in required if name.lower() not in there]
    meant = {did_you_mean(member.name, tuple(absent)) for member in given_object.strangers}
    return [f'"{name}"' for name in absent if name not in meant]


@record(eq=False)
class _Walk:
    root: Pointer
    call: str
    language: str
    found: list[Given]

    def look(self, value: JsonValue, at: Pointer, shape: Shape) -> None:
        """Add *value*, and what is inside it, to what is found."""
        if value is None or shape.kind is ShapeKind.DOCUMENT or self._is_unknown(value):
            return
        self.found.append(Given(at, value, shape, self.root, self.call, _strangers(value, shape)))
        if isinstance(value, dict):
            self._look_inside(value, at, shape)
        elif isinstance(value, list) and shape.kind is ShapeKind.LIST and shape.element is not None:
            for index, item in enumerate(value):
                self.look(item, at / index, shape.element)

    def _look_inside(self, value: JsonObject, at: Pointer, shape: Shape) -> None:
        for key, member in value.items():
            if self.language == JSONPATH and key.endswith(_SUFFIX):
                continue
            inner = shape.member(key) if shape.kind is ShapeKind.STRUCTURE else shape.element
            if inner is not None and shape.kind is not ShapeKind.LIST:
                self.look(member, at / key, inner)

    def _is_unknown(self, value: JsonValue) -> bool:
        """Tell whether nobody knows the value yet, or whether another rule takes it for an expression."""
        if not isinstance(value, str):
            return False
        if self.language == JSONPATH:
            return value.startswith(("$", "States.")) or is_placeholder(value)
        return is_placeholder(value) or language_named(self.language).is_expression(value)


def _strangers(value: JsonValue, shape: Shape) -> tuple[Member, ...]:
    if shape.kind is not ShapeKind.STRUCTURE or not isinstance(value, dict):
        return ()
    if all(key in shape.members for key in value):
        return ()
    return tuple(member for member in members(value) if member.name not in shape.members)
