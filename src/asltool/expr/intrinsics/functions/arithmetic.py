"""Intrinsic functions on numbers, and those that need chance."""

from __future__ import annotations

from collections.abc import Mapping

from asltool.expr.errors import IntrinsicError
from asltool.expr.intrinsics.signature import intrinsic
from asltool.expr.intrinsics.types import INT, INT32, STRING
from asltool.expr.scope import Scope

_INT32_MIN, _INT32_MAX = -(2**31), 2**31 - 1


@intrinsic(
    "States.MathAdd",
    params=(INT32, INT32),
    returns=INT,
    examples=(("States.MathAdd(111, -1)", 110), ("States.MathAdd(-1.5, 2.5)", 2)),
)
def math_add(left: int, right: int) -> int:
    """Add two numbers, each rounded first.

    Raises:
        IntrinsicError: The sum does not fit into 32 bits.
    """
    total = left + right
    if not _INT32_MIN <= total <= _INT32_MAX:
        raise IntrinsicError(f"the sum {total} is not from {_INT32_MIN} to {_INT32_MAX}")
    return total


def _require_bounds(constants: Mapping[int, int], _count: int) -> None:
    if 0 in constants and 1 in constants:
        _count_between(constants[0], constants[1])


def _count_between(start: int, end: int) -> int:
    """Give how many integers lie from *start* to below *end*.

    Raises:
        IntrinsicError: There is none.
    """
    if end <= start:
        raise IntrinsicError(f"the start {start} is not below the end {end}")
    return end - start


@intrinsic(
    "States.MathRandom",
    params=(INT32, INT32),
    optional=(INT,),
    returns=INT,
    examples=(("States.MathRandom(7, 8, 1)", 7),),
    needs_scope=True,
    examine=_require_bounds,
)
def math_random(scope: Scope, start: int, end: int, seed: int | None = None) -> int:
    """Give a random integer from *start* to below *end*; a seed always gives the same one.

    Raises:
        IntrinsicError: No integer lies between.
    """
    count = _count_between(start, end)
    if seed is None:
        return start + int(scope.random() * count)
    return start + _seeded(seed, count)


@intrinsic("States.UUID", returns=STRING, needs_scope=True)
def uuid(scope: Scope) -> str:
    """Give a new version 4 UUID."""
    return scope.uuid()


def _seeded(seed: int, count: int) -> int:
    """Give the number from 0 to below *count* that belongs to *seed*; AWS's own sequence is not public."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which takes longer than to lint a definition

    digest = hashlib.sha256(str(seed).encode("ascii")).digest()
    return int.from_bytes(digest, "big") % count
