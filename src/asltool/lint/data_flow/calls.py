"""Intrinsic function calls: what is known of their values, and arguments that they surely refuse."""

from __future__ import annotations

from asltool.expr.intrinsics.call import Argument, IntrinsicCall, Literal
from asltool.expr.jsonpath.path import Path
from asltool.expr.language import Expression
from asltool.lint.data_flow.notes import Place
from asltool.lint.data_flow.reader import Reader
from asltool.lint.data_flow.shapes import (
    ABSENT,
    ARRAY,
    OPEN_OBJECT,
    UNKNOWN,
    ArrayShape,
    ObjectShape,
    Scalar,
    Shape,
    array_of,
    as_array,
    as_object,
    exact,
    is_any_absent,
    is_sure,
    member_of,
)


def follow(reader: Reader, expression: Expression, data: Shape, place: Place) -> Shape:
    """Give what is known of a call's value; ABSENT if the call surely fails."""
    return _call(reader, expression, data, place) if isinstance(expression, IntrinsicCall) else UNKNOWN


def _call(reader: Reader, call: IntrinsicCall, data: Shape, place: Place) -> Shape:
    function = call.function
    if function.count_problem(len(call.arguments)) is not None:
        return UNKNOWN  # another rule's matter
    arguments = []
    fits = True
    for position, (argument, offset) in enumerate(zip(call.arguments, call.offsets, strict=True)):
        shape = _argument(reader, argument, data, place, offset)
        if isinstance(argument, Path):
            wanted, text = function.type_at(position).json_types, argument.text
            inner = _inner(argument, offset)
            fits = (
                reader.require(shape, wanted, text, place.base, place.below, inner, role="argument") and fits
            )
        arguments.append(shape)
    if not fits or is_any_absent(arguments):
        return ABSENT
    return _value(call, arguments)


def _argument(reader: Reader, argument: Argument, data: Shape, place: Place, offset: int) -> Shape:
    if isinstance(argument, Literal):
        return exact(argument.value)
    if isinstance(argument, Path):
        return reader.path(argument, data, place.base, place.below, _inner(argument, offset))
    return _call(reader, argument, data, place)


def _inner(path: Path, offset: int) -> tuple[int, int]:
    return offset, offset + len(path.text)


def _value(call: IntrinsicCall, arguments: list[Shape]) -> Shape:
    match call.name:
        case "States.Array":
            return array_of(arguments)
        case "States.ArrayUnique":
            array = as_array(arguments[0])
            return ARRAY if array is None else ArrayShape(array.element)
        case "States.ArrayPartition":
            array = as_array(arguments[0])
            return ARRAY if array is None else ArrayShape(ArrayShape(array.element))
        case "States.ArrayGetItem":
            array = as_array(arguments[0])
            return UNKNOWN if array is None else array.element
        case "States.JsonMerge":
            return _merged(arguments[0], arguments[1])
        case _:
            return _of_types(call.function.returns.json_types)


def _merged(one: Shape, other: Shape) -> Shape:
    first, second = as_object(one), as_object(other)
    if first is None or second is None:
        return OPEN_OBJECT
    names = first.members.keys() | second.members.keys()
    members: dict[str, Shape] = {}
    optional = set()
    for name in names:
        mine, its = member_of(first, name), member_of(second, name)
        if its is ABSENT:
            members[name] = mine
        else:
            members[name] = its if mine is ABSENT or is_sure(second, name) else UNKNOWN
        if not (is_sure(first, name) and mine is not ABSENT) and not (
            is_sure(second, name) and its is not ABSENT
        ):
            optional.add(name)
    return ObjectShape(members, frozenset(optional), first.is_open or second.is_open)


def _of_types(types: frozenset[str]) -> Shape:
    if types == {"array"}:
        return ArrayShape(UNKNOWN)
    if types == {"object"}:
        return OPEN_OBJECT
    return UNKNOWN if types & {"array", "object"} else Scalar(types)
