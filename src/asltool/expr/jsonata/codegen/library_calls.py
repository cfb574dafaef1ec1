"""Source for calls of library functions: straight to the implementation where the arguments fit."""

from __future__ import annotations

from asltool.expr.jsonata.codegen.operators import is_bare, is_number
from asltool.expr.jsonata.codegen.writer import Operand, Place, Writer
from asltool.expr.jsonata.runtime.calls import Builtin
from asltool.expr.jsonata.signature import Parameter
from asltool.expr.jsonata.tree import ArrayConstructor, Binary, Call

_SEQUENCE_GIVERS = frozenset(
    (
        "map",
        "filter",
        "keys",
        "lookup",
        "append",
        "spread",
        "each",
        "match",
        "distinct",
        "sort",
        "reverse",
        "shuffle",
    )
)
_KINDS: dict[str, str] = {"n": "number", "s": "string", "b": "boolean", "o": "object"}
_TESTS = {"s": "type({}) is str", "b": "type({}) is bool", "o": "type({}) is dict", "(sf)": "type({}) is str"}


def emit_library_call(w: Writer, builtin: Builtin, arguments: list[Operand], place: Place) -> Operand:
    """Write the call of a library function with *arguments*."""
    result = w.name()
    w.weight += 1
    listed = [each.code for each in arguments]
    slow_list = f"({', '.join(listed)}{',' if listed else ''})"
    slow = f"call_builtin(m, {w.constant(builtin, 'b')}, {slow_list}, {place.input})"
    tests = _argument_tests(builtin, arguments)
    if tests is None:
        w.line(f"{result} = {slow}")
    else:
        padded = listed + ["U"] * (builtin.parameters - len(listed))
        passed = ", ".join((["m"] if builtin.needs_meter else []) + padded)
        fast = f"{w.constant(builtin.implementation, 'i')}({passed})"
        w.line(f"{result} = {fast} if {' and '.join(tests)} else {slow}" if tests else f"{result} = {fast}")
    kind, defined = _result_kind(builtin, sure=tests == [] and all(each.defined for each in arguments))
    return Operand(result, kind, defined, raw=builtin.name in _SEQUENCE_GIVERS or kind == "any")  # type: ignore[arg-type]


def _result_kind(builtin: Builtin, *, sure: bool) -> tuple[str, bool]:
    if builtin.name in ("exists", "count"):
        return ("boolean" if builtin.name == "exists" else "number"), True
    definition = builtin.signature.definition if builtin.signature else ""
    letter = definition.rpartition(":")[2].rstrip(">") if ":" in definition else ""
    kind = _KINDS.get(letter, "any")
    if builtin.name in ("eval", "clone", "sift", "merge", "random", "max", "min", "sum", "average"):
        return ("number" if kind == "number" else "any"), False
    return kind, sure and kind in ("string", "number") and builtin.name not in ("toMillis", "parse", "hash")


def _argument_tests(builtin: Builtin, arguments: list[Operand]) -> list[str] | None:
    """Give the code that asks whether the arguments can be passed as they are; None if they cannot."""
    signature = builtin.signature
    if signature is None or builtin.parameters < len(arguments):
        return None
    required = [each for each in signature.parameters if each.repeat != "?"]
    if len(arguments) < len(required) or len(signature.parameters) != builtin.parameters:
        return None
    tests = []
    for parameter, argument in zip(signature.parameters, arguments, strict=False):
        test = _argument_test(parameter, argument)
        if test is None:
            return None
        if test:
            tests.append(test)
    return tests


def _argument_test(parameter: Parameter, argument: Operand) -> str | None:
    """Give the code that asks whether *argument* fits; empty if it is known to, None if there is no short way."""  # noqa: E501
    code = argument.code
    if parameter.repeat == "+":
        return None
    if _is_known(parameter.type, argument):
        return ""
    match parameter.type:
        case "n":
            return is_number(argument)
        case "j":
            return f"not isinstance({code}, Function)"
        case "f":
            return f"isinstance({code}, Function)"
        case "a":
            return _array_test(parameter, argument)
        case _:
            return _TESTS[parameter.type].format(code) if parameter.type in _TESTS else None


def _is_known(wanted: str, argument: Operand) -> bool:
    """Tell whether *argument* is known to be what a parameter wants."""
    match wanted:
        case "x":
            return True
        case "j":
            return argument.kind not in ("any", "function")
        case "f":
            return argument.kind == "function"
        case "(sf)":
            return argument.kind == "function" or (argument.kind == "string" and argument.defined)
        case _:
            return argument.defined and argument.kind == _KINDS.get(wanted)


def _array_test(parameter: Parameter, argument: Operand) -> str | None:
    """Give the code that asks whether an array fits that is small enough not to be counted."""
    code = argument.code
    is_list = f"(type({code}) is list or type({code}) is Sequence) and len({code}) < 256"
    if parameter.subtype is None or argument.items == _KINDS.get(parameter.subtype):
        return is_list
    match parameter.subtype:
        case "n":
            return f"{is_list} and are_numbers({code})"
        case "s":
            return f"{is_list} and are_strings({code})"
        case _:
            return None


def emit_range_count(w: Writer, builtin: Builtin, node: Call, place: Place) -> Operand | None:
    """Write `$count([a..b])` without making the array."""
    array = node.arguments[0] if builtin.name == "count" and len(node.arguments) == 1 else None
    if not (isinstance(array, ArrayConstructor) and is_bare(array)):
        return None
    return emit_range_size(w, array, place)


def emit_range_size(w: Writer, array: ArrayConstructor, place: Place) -> Operand | None:
    """Write how many items `[a..b]` has; None if *array* is anything else."""
    item = array.items[0] if len(array.items) == 1 else None
    if not (isinstance(item, Binary) and item.operator == ".." and is_bare(item)):
        return None
    first, last = w.emit(item.left, place), w.emit(item.right, place)
    with w.handling("operator", item.position, ".."):
        return Operand(w.assign(f"range_count({first.code}, {last.code})"), "number", defined=True)
