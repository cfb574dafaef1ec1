"""Functions that ask for types, and turn values of one into another."""

from __future__ import annotations

import math
import re

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.runtime.grouping import clone
from asltool.expr.jsonata.runtime.operators import boolean, indented, script_truth, text
from asltool.expr.jsonata.values import UNDEFINED, Function, Value, double, symbol, whole

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?")
_RADIX = re.compile(r"^0[xX][0-9A-Fa-f]+|0[oO][0-7]+|0[bB][01]+$")
_TYPES = {
    "s": "string",
    "n": "number",
    "b": "boolean",
    "l": "null",
    "a": "array",
    "o": "object",
    "f": "function",
}


@function("string", "<x-b?:s>", needs_meter=True, arity=1)
def string(meter: Meter, value: Value, prettify: Value) -> Value:
    """Give *value* as text: strings as they are, all else as JSON."""
    if value is UNDEFINED:
        return UNDEFINED
    if isinstance(value, (list, dict)):
        result = indented(value) if prettify is True else text(value)
        meter.spend(len(result))
        if len(result) > 4000:
            meter.grow(len(result))
        return result
    return text(value)


@function("number", "<(nsb)-:n>")
def number(value: Value) -> Value:
    """Give *value* as a number.

    Raises:
        JSONataError: It is a text that is none.
    """
    if value is UNDEFINED or symbol(value) == "n":
        return value
    if symbol(value) == "b":
        return int(value)
    if _DECIMAL.fullmatch(value) and math.isfinite(float(value)):
        return whole(float(value))
    if _RADIX.search(value):
        try:
            return double(int(value.strip(), 0))
        except ValueError:
            return math.nan
    raise JSONataError("D3030", value, index=1)


@function("boolean", "<x-:b>")
def to_boolean(value: Value) -> Value:
    """Give the truth of *value*."""
    return UNDEFINED if value is UNDEFINED else boolean(value) and not isinstance(value, Function)


@function("not", "<x-:b>")
def negation(value: Value) -> Value:
    """Give the opposite of the truth of *value*."""
    return UNDEFINED if value is UNDEFINED else not to_boolean(value)


@function("exists", "<x:b>")
def exists(value: Value) -> Value:
    """Tell whether *value* is anything at all."""
    return value is not UNDEFINED


@function("type", "<x:s>")
def type_name(value: Value) -> Value:
    """Give the name of the type of *value*."""
    return UNDEFINED if value is UNDEFINED else _TYPES[symbol(value)]


@function("clone", "<(oa)-:o>", needs_meter=True)
def cloned(meter: Meter, value: Value) -> Value:
    """Give a copy of *value*."""
    return clone(meter, value)


@function("error", "<s?:x>")
def error(message: Value) -> Value:
    """Fail.

    Raises:
        JSONataError: Always.
    """
    raise JSONataError("D3137", message=message or "$error() function evaluated")


@function("assert", "<bs?:x>")
def assertion(condition: Value, message: Value) -> Value:
    """Fail if *condition* does not hold.

    Raises:
        JSONataError: It does not.
    """
    if not script_truth(condition):
        raise JSONataError("D3141", message=message or "$assert() statement failed")
    return UNDEFINED


@function("eval", "<sx?:x>", needs_meter=True)
def evaluated(meter: Meter, expression: Value, context: Value) -> Value:
    """Give the value of another expression.

    Raises:
        JSONataError: It does not parse, or gives no value.
    """
    if expression is UNDEFINED or meter.evaluate_text is None:
        return UNDEFINED
    return meter.evaluate_text(meter, expression, context)
