"""Records: dataclasses with slots that are cheap to define, and to make.

Every command defines a hundred classes and more before it does anything. The standard decorator compiles six
methods for each, which would take a third of the start, and its module loads half of the interpreter's tools.
Here the code of `__init__` is compiled once for each number of fields, and all other methods are shared. To
the standard library they are dataclasses: `dataclasses.fields` and `dataclasses.replace` work.

Nobody changes a record, unless it says that it is not frozen. The type checker sees to that, and nothing
while the program runs: a guard of `__setattr__` would make each instance slower to fill, and a definition has
thousands.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, TypeVar, cast, dataclass_transform, overload

Class = TypeVar("Class", bound=type)
Instance = TypeVar("Instance")

_DATACLASSES = "dataclasses"
"""The module of the standard library; it is loaded for those who ask what it defines."""

_NO_FIELD = "ClassVar["
"""What the annotation of an attribute of the class itself begins with."""

_MISSING: Any = object()
"""What stands for no default."""


class _Made:
    """A default that is made for each instance."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], Any]) -> Any:
    """Give the default of a field whose value is made for each instance."""
    return _Made(default_factory)


@overload
def record(cls: Class, /) -> Class: ...


@overload
def record(
    *, eq: bool = True, frozen: bool = True, kw_only: bool = False, weakref_slot: bool = False
) -> Callable[[Class], Class]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(
    cls: Class | None = None,
    /,
    *,
    eq: bool = True,
    frozen: bool = True,
    kw_only: bool = False,
    weakref_slot: bool = False,
) -> Class | Callable[[Class], Class]:
    """Make a class a dataclass with slots.

    Args:
        cls: The class; None where the decorator is called with arguments. All its annotations are fields but
            those of ClassVar.
        eq: Whether two of the same values are equal; else each is equal to itself only.
        frozen: Whether the type checker refuses to change its instances; else they have no hash if they have
            equals.
        kw_only: Whether its fields are given by name only.
        weakref_slot: Whether its instances can be referred to weakly.
    """

    def wrap(plain: Class) -> Class:
        methods = {**_SHARED, **(_EQUALITY if eq else {})}
        if eq and not frozen:
            methods["__hash__"] = None
        return cast("Class", _complete(plain, methods, kw_only=kw_only, weakref_slot=weakref_slot))

    return wrap if cls is None else wrap(cls)


def replace(instance: Instance, **changes: Any) -> Instance:
    """Give a record with some values changed."""
    names = cast("Any", instance)._record_defaults  # noqa: SLF001 - our own
    values = {name: getattr(instance, name) for name in names if name not in changes}
    return type(instance)(**values, **changes)


def _complete(plain: type, methods: dict[str, object], *, kw_only: bool, weakref_slot: bool) -> type:
    """Give the class again, with slots for its fields, and with the methods that it does not bring along."""
    given = vars(plain)
    annotations: dict[str, str] = given.get("__annotations__", {})
    own = {
        name: given.get(name, _MISSING)
        for name, text in annotations.items()
        if not text.startswith(_NO_FIELD)
    }
    inherited: dict[str, object] = getattr(plain, "_record_defaults", {})
    defaults = inherited | own
    by_name: frozenset[str] = getattr(plain, "_record_by_name", frozenset())
    if kw_only:
        by_name |= own.keys()
    slots = [name for name in own if name not in inherited]
    body = methods | {name: value for name, value in given.items() if name not in own and name not in _ROOM}
    body |= {
        "__match_args__": tuple(name for name in defaults if name not in by_name),
        "__qualname__": plain.__qualname__,
        "__slots__": (*slots, "__weakref__") if weakref_slot else tuple(slots),
        "__dataclass_fields__": _OfDataclass(plain, kw_only=kw_only),
        "__dataclass_params__": _OfDataclass(plain, kw_only=kw_only),
        "_record_defaults": defaults,
        "_record_by_name": by_name,
        "_record_key": attrgetter(*defaults or ["__class__"]),
    }
    made: Any = type(plain)(plain.__name__, plain.__bases__, body)
    if "__init__" not in given:
        made.__init__ = _init(made)
    return cast("type", made)


_ROOM = ("__dict__", "__weakref__")
"""What a class without slots has, and one with slots must not take over."""


def _get_state(self: Any) -> list[object]:
    return [getattr(self, name) for name in self._record_defaults]


def _set_state(self: Any, state: list[object]) -> None:
    for name, value in zip(self._record_defaults, state, strict=True):
        setattr(self, name, value)


def _repr(self: Any) -> str:
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._record_defaults)
    return f"{type(self).__qualname__}({values})"


def _are_equal(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._record_key(self) == self._record_key(other)


def _hash(self: Any) -> int:
    return hash(self._record_key(self))


_SHARED = {"__getstate__": _get_state, "__setstate__": _set_state, "__repr__": _repr}
_EQUALITY: dict[str, object] = {"__eq__": _are_equal, "__hash__": _hash}


class _OfDataclass:
    """What the standard library asks a dataclass for, made by its own decorator when it asks."""

    cls: Any

    def __init__(self, plain: Any, *, kw_only: bool) -> None:
        self.plain, self.kw_only = plain, kw_only

    def __set_name__(self, owner: type, name: str) -> None:
        self.cls, self.name = owner, name

    def __get__(self, instance: object, owner: type) -> object:
        dataclasses = importlib.import_module(_DATACLASSES)
        for name, default in list(vars(self.plain).items()):
            if isinstance(default, _Made):
                setattr(self.plain, name, dataclasses.field(default_factory=default.make))
        decorate = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self.kw_only)
        made = decorate(self.plain)
        self.cls.__dataclass_fields__ = made.__dataclass_fields__
        self.cls.__dataclass_params__ = made.__dataclass_params__
        return getattr(owner, self.name)


def _init(cls: Any) -> Callable[..., None]:
    """Give the first `__init__`, which makes the lasting one: few classes ever have an instance."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        cls.__init__ = _lasting_init(cls)
        cls.__init__(self, *args, **kwargs)

    return __init__


def _lasting_init(cls: Any) -> Callable[..., None]:
    """Give `__init__`, which sets each field."""
    defaults: dict[str, object] = {
        name: default for name, default in cls._record_defaults.items() if default is not _MISSING
    }
    by_place: tuple[str, ...] = cls.__match_args__
    by_name = [name for name in cls._record_defaults if name in cls._record_by_name]
    names = (*by_place, *by_name)
    made = tuple(number for number, name in enumerate(names) if isinstance(defaults.get(name), _Made))
    code = _code(len(names), made)
    code = code.replace(
        co_varnames=("self", *names),
        co_names=tuple(names[int(name[1:])] if name[0] == "_" else name for name in code.co_names),
        co_argcount=1 + len(by_place),
        co_kwonlyargcount=len(by_name),
    )
    init = FunctionType(code, {"Made": _Made}, "__init__")
    init.__defaults__ = tuple(defaults[name] for name in by_place if name in defaults)
    init.__kwdefaults__ = {name: defaults[name] for name in by_name if name in defaults}
    return init


@cache
def _code(count: int, made: tuple[int, ...]) -> CodeType:
    """Give the code of an `__init__` of so many fields: to compile each class's own takes longer.

    Args:
        count: How many fields there are; in the code they are `_0`, `_1` and so on.
        made: The numbers of those whose defaults are made.
    """
    numbers = range(count)
    parameters = ", ".join(["self", *(f"value_{number}" for number in numbers)])
    body = [
        f" self._{n} = value_{n}.make() if type(value_{n}) is Made else value_{n}"
        if n in made
        else f" self._{n} = value_{n}"
        for n in numbers
    ]
    scope: dict[str, Any] = {}
    exec("\n".join([f"def __init__({parameters}):", *(body or [" pass"])]), scope)  # noqa: S102 - the text above
    code: CodeType = scope["__init__"].__code__
    return code
