"""From a tree to Python code: its source is written, compiled and run once.

This is loaded for the first expression that is evaluated: many are read only to be checked.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

from asltool.expr.jsonata.codegen import calls as call_source
from asltool.expr.jsonata.codegen import constructors, operators, paths
from asltool.expr.jsonata.codegen.filters import finish
from asltool.expr.jsonata.codegen.scopes import Frame
from asltool.expr.jsonata.codegen.writer import Emitter, Place, Writer
from asltool.expr.jsonata.errors import JSONataError, JSONataSyntaxError
from asltool.expr.jsonata.runtime import calls, grouping, tuples
from asltool.expr.jsonata.runtime import operators as operations
from asltool.expr.jsonata.runtime import paths as steps
from asltool.expr.jsonata.tree import (
    Apply,
    ArrayConstructor,
    Binary,
    Bind,
    Block,
    Call,
    Condition,
    Descendants,
    Lambda,
    Literal,
    Name,
    Negation,
    Node,
    ObjectConstructor,
    Parent,
    Partial,
    Path,
    Placeholder,
    Regex,
    Transform,
    Variable,
    Wildcard,
)
from asltool.expr.jsonata.values import (
    UNDEFINED,
    ConstructedArray,
    Function,
    KeptSequence,
    OuterArray,
    Sequence,
    are_numbers,
    are_strings,
    in_key_order,
    keep,
    one,
)
from asltool.records import record

_EMITTERS: dict[type[Node], Emitter] = {
    Apply: call_source.emit_apply,
    ArrayConstructor: constructors.emit_array,
    Binary: operators.emit_binary,
    Bind: operators.emit_bind,
    Block: operators.emit_block,
    Call: call_source.emit_call,
    Condition: operators.emit_condition,
    Descendants: paths.emit_descendants,
    Lambda: call_source.emit_lambda,
    Literal: operators.emit_literal,
    Name: paths.emit_name,
    Negation: operators.emit_negation,
    ObjectConstructor: constructors.emit_object,
    Parent: operators.emit_parent,
    Partial: call_source.emit_partial,
    Path: paths.emit_path,
    Placeholder: operators.emit_placeholder,
    Regex: constructors.emit_regex,
    Transform: constructors.emit_transform,
    Variable: operators.emit_variable,
    Wildcard: paths.emit_wildcard,
}


def _without_undefined(members: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in members.items() if value is not UNDEFINED}


_GLOBALS: dict[str, Any] = {
    "U": UNDEFINED,
    "HOLE": calls.HOLE,
    "NOTHING_BOUND": grouping.NOTHING_BOUND,
    "without_undefined": _without_undefined,
    **{
        each.__name__: each
        for each in (
            *(
                operations.divide,
                operations.remainder,
                operations.negate,
                operations.equal,
                operations.unequal,
            ),
            *(operations.includes, operations.boolean, operations.text, operations.joined),
            *(operations.range_count, operations.number_range, operations.chosen, operations.picked),
            *(steps.field, steps.last_field, steps.name_value, steps.settled, steps.flattened),
            *(
                steps.gathered,
                steps.spilled,
                steps.kept,
                steps.wildcard,
                steps.descendants,
                steps.group_context,
            ),
            *(calls.call, calls.call_builtin, calls.bounce, calls.partial),
            *(calls.Lambda, calls.Builtin, calls.Composition, calls.TailCall),
            *(grouping.grouped, grouping.merged, grouping.in_order, grouping.transformed, in_key_order),
            *(tuples.run_tuples, tuples.contexts, tuples.TupleStep, tuples.TupleFilter),
            *(Sequence, KeptSequence, ConstructedArray, OuterArray, Function, JSONataError),
            *(are_numbers, are_strings, keep, one),
        )
    },
}
_GLOBALS.update(
    add=operations.add,
    subtract=operations.subtract,
    multiply=operations.multiply,
    less=operations.less,
    at_most=operations.at_most,
    greater=operations.greater,
    at_least=operations.at_least,
)


@record
class Program:
    """The code of an expression."""

    main: Any
    """The function that evaluates it."""
    used: frozenset[str]
    """The functions of the library that it calls by name."""


def generate(
    tree: Node, library: Mapping[str, calls.Builtin], tuple_names: frozenset[str], overridden: frozenset[str]
) -> Program:
    """Give the code of an expression.

    Args:
        tree: The expression.
        library: The functions it may call without their being bound.
        tuple_names: The names that are bound to items.
        overridden: The functions of the library that variables hide.

    Raises:
        JSONataSyntaxError: It is nested too deeply.
    """
    writer = Writer(_EMITTERS, library, finish, tuple_names, overridden)
    try:
        source = _write(writer, tree)
        names = {**_GLOBALS, **writer.constants, "_handlers": writer.handlers}
        exec(builtins.compile(source, "<jsonata>", "exec"), names)  # noqa: S102
    except (RecursionError, SyntaxError, MemoryError):
        message = "the expression is nested too deeply"
        raise JSONataSyntaxError("U1001", 0, message=message) from None
    return Program(names["main"], frozenset(writer.used))


def _write(writer: Writer, tree: Node) -> str:
    with writer.function("main", ["i0", "root", "env", "m"]):
        start = len(writer.lines)
        place = Place("i0", Frame(None, {}, 1), plain=True)
        value = writer.emit(tree, operators.enter(writer, [tree], place))
        writer.line(f"return {value.code}")
        loads = [
            f"    {local} = {'root' if name == '$' else f'env.get({name!r}, U)'}"
            for name, local in writer.externals.items()
        ]
        writer.lines[start:start] = loads
        writer.handlers[start:start] = [None] * len(loads)
    return "\n".join(writer.lines) + "\n"
