"""The values of JSONata that plain JSON lacks, and the types of all."""

from __future__ import annotations

from typing import Any, TypeAlias

Value: TypeAlias = Any
"""Any value of the language: plain JSON data, UNDEFINED, a sequence or a Function."""


class Undefined:
    """The type of UNDEFINED, the value of what is not there; it is not null."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNDEFINED"


UNDEFINED = Undefined()


class Sequence(list[Any]):
    """What a path or a function gathered: as a whole value, one item stands for itself, none for nothing."""

    __slots__ = ()


class KeptSequence(Sequence):
    """A sequence that stays an array with one item, because of `[]` in the path that gathered it."""

    __slots__ = ()


class OuterArray(Sequence):
    """The input of an expression, if it is an array: a sequence of that one array."""

    __slots__ = ()


class ConstructedArray(list[Any]):
    """What `[...]` gave as the first or last step of a path: further steps do not flatten it."""

    __slots__ = ()


class TupleStream(list[Any]):
    """Items of a path with the variables bound to each; a tuple is a dict, with the item under `@`."""

    __slots__ = ()


class Function:
    """A value that can be called."""

    __slots__ = ()

    @property
    def parameter_count(self) -> int:
        """How many arguments it wants; a function that calls it back passes no more."""
        raise NotImplementedError


_SYMBOLS = {
    str: "s",
    int: "n",
    float: "n",
    bool: "b",
    type(None): "l",
    dict: "o",
    list: "a",
    Sequence: "a",
    KeptSequence: "a",
    OuterArray: "a",
    ConstructedArray: "a",
    TupleStream: "a",
    Undefined: "m",
}

_NUMBER_TYPES = frozenset((int, float))
_STRING_TYPES = frozenset((str,))
_EXACT = 2**53


def symbol(value: Value) -> str:
    """Give the letter that signatures use for the type of *value*; `m` stands for a missing one."""
    return _SYMBOLS.get(type(value)) or ("f" if isinstance(value, Function) else "o")


def is_number(value: Value) -> bool:
    """Tell whether *value* is a number; the booleans are none."""
    return type(value) in _NUMBER_TYPES


def are_numbers(items: list[Any]) -> bool:
    """Tell whether *items* has numbers only."""
    return _NUMBER_TYPES.issuperset(map(type, items))


def are_strings(items: list[Any]) -> bool:
    """Tell whether *items* has strings only."""
    return _STRING_TYPES.issuperset(map(type, items))


def whole(number: float) -> int | float:
    """Give *number* as an int if it is whole, and small enough for doubles to have all such numbers."""
    return int(number) if -_EXACT < number < _EXACT and number == int(number) else number


def double(number: float) -> int | float:
    """Give the number that a double can hold: ints beyond 2^53 lose their last digits."""
    if type(number) is int and not -_EXACT <= number <= _EXACT:
        try:
            return float(number)
        except OverflowError:
            return float("inf") if number > 0 else float("-inf")
    return number


def one(items: Value) -> Value:
    """Give what a sequence stands for as a whole value."""
    if type(items) is Sequence or type(items) is OuterArray:
        if not items:
            return UNDEFINED
        if len(items) == 1:
            return items[0]
    elif type(items) is KeptSequence and not items:
        return UNDEFINED
    return items


def keep(value: Value) -> Value:
    """Give *value* as `[]` behind an expression leaves it: a sequence stays an array."""
    if type(value) is Sequence:
        return KeptSequence(value) if value else UNDEFINED
    return value


def listing(value: Value) -> list[Any]:
    """Give the items of an array, or *value* as the only item."""
    return value if isinstance(value, list) else [value]


def ordered_keys(mapping: dict[str, Any]) -> list[str]:
    """Give the keys in JavaScript's order: whole numbers, ascending, before the others as they came."""
    keys = list(mapping)
    if any(map(str.isdigit, keys)):
        return sorted((k for k in keys if _is_index(k)), key=int) + [k for k in keys if not _is_index(k)]
    return keys


def in_key_order(mapping: dict[str, Any]) -> dict[str, Any]:
    """Give *mapping* with its members in JavaScript's order."""
    if any(map(str.isdigit, mapping)):
        return {key: mapping[key] for key in ordered_keys(mapping)}
    return mapping


def _is_index(key: str) -> bool:
    return key.isascii() and key.isdigit() and (key == "0" or key[0] != "0") and int(key) < 2**32 - 1
