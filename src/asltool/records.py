"""Records: frozen dataclasses with slots that are cheap to define.

Every command defines a hundred classes and more before it does anything. The standard decorator compiles six
methods for each, which would take a third of the start. Here the code of `__init__` is compiled once for each
number of fields, and all other methods are shared. All else is the standard library's, `dataclasses.fields`
and `dataclasses.replace` included.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from functools import cache, wraps
from operator import attrgetter
from types import CodeType, FunctionType
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
        cls: The class; None where the decorator is called with arguments. All its annotations are fields.
        eq: Whether two of the same values are equal; else each is equal to itself only.
        kw_only: Whether its fields are given by name only.
        weakref_slot: Whether its instances can be referred to weakly.
    """

    def wrap(plain: Class) -> Class:
        return cast("Class", _complete(plain, eq=eq, kw_only=kw_only, weakref_slot=weakref_slot))

    return wrap if cls is None else wrap(cls)


def _complete(plain: type, *, eq: bool, kw_only: bool, weakref_slot: bool) -> type:
    """Give the class again, with slots for its fields."""
    given = vars(plain)
    own = {name: _entry(given.get(name, MISSING), kw_only) for name in given.get("__annotations__", ())}
    inherited: dict[str, Field[Any]] = getattr(plain, "_record_entries", {})
    entries = inherited | own
    slots = [name for name in own if name not in inherited]
    body = dict(_BY_VALUE if eq else _SHARED)
    body |= {name: value for name, value in given.items() if name not in own and name not in _ROOM}
    body |= {
        "__match_args__": tuple(name for name, entry in entries.items() if not entry.kw_only),
        "__qualname__": plain.__qualname__,
        "__slots__": (*slots, "__weakref__") if weakref_slot else tuple(slots),
        "__dataclass_fields__": _OfDataclass(plain, kw_only=kw_only),
        "__dataclass_params__": _OfDataclass(plain, kw_only=kw_only),
        "_record_entries": entries,
        "_record_key": attrgetter(*entries or ["__class__"]),
    }
    made: Any = type(plain)(plain.__name__, plain.__bases__, body)
    if "__init__" not in given:
        made.__init__ = _init(made)
    return cast("type", made)


_ROOM = ("__dict__", "__weakref__")
"""What a class without slots has, and one with slots must not take over."""


def _entry(default: Any, kw_only: bool) -> Field[Any]:  # noqa: FBT001
    """Give the field with what a class says of it: a default, what `field` gave, or MISSING."""
    entry: Field[Any] = default if isinstance(default, Field) else field(default=default)
    entry.kw_only = kw_only
    return entry


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> list[object]:
    return [getattr(self, name) for name in self._record_entries]


def _set_state(self: Any, state: list[object]) -> None:
    for name, value in zip(self._record_entries, state, strict=True):
        object.__setattr__(self, name, value)


def _repr(self: Any) -> str:
    entries: dict[str, Field[Any]] = self._record_entries
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name, entry in entries.items() if entry.repr)
    return f"{type(self).__qualname__}({values})"


def _are_equal(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._record_key(self) == self._record_key(other)


def _hash(self: Any) -> int:
    return hash(self._record_key(self))


_SHARED: dict[str, object] = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _get_state,
    "__setstate__": _set_state,
    "__repr__": _repr,
}
"""The methods that records have unless they bring their own."""

_BY_VALUE = {**_SHARED, "__eq__": _are_equal, "__hash__": _hash}
"""Those of records that equal all others of their class with the same values."""


class _OfDataclass:
    """What the standard library asks a dataclass for, made by its own decorator when it asks."""

    cls: Any

    def __init__(self, plain: Any, *, kw_only: bool) -> None:
        self.plain, self.kw_only = plain, kw_only

    def __set_name__(self, owner: type, name: str) -> None:
        self.cls, self.name = owner, name

    def __get__(self, instance: object, owner: type) -> object:
        made = dataclass(init=False, repr=False, eq=False, kw_only=self.kw_only)(self.plain)
        self.cls.__dataclass_fields__ = made.__dataclass_fields__
        self.cls.__dataclass_params__ = made.__dataclass_params__
        return getattr(owner, self.name)


def _init(cls: Any) -> Callable[..., None]:
    """Give `__init__`, which sets each field past the guard of `__setattr__`."""
    entries: dict[str, Field[Any]] = cls._record_entries
    by_place = [name for name, entry in entries.items() if not entry.kw_only]
    by_name = [name for name, entry in entries.items() if entry.kw_only]
    names = by_place + by_name
    code = _code(len(names)).replace(
        co_varnames=("self", *names), co_argcount=1 + len(by_place), co_kwonlyargcount=len(by_name)
    )
    setters = {f"set_{number}": getattr(cls, name).__set__ for number, name in enumerate(names)}
    init = FunctionType(code, setters, "__init__")
    defaults = {name: entry.default for name, entry in entries.items() if _is_optional(entry)}
    init.__defaults__ = tuple(defaults[name] for name in by_place if name in defaults)
    init.__kwdefaults__ = {name: defaults[name] for name in by_name if name in defaults}
    makers = {name: entry.default_factory for name, entry in entries.items() if _is_made(entry)}
    return _making(init, makers) if makers else init


@cache
def _code(count: int) -> CodeType:
    """Give the code of an `__init__` of so many fields: to compile each class's own takes longer."""
    numbers = range(count)
    parameters = ", ".join(["self", *(f"value_{number}" for number in numbers)])
    body = [f" set_{number}(self, value_{number})" for number in numbers]
    scope: dict[str, Any] = {}
    exec("\n".join([f"def __init__({parameters}):", *(body or [" pass"])]), scope)  # noqa: S102 - the text above
    code: CodeType = scope["__init__"].__code__
    return code


def _is_optional(entry: Field[Any]) -> bool:
    return entry.default is not MISSING or _is_made(entry)


def _is_made(entry: Field[Any]) -> bool:
    return entry.default_factory is not MISSING


def _making(init: FunctionType, makers: dict[str, Any]) -> Callable[..., None]:
    """Give an `__init__` that makes the values that are not given."""

    @wraps(init)
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        init(self, *args, **kwargs)
        for name, make in makers.items():
            if getattr(self, name) is MISSING:
                object.__setattr__(self, name, make())

    return __init__
