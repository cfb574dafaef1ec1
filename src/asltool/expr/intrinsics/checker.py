"""Finds the mistakes of an intrinsic function call that show without running it."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.expr.errors import IntrinsicError
from asltool.expr.intrinsics.call import Argument, IntrinsicCall, Literal
from asltool.expr.intrinsics.errors import InvalidIntrinsic
from asltool.expr.intrinsics.signature import Function


def mistakes(call: IntrinsicCall) -> Iterator[InvalidIntrinsic]:
    """Find the calls that can never succeed, in *call* and its arguments.

    These are a wrong number of arguments, constants that a function refuses, and nested calls whose
    values are of the wrong type. Offsets count from the beginning of the outermost text.
    """
    for each in call.calls():
        problem = each.function.count_problem(len(each.arguments))
        if problem is not None:
            yield InvalidIntrinsic(problem, each.offset)
        else:
            yield from _refused_arguments(each)


def _refused_arguments(call: IntrinsicCall) -> Iterator[InvalidIntrinsic]:
    function = call.function
    constants = {}
    for position, (argument, offset) in enumerate(zip(call.arguments, call.offsets, strict=True)):
        try:
            if isinstance(argument, Literal):
                wanted = function.type_at(position)
                constants[position] = wanted.accept(argument.as_argument(wanted))
            else:
                _check_type(function, position, argument)
        except IntrinsicError as refusal:
            yield InvalidIntrinsic(function.refused(position, refusal), offset)
    if function.examine is not None:
        try:
            function.examine(constants, len(call.arguments))
        except IntrinsicError as refusal:
            yield InvalidIntrinsic(str(refusal), call.offset)


def _check_type(function: Function, position: int, argument: Argument) -> None:
    wanted = function.type_at(position).json_types
    if isinstance(argument, IntrinsicCall) and not wanted & argument.function.returns.json_types:
        given = " or ".join(sorted(argument.function.returns.json_types))
        raise IntrinsicError(f"must not be the {given} that {argument.name} gives")
