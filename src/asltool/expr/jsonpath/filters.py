"""Decides which values a filter lets through, by Jayway JsonPath 2.0.0's ideas of comparing.

A literal is text until it is compared: with a number it is read as one, with a boolean it is true if it
says so, and `null`, quoted or not, is null. Numbers, texts and booleans from two paths compare among
themselves; any other pair makes every comparison false, `!=` included.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias, TypeVar, assert_never

from asltool.expr.jsonpath.definite import PathPlan, compile_run
from asltool.expr.jsonpath.errors import CriterionFailure, PathNotFound, StepNotApplicable
from asltool.expr.jsonpath.java_text import java_text
from asltool.expr.jsonpath.patterns import compile_pattern, matches
from asltool.expr.jsonpath.steps import (
    Comparison,
    Criterion,
    Exists,
    Filter,
    ItemPath,
    Operand,
    Operator,
    Pattern,
    Text,
)
from asltool.json_value import JsonValue

Accepts: TypeAlias = Callable[[JsonValue, JsonValue], bool]
"""A compiled filter or criterion: tells whether it lets an item through; the second argument is the root."""

_Value: TypeAlias = "JsonValue | Pattern"
_Read: TypeAlias = Callable[[JsonValue, JsonValue], _Value]
_Holds: TypeAlias = Callable[[_Value, _Value], bool]

_Ordered = TypeVar("_Ordered", bytes, Decimal)

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,9})?")

_ORDERS: dict[Operator, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


class _Incomparable(Exception):  # noqa: N818 - it is caught to make a comparison false
    """Two values that have no order."""


class _Unreadable(Exception):  # noqa: N818 - as above
    """A comparison that Jayway JsonPath dies of; its text says why."""


def compile_filter(step: Filter, plan: PathPlan) -> Accepts:
    """Compile *step*, a part of the path that *plan* compiles.

    The function raises CriterionFailure where Jayway JsonPath fails in the midst of a comparison.
    """
    last = _criterion(step.criteria[-1], plan)
    earlier = [
        (junction == "&&", _criterion(criterion, plan))
        for junction, criterion in zip(reversed(step.junctions), reversed(step.criteria[:-1]), strict=True)
    ]

    def accepts(item: JsonValue, root: JsonValue) -> bool:
        try:
            holds = last(item, root)
            for is_and, criterion in earlier:
                if holds == is_and:
                    holds = criterion(item, root)
        except StepNotApplicable:
            return False
        except _Unreadable as error:
            raise CriterionFailure(plan.text, str(error)) from None
        return holds

    return accepts


def _criterion(criterion: Criterion, plan: PathPlan) -> Accepts:
    match criterion:
        case Exists(path, wanted):
            return _exists(_path(path, plan), wanted=wanted)
        case Comparison(left, "=~", right):
            return _comparison(_operand(left, plan), _is_match, _operand(right, plan))
        case Comparison(left, sign, right):
            return _comparison(_operand(left, plan), _in_order(sign), _operand(right, plan))
        case _:
            assert_never(criterion)


def _exists(read: _Read, *, wanted: bool) -> Accepts:
    def accepts(item: JsonValue, _: JsonValue) -> bool:
        try:
            # Even a path that begins with `$` is followed from the item here.
            return (read(item, item) is not None) == wanted
        except StepNotApplicable:
            raise
        except PathNotFound:
            return not wanted

    return accepts


def _comparison(left: _Read, holds: _Holds, right: _Read) -> Accepts:
    def accepts(item: JsonValue, root: JsonValue) -> bool:
        try:
            return holds(left(item, root), right(item, root))
        except StepNotApplicable:
            raise
        except (PathNotFound, _Incomparable):
            return False

    return accepts


def _operand(operand: Operand, plan: PathPlan) -> _Read:
    match operand:
        case Text(text):
            return lambda _, __: text
        case Pattern():
            return lambda _, __: operand
        case ItemPath():
            return _path(operand, plan)
        case _:
            assert_never(operand)


def _path(path: ItemPath, plan: PathPlan) -> _Read:
    own = PathPlan(path.text, path.steps, counts_from_end=plan.counts_from_end)
    follow = compile_run(own, 0, len(path.steps))

    def read(item: JsonValue, root: JsonValue) -> JsonValue:
        found = follow(root if path.of_root else item, None)
        return None if found is None else found[0]

    return read


def _is_match(left: _Value, right: _Value) -> bool:
    pattern, target = (right, left) if isinstance(right, Pattern) else (left, right)
    if not isinstance(pattern, Pattern):
        raise _Unreadable("neither side of =~ is a regular expression")
    if target is None:
        return False
    text = target.source if isinstance(target, Pattern) else java_text(target)
    try:
        return matches(compile_pattern(pattern.source, ignores_case=pattern.ignores_case), text)
    except TimeoutError:
        raise _Unreadable(f"the regular expression /{pattern.source}/ takes too long") from None


def _in_order(sign: Operator) -> _Holds:
    """Give what tells whether two values are in the order that *sign* names."""
    fits = _ORDERS[sign]
    takes_null = sign in {"==", "!="}

    def holds(left: _Value, right: _Value) -> bool:
        if not takes_null and (left is None) != (right is None):
            return False
        return fits(_order(left, right), 0)

    return holds


def _order(left: _Value, right: _Value) -> int:
    """Tell whether *left* is before, equal to or after *right*: -1, 0 or 1.

    Raises:
        _Incomparable: They have no order.
        _Unreadable: *right* is a text to be compared with a number, and is none.
    """
    if left is right:
        return 0
    if _is_nullish(left) or _is_nullish(right):
        return _is_nullish(right) - _is_nullish(left)
    match left, right:
        case str(), str():
            return _sign(
                left.encode("utf-16-be", "surrogatepass"), right.encode("utf-16-be", "surrogatepass")
            )
        case bool(), bool():
            return left - right
        case bool(), str():
            return left - (right.lower() == "true")
        case (bool(), _) | (_, bool()):
            raise _Incomparable
        case (int() | float(), int() | float() | str()):
            return _sign(_decimal(left), _decimal(right))
        case _:
            raise _Incomparable


def _is_nullish(value: _Value) -> bool:
    return value is None or value == "null"


def _sign(left: _Ordered, right: _Ordered) -> int:
    return (left > right) - (left < right)


def _decimal(value: float | str) -> Decimal:
    """Read a number, or the text of one.

    Raises:
        _Unreadable: The text is that of no number.
    """
    if isinstance(value, int):
        return Decimal(value)
    text = value if isinstance(value, str) else repr(value)
    if not _NUMBER.fullmatch(text):
        raise _Unreadable(f"{text} is no number")
    return Decimal(text)
