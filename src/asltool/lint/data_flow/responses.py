"""What is known of the results of tasks: which members services give, and of which types.

Nothing says that a member is there: services leave out what is null.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from asltool.lint.data_flow.shapes import (
    BOOLEAN,
    NUMBER,
    OPEN_OBJECT,
    STRING,
    UNKNOWN,
    ArrayShape,
    ObjectShape,
    Scalar,
    Shape,
)
from asltool.model.machine import Task
from asltool.model.resource import parse_resource
from asltool.model.shapes import Shape as ServiceShape
from asltool.model.shapes import ShapeKind
from asltool.model.task_shapes import task_response

_PLAIN: dict[ShapeKind, Shape] = {
    ShapeKind.INTEGER: NUMBER,
    ShapeKind.DOUBLE: NUMBER,
    ShapeKind.BOOLEAN: BOOLEAN,
    # some integrations give milliseconds, others text
    ShapeKind.TIMESTAMP: Scalar(frozenset({"string", "number"})),
}


def response_shape(task: Task) -> Shape:
    """Give what is known of a task's raw result."""
    shape = _response(task.resource.text)
    if not isinstance(shape, ObjectShape):
        return shape
    return ObjectShape(shape.members, shape.optional, shape.is_open, task.at / "Resource")


@lru_cache(maxsize=1024)
def _response(resource: str) -> Shape:
    response = task_response(parse_resource(resource))
    return UNKNOWN if response is None else _shape(response)


@lru_cache(maxsize=1024)
def _shape(shape: ServiceShape) -> Shape:
    match shape.kind:
        case ShapeKind.STRUCTURE:
            return ObjectShape(_Members(shape, {}), is_open=shape.is_open)
        case ShapeKind.LIST:
            return ArrayShape(UNKNOWN if shape.element is None else _shape(shape.element))
        case ShapeKind.MAP:
            values = UNKNOWN if shape.element is None else _shape(shape.element)
            return OPEN_OBJECT if values is UNKNOWN else ObjectShape(_Values(values, {}), is_open=True)
        case ShapeKind.STRING:
            return Scalar(STRING.types, shape.enum) if shape.enum else STRING
        case _:
            return _PLAIN.get(shape.kind, UNKNOWN)


class _Members(Mapping[str, Shape]):
    """The members of a structure, each made when it is asked for, as structures can hold themselves.

    Args:
        shape: The structure.
        own: Members that have come or become known since; the others are not looked at for their depth.
    """

    __slots__ = ("_shape", "own")

    def __init__(self, shape: ServiceShape, own: Mapping[str, Shape]) -> None:
        self._shape = shape
        self.own = own

    def __getitem__(self, name: str) -> Shape:
        if name in self.own:
            return self.own[name]
        found = self._shape.members.get(name)
        if found is not None:
            return _shape(found)
        # the SDK for Java spells some names in its own way: DbInstance for DBInstance
        if name[:1].isupper() and self._shape.spelling(name) is not None:
            return UNKNOWN
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return name in self.own  # as far as is known: what the service gives may be left out

    def __iter__(self) -> Iterator[str]:
        yield from self._shape.members
        yield from (name for name in self.own if name not in self._shape.members)

    def __len__(self) -> int:
        return len(self._shape.members.keys() | self.own.keys())

    def __or__(self, more: Mapping[str, Shape]) -> _Members:
        return _Members(self._shape, {**self.own, **more})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Members) and self._shape is other._shape and self.own == other.own

    __hash__ = None  # type: ignore[assignment]  # shapes have none


class _Values(Mapping[str, Shape]):
    """The members of a map: whichever there are, they are alike.

    Args:
        value: What each of them is.
        own: Members that have come or become known since; the others are not looked at for their depth.
    """

    __slots__ = ("_value", "own")

    def __init__(self, value: Shape, own: Mapping[str, Shape]) -> None:
        self._value = value
        self.own = own

    def __getitem__(self, name: str) -> Shape:
        return self.own.get(name, self._value)

    def __contains__(self, name: object) -> bool:
        return name in self.own

    def __iter__(self) -> Iterator[str]:
        return iter(self.own)

    def __len__(self) -> int:
        return len(self.own)

    def __or__(self, more: Mapping[str, Shape]) -> _Values:
        return _Values(self._value, {**self.own, **more})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Values) and self._value == other._value and self.own == other.own

    __hash__ = None  # type: ignore[assignment]  # shapes have none
