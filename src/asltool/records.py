"""Records: frozen dataclasses with slots that are cheap to define.

Every command defines a hundred classes before it does anything, and the standard decorator compiles six
methods for each, which takes half of the start. Here only `__init__` is compiled; the others are shared. All
else is the standard library's, `dataclasses.fields` and `dataclasses.replace` included.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform, overload

Class = TypeVar("Class", bound=type)


@overload
def record(cls: Class, /) -> Class: ...


@overload
def record(
    *, eq: bool = True, kw_only: bool = False, weakref_slot: bool = False
) -> Callable[[Class], Class]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(
    cls: Class | None = None, /, *, eq: bool = True, kw_only: bool = False, weakref_slot: bool = False
) -> Class | Callable[[Class], Class]:
    """Make a class a frozen dataclass with slots.

    Args:
        cls: The class; None where the decorator is called with arguments.
        eq: Whether two of the same values are equal; else each is equal to itself only.
        kw_only: Whether its fields are given by name only.
        weakref_slot: Whether its instances can be referred to weakly.
    """
    make = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only, weakref_slot=weakref_slot)

    def wrap(plain: Class) -> Class:
        return _complete(cast("Class", make(plain)), eq=eq)

    return wrap if cls is None else wrap(cls)


def _complete(cls: Class, *, eq: bool) -> Class:
    """Add the methods that the standard decorator was told to leave out."""
    names = tuple(entry.name for entry in fields(cls))
    methods: dict[str, object] = {
        "__init__": _init(cls),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__getstate__": _get_state,
        "__setstate__": _set_state,
        "__repr__": _repr,
    }
    if eq:
        key = attrgetter(*names) if names else _nothing
        methods |= {"__eq__": _eq(key), "__hash__": lambda self: hash(key(self))}
    for name in methods.keys() - vars(cls).keys():
        setattr(cls, name, methods[name])
    return cls


def _init(cls: type) -> object:
    """Compile `__init__`, which sets each field past the guard of `__setattr__`."""
    scope: dict[str, object] = {"_set": object.__setattr__, "MISSING": MISSING}
    positional: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for entry in fields(cls):
        name = entry.name
        (named if entry.kw_only else positional).append(_parameter(entry, scope))
        value = name
        if entry.default_factory is not MISSING:
            value = f"default_{name}() if {name} is MISSING else {name}"
        body.append(f" _set(self, {name!r}, {value})")
    parameters = ["self", *positional, *(["*", *named] if named else [])]
    code = "\n".join([f"def __init__({', '.join(parameters)}):", *(body or [" pass"])])
    exec(code, scope)  # noqa: S102 - the text is made of the names of fields
    return scope["__init__"]


def _parameter(entry: Field[Any], scope: dict[str, object]) -> str:
    """Give the parameter of one field; its default goes into *scope*."""
    if entry.default is not MISSING:
        scope[f"default_{entry.name}"] = entry.default
        return f"{entry.name}=default_{entry.name}"
    if entry.default_factory is not MISSING:
        scope[f"default_{entry.name}"] = entry.default_factory
        return f"{entry.name}=MISSING"
    return entry.name


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> list[object]:
    return [getattr(self, entry.name) for entry in fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for entry, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, entry.name, value)


def _repr(self: Any) -> str:
    values = ", ".join(f"{entry.name}={getattr(self, entry.name)!r}" for entry in fields(self) if entry.repr)
    return f"{type(self).__qualname__}({values})"


def _eq(key: Callable[[Any], object]) -> Callable[[object, object], Any]:
    def are_equal(self: object, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return are_equal


def _nothing(_: object) -> None:
    return None
