"""The functions that expressions can call, with their signatures in words."""

from __future__ import annotations

import inspect
import json
from functools import cache

from asltool.expr.intrinsics.catalogue import FUNCTIONS
from asltool.expr.intrinsics.signature import Function
from asltool.expr.intrinsics.types import Type
from asltool.expr.jsonata.functions.library import AWS_LIBRARY
from asltool.expr.jsonata.runtime.calls import Builtin
from asltool.expr.jsonata.signature import Parameter
from asltool.records import record

_LETTERS = {"s": "string", "n": "number", "b": "boolean", "a": "array", "o": "object", "f": "function"}
_ALL_TYPES = 6


@record
class Described:
    """A function as editors show it."""

    name: str
    """As expressions write it: `States.Format`, `$count`."""
    signature: str
    about: str
    """One sentence; empty if there is none."""
    example: str = ""
    """A call and its value."""


@cache
def intrinsics() -> dict[str, Described]:
    """Give the intrinsic functions, by name."""
    return {name: _of_intrinsic(function) for name, function in sorted(FUNCTIONS.items())}


@cache
def jsonata_functions() -> dict[str, Described]:
    """Give the functions of JSONata on AWS, by name, `$` included."""
    return {f"${name}": _of_builtin(name, function) for name, function in sorted(AWS_LIBRARY.items())}


def _of_intrinsic(function: Function) -> Described:
    parameters = [_type(each) for each in function.parameters]
    parameters += [f"[{_type(each)}]" for each in function.optional]
    if function.rest is not None:
        parameters.append(f"{_type(function.rest)} ...")
    signature = f"{function.name}({', '.join(parameters)}) -> {_type(function.returns)}"
    example = ""
    if function.examples:
        call, value = function.examples[0]
        example = f"{call} is {json.dumps(value, ensure_ascii=False)}"
    return Described(function.name, signature, _summary(function.body), example)


def _type(type_: Type) -> str:
    names = sorted(type_.json_types)
    return "any" if len(names) >= _ALL_TYPES else " or ".join(names)


def _of_builtin(name: str, function: Builtin) -> Described:
    signature = function.signature
    about = _summary(function.implementation)
    if signature is None:
        return Described(f"${name}", f"${name}", about)
    code = function.implementation.__code__
    names = code.co_varnames[function.needs_meter : code.co_argcount]
    given = [
        _parameter(parameter, names[index] if index < len(names) else "")
        for index, parameter in enumerate(signature.parameters)
    ]
    returns = _LETTERS.get(signature.definition.rstrip(">").rpartition(":")[2][:1], "any")
    return Described(f"${name}", f"${name}({', '.join(given)}) -> {returns}", about)


def _parameter(parameter: Parameter, name: str) -> str:
    letters = parameter.type.strip("()")
    words = " or ".join(_LETTERS.get(letter, "any") for letter in letters)
    text = f"{name}: {words}" if name else words
    if parameter.repeat == "+":
        return f"{text} ..."
    return f"[{text}]" if parameter.repeat == "?" or parameter.from_context else text


def _summary(implementation: object) -> str:
    return " ".join((inspect.getdoc(implementation) or "").partition("\n\n")[0].split()).replace("*", "`")
