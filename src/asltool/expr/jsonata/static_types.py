"""The types that an expression's value can have, as far as its text tells; calls against signatures.

Types are the letters of signatures: `s` for text, `n` for numbers, `b` for true and false, `l` for null, `a`
for arrays, `o` for objects, `f` for functions, `m` for a missing value. A set of them says what a value may
be, whatever the data is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

from asltool.expr.jsonata.functions.library import AWS_LIBRARY
from asltool.expr.jsonata.signature import Parameter, Signature
from asltool.expr.jsonata.tree import (
    ArrayConstructor,
    Binary,
    Bind,
    Block,
    Call,
    Condition,
    Lambda,
    Literal,
    Negation,
    Node,
    ObjectConstructor,
    Partial,
    Regex,
    Transform,
    Variable,
)

Types: TypeAlias = frozenset[str]

ANYTHING: Types = frozenset("snblaofm")
NUMBER_OR_MISSING: Types = frozenset("nm")

_OPERATORS = {
    **dict.fromkeys(("+", "-", "*", "/", "%"), NUMBER_OR_MISSING),
    **dict.fromkeys(("<", "<=", ">", ">="), frozenset("bm")),
    **dict.fromkeys(("=", "!=", "and", "or", "in"), frozenset("b")),
    "&": frozenset("s"),
}
_RESULTS = {letter: frozenset({letter, "m"}) for letter in "snbo"}
_FIXED: dict[type[Node], Types] = {
    Negation: NUMBER_OR_MISSING,
    ArrayConstructor: frozenset("a"),
    ObjectConstructor: frozenset("o"),
    **dict.fromkeys((Lambda, Regex, Transform, Partial), frozenset("f")),
}
_NAMES = {
    "s": "text",
    "n": "a number",
    "b": "true or false",
    "l": "null",
    "a": "an array",
    "o": "an object",
    "f": "a function",
}


def is_bare(node: Node) -> bool:
    """Tell whether nothing that stands behind *node* (`[0]`, `{...}`, `@$v`) changes its value."""
    behind = node.keep_array, node.predicates, node.stages, node.group, node.focus, node.index
    return not any(behind)


def types_of(node: Node, functions: frozenset[str]) -> Types:
    """Give the types that the value of *node* can have.

    Args:
        node: An expression.
        functions: The functions of the library that nothing in the text gives another meaning.
    """
    if not is_bare(node):
        return ANYTHING
    match node:
        case Literal(value=value):
            return frozenset("l" if value is None else _letter(value))
        case Binary(operator=operator):
            return _OPERATORS.get(operator, ANYTHING)
        case Block(expressions=[*_, last]):
            return types_of(last, functions)
        case Bind(expression=expression):
            return types_of(expression, functions)
        case Condition(then=then, otherwise=otherwise):
            rest = frozenset("m") if otherwise is None else types_of(otherwise, functions)
            return types_of(then, functions) | rest
        case Call(procedure=Variable(name=name)) if name in functions:
            return _result(name)
        case _:
            return _FIXED.get(type(node), ANYTHING)


def _letter(value: object) -> str:
    if isinstance(value, bool):
        return "b"
    return "s" if isinstance(value, str) else "n"


def _result(name: str) -> Types:
    """Give what a function of the library can give; a single item may come out of any array."""
    signature = AWS_LIBRARY[name].signature
    _, _, result = signature.definition.rpartition(":") if signature else ("", "", "")
    return _RESULTS.get(result.rstrip(">"), ANYTHING)


def types_in_words(types: Types) -> str:
    """Name types in a message: `text or a number`."""
    return " or ".join(name for letter, name in _NAMES.items() if letter in types)


def call_problem(name: str, given: Sequence[Types], *, has_context: bool) -> tuple[str, int | None] | None:
    """Say why a function of the library refuses arguments, whatever their values are.

    Args:
        name: The name of the function, without `$`.
        given: The types of the arguments.
        has_context: Whether there is a context that can stand in for an argument.

    Returns:
        The problem, and the position of the argument that is refused (None: their number is wrong); None
        where the function may accept them.
    """
    signature = AWS_LIBRARY[name].signature
    if signature is None or _fits(signature.parameters, tuple(given), has_context=has_context):
        return None
    least, most = argument_counts(signature)
    if not least <= len(given) <= most:
        return f"${name} takes {_in_words(least, most)}, not {len(given)}", None
    for position in range(len(given)):
        known = (*given[: position + 1], *(ANYTHING,) * (len(given) - position - 1))
        if not _fits(signature.parameters, known, has_context=has_context):
            return (
                f"${name} cannot take {types_in_words(given[position])} as argument {position + 1}",
                position,
            )
    raise AssertionError("arguments fit one by one, and not together")


def _fits(parameters: Sequence[Parameter], given: tuple[Types, ...], *, has_context: bool) -> bool:
    """Tell whether some values of these types match the parameters, as `Signature.validate` matches them."""
    if not parameters:
        return not given
    first, rest = parameters[0], parameters[1:]
    may_be_left_out = "?" in first.repeat or (first.from_context and has_context)
    if may_be_left_out and _fits(rest, given, has_context=has_context):
        return True
    if not given or given[0].isdisjoint(first.accepted):
        return False
    again = parameters if "+" in first.repeat else rest
    return any(_fits(left, given[1:], has_context=has_context) for left in (rest, again))


def argument_counts(signature: Signature) -> tuple[int, float]:
    """Give how few and how many arguments a function takes where no context stands in for any."""
    least = sum("?" not in parameter.repeat for parameter in signature.parameters)
    is_open = any("+" in parameter.repeat for parameter in signature.parameters)
    return least, math.inf if is_open else len(signature.parameters)


def _in_words(least: int, most: float) -> str:
    counts = f"{most}" if least == most else f"{least} to {most}"
    if most == math.inf:
        counts = f"at least {least}"
    return f"{counts} argument{'' if counts.endswith('1') else 's'}"
