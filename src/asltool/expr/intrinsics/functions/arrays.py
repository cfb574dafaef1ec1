"""Intrinsic functions that build arrays and look into them."""

from __future__ import annotations

from collections.abc import Hashable

from asltool.expr.errors import IntrinsicError
from asltool.expr.intrinsics.signature import intrinsic
from asltool.expr.intrinsics.types import ANY, ARRAY, BOOLEAN, INDEX, INT, NON_ZERO_INT, POSITIVE_INT
from asltool.json_value import JsonValue, json_bytes

_RANGE_LIMIT = 1000
_PAYLOAD_BYTES = 256 * 1024


@intrinsic(
    "States.Array",
    rest=ANY,
    returns=ARRAY,
    examples=(("States.Array()", []), ("States.Array('Foo', 2.5, null)", ["Foo", 2.5, None])),
)
def array(*values: JsonValue) -> list[JsonValue]:
    """Give an array of the arguments, in their order."""
    return list(values)


@intrinsic(
    "States.ArrayPartition",
    params=(ARRAY, POSITIVE_INT),
    returns=ARRAY,
    examples=(
        ("States.ArrayPartition(States.Array(1, 2, 3), 2)", [[1, 2], [3]]),
        ("States.ArrayPartition(States.Array(), 2)", []),
    ),
)
def array_partition(values: list[JsonValue], size: int) -> list[JsonValue]:
    """Cut an array into chunks of *size* elements; the last one may be shorter.

    Raises:
        IntrinsicError: The result is larger than a payload may be.
    """
    chunks: list[JsonValue] = [values[start : start + size] for start in range(0, len(values), size)]
    if json_bytes(chunks) > _PAYLOAD_BYTES:
        raise IntrinsicError(f"the partitioned array is larger than {_PAYLOAD_BYTES} bytes")
    return chunks


@intrinsic(
    "States.ArrayContains",
    params=(ARRAY, ANY),
    returns=BOOLEAN,
    examples=(
        ("States.ArrayContains(States.Array(1, States.Array(2)), States.Array(2))", True),
        ("States.ArrayContains(States.Array(1), true)", False),
    ),
)
def array_contains(values: list[JsonValue], wanted: JsonValue) -> bool:
    """Tell whether an array has an element that equals *wanted*, deeply."""
    if wanted is None or isinstance(wanted, str):
        return wanted in values
    identity = _identity(wanted)
    return any(_identity(value) == identity for value in values)


@intrinsic(
    "States.ArrayRange",
    params=(INT, INT, NON_ZERO_INT),
    returns=ARRAY,
    examples=(
        ("States.ArrayRange(0, 10, 3)", [0, 3, 6, 9]),
        ("States.ArrayRange(3, 1, -1)", [3, 2, 1]),
    ),
)
def array_range(first: int, last: int, step: int) -> list[JsonValue]:
    """Give the integers from *first* to *last*, both included, *step* apart.

    Raises:
        IntrinsicError: There are more than 1000 of them.
    """
    numbers = range(first, last + (1 if step > 0 else -1), step)
    # Not by len(): it fails beyond the machine's word.
    if numbers and (numbers[-1] - first) // step >= _RANGE_LIMIT:
        raise IntrinsicError(f"the range has more than {_RANGE_LIMIT} elements")
    return list(numbers)


@intrinsic(
    "States.ArrayGetItem",
    params=(ARRAY, INDEX),
    returns=ANY,
    examples=(("States.ArrayGetItem(States.Array('a', 'b'), 1)", "b"),),
)
def array_get_item(values: list[JsonValue], index: int) -> JsonValue:
    """Give the element at *index*, counted from 0.

    Raises:
        IntrinsicError: The array is not that long.
    """
    if index >= len(values):
        raise IntrinsicError(f"the index {index} is out of bounds for an array of {len(values)} elements")
    return values[index]


@intrinsic(
    "States.ArrayLength",
    params=(ARRAY,),
    returns=INT,
    examples=(("States.ArrayLength(States.Array(1, null))", 2),),
)
def array_length(values: list[JsonValue]) -> int:
    """Give the number of elements."""
    return len(values)


@intrinsic(
    "States.ArrayUnique",
    params=(ARRAY,),
    returns=ARRAY,
    examples=(("States.ArrayUnique(States.Array(1, 2, 1, true))", [1, 2, True]),),
)
def array_unique(values: list[JsonValue]) -> list[JsonValue]:
    """Drop the elements that equal an earlier one, deeply."""
    first: dict[Hashable, JsonValue] = {}
    for value in values:
        first.setdefault(_identity(value), value)
    return list(first.values())


def _identity(value: JsonValue) -> Hashable:
    """Give what is equal for equal JSON values, and only for them: 1 is 1.0, but not true."""
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, list):
        return ("array", *map(_identity, value))
    if isinstance(value, dict):
        return ("object", frozenset((key, _identity(member)) for key, member in value.items()))
    return value
