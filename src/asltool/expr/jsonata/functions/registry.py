"""How a function becomes part of the library: it is decorated with its name and signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from asltool.expr.jsonata.runtime.calls import Builtin
from asltool.expr.jsonata.signature import Signature

_Implementation = TypeVar("_Implementation", bound=Callable[..., Any])

REGISTERED: dict[str, Builtin] = {}
"""All functions by name, those of both libraries."""


def function(
    name: str, signature: str, *, needs_meter: bool = False, arity: int | None = None
) -> Callable[[_Implementation], _Implementation]:
    """Register a function.

    Args:
        name: Its name without `$`.
        signature: What it takes, as `Signature` reads it.
        needs_meter: It takes the meter of the evaluation before its arguments.
        arity: How many arguments it asks for when it is called back; None for all.
    """

    def register(implementation: _Implementation) -> _Implementation:
        code = implementation.__code__
        is_variadic = bool(code.co_flags & 0x04)
        parameters = code.co_argcount - needs_meter
        REGISTERED[name] = Builtin(
            name,
            implementation,
            Signature(signature),
            -1 if is_variadic else parameters,
            parameters if arity is None else arity,
            needs_meter,
        )
        return implementation

    return register
