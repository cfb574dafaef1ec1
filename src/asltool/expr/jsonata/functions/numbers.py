"""Functions of numbers."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from functools import reduce
from operator import add
from typing import Any

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.text import number_text
from asltool.expr.jsonata.values import UNDEFINED, Value, double, whole

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _add_up(numbers: list[Any]) -> float:
    return reduce(add, numbers, 0)


# From Python 3.12 on, sum() makes good for the rounding of floats, which JavaScript does not.
_added: Callable[[list[Any]], float] = sum if sys.version_info < (3, 12) else _add_up


@function("sum", "<a<n>:n>")
def total(numbers: Value) -> Value:
    """Give the sum, added up in their order."""
    return UNDEFINED if numbers is UNDEFINED else double(_added(numbers))


@function("max", "<a<n>:n>")
def maximum(numbers: Value) -> Value:
    """Give the largest."""
    return max(numbers, default=UNDEFINED) if numbers is not UNDEFINED else UNDEFINED


@function("min", "<a<n>:n>")
def minimum(numbers: Value) -> Value:
    """Give the smallest."""
    return min(numbers, default=UNDEFINED) if numbers is not UNDEFINED else UNDEFINED


@function("average", "<a<n>:n>")
def average(numbers: Value) -> Value:
    """Give the mean."""
    return whole(total(numbers) / len(numbers)) if numbers is not UNDEFINED and numbers else UNDEFINED


@function("abs", "<n-:n>")
def absolute(number: Value) -> Value:
    """Give the number without its sign."""
    return UNDEFINED if number is UNDEFINED else abs(number)


@function("floor", "<n-:n>")
def floor(number: Value) -> Value:
    """Give the next whole number below."""
    return number if number is UNDEFINED or not math.isfinite(number) else double(math.floor(number))


@function("ceil", "<n-:n>")
def ceil(number: Value) -> Value:
    """Give the next whole number above."""
    return number if number is UNDEFINED or not math.isfinite(number) else double(math.ceil(number))


@function("round", "<n-n?:n>")
def rounded(number: Value, precision: Value) -> Value:
    """Give the nearest number with *precision* decimal places; halves go to the even neighbour."""
    if number is UNDEFINED or not math.isfinite(number):
        return number
    if precision is UNDEFINED or not precision:
        return double(round(number))
    shifted = _shifted(number, precision)
    return whole(_shifted(float(round(shifted)), -precision)) if math.isfinite(shifted) else shifted


def _shifted(number: float, places: float) -> float:
    """Give *number* with its decimal point moved, by way of its text: so 1.005 becomes 100.5."""
    mantissa, _, exponent = number_text(number).partition("e")
    return float(f"{mantissa}e{int(exponent or 0) + int(places)}") if places == int(places) else math.nan


@function("sqrt", "<n-:n>")
def square_root(number: Value) -> Value:
    """Give the square root."""
    if number is UNDEFINED:
        return UNDEFINED
    if number < 0:
        raise JSONataError("D3060", number, index=1)
    return whole(math.sqrt(number))


@function("power", "<n-n:n>")
def power(base: Value, exponent: Value) -> Value:
    """Give *base* to the power of *exponent*."""
    if base is UNDEFINED:
        return UNDEFINED
    try:
        result = math.pow(base, exponent) if exponent is not UNDEFINED else math.nan
    except (OverflowError, ValueError):
        result = math.nan
    if not math.isfinite(result):
        raise JSONataError("D3061", base, index=1, exp=exponent)
    return whole(result)


@function("random", "<:n>", needs_meter=True)
def random(meter: Meter) -> Value:
    """Give a number in [0, 1)."""
    return meter.sources.random()


@function("formatBase", "<n-n?:s>")
def format_base(number: Value, radix: Value) -> Value:
    """Give the digits of a whole number to the base *radix*."""
    if number is UNDEFINED:
        return UNDEFINED
    base = 10 if radix is UNDEFINED else round(radix)
    if not 2 <= base <= 36:
        raise JSONataError("D3100", base)
    if base == 10:
        return number_text(double(round(number)))
    rest = abs(round(number))
    digits = ""
    while rest:
        rest, digit = divmod(rest, base)
        digits = _DIGITS[digit] + digits
    return ("-" if round(number) < 0 else "") + (digits or "0")
