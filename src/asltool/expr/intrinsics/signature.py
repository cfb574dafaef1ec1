"""Signatures: what an intrinsic function takes and gives, declared where it is defined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from asltool.expr.intrinsics.types import Type
from asltool.json_value import JsonValue
from asltool.records import record

Body: TypeAlias = Callable[..., Any]
"""The Python function behind an intrinsic: takes the accepted arguments, after the scope if it needs that."""

Examine: TypeAlias = Callable[[Mapping[int, Any], int], None]
"""Looks at the arguments that are constant, by position, and at how many there are; raises IntrinsicError."""

Example: TypeAlias = "tuple[str, JsonValue]"
"""A call that needs no data, and its value."""


@record
class Function:
    """An intrinsic function: its name, its signature, and the Python function that computes it."""

    name: str
    parameters: tuple[Type, ...]
    optional: tuple[Type, ...]
    """May be left out, from the right."""
    rest: Type | None
    """The type of any number of further arguments; None if there are none."""
    returns: Type
    examples: tuple[Example, ...]
    body: Body
    needs_scope: bool
    """Whether the body takes the scope first, for its randomness; such a call is never folded."""
    examine: Examine | None

    def type_at(self, position: int) -> Type:
        """Give the type of the argument at *position*, which `count_problem` must allow."""
        named = (*self.parameters, *self.optional)
        if position < len(named) or self.rest is None:
            return named[position]
        return self.rest

    def refused(self, position: int, refusal: object) -> str:
        """Put into words that the argument at *position* is refused: *refusal* says what it must be."""
        return f"argument {position + 1} of {self.name} {refusal}"

    def count_problem(self, count: int) -> str | None:
        """Say what is wrong with a call that has *count* arguments; None if nothing is."""
        least = len(self.parameters)
        most = None if self.rest else least + len(self.optional)
        if count >= least and (most is None or count <= most):
            return None
        if most is None:
            wanted = f"at least {least}"
        else:
            wanted = " or ".join(str(allowed) for allowed in range(least, most + 1))
        noun = "argument" if wanted.endswith("1") else "arguments"
        return f"{self.name} takes {wanted} {noun}, not {count}"


def intrinsic(
    name: str,
    *,
    params: tuple[Type, ...] = (),
    optional: tuple[Type, ...] = (),
    rest: Type | None = None,
    returns: Type,
    examples: tuple[Example, ...] = (),
    needs_scope: bool = False,
    examine: Examine | None = None,
) -> Callable[[Body], Body]:
    """Register the decorated function as the intrinsic function *name*.

    Args:
        name: As expressions write it, `"States.ArrayRange"`.
        params: The types of the arguments that must be given.
        optional: The types of those that may follow.
        rest: The type of any number of arguments after these.
        returns: The type of the value.
        examples: Calls without data and their values: documentation, and tests.
        needs_scope: Whether the function takes the scope as its first argument.
        examine: Finds mistakes that concern several arguments, from those that are constant.
    """

    def register(body: Body) -> Body:
        function = Function(name, params, optional, rest, returns, examples, body, needs_scope, examine)
        _functions[name] = function
        return body

    return register


_functions: dict[str, Function] = {}

registered: Mapping[str, Function] = MappingProxyType(_functions)
"""The functions whose modules have been imported; `catalogue.FUNCTIONS` has them all."""
