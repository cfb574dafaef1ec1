"""Choice rules: conditions over the state's input, each with its way out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from asltool.expr.jsonpath.path import Path
from asltool.expr.language import Expression
from asltool.expr.template import PayloadTemplate
from asltool.json_value import JsonValue
from asltool.model.transitions import Next
from asltool.records import record
from asltool.source.pointer import Pointer

COMPARISONS = {
    "String": ("Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"),
    "Numeric": ("Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"),
    "Timestamp": ("Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"),
    "Boolean": ("Equals",),
}
"""The operators that compare a value with another of its type; each has a form with the suffix `Path`."""

TYPE_TESTS = ("IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp")
"""The operators that ask what a value is; the operand says whether it should be."""

OPERATORS = (
    *(
        family + relation + suffix
        for family, relations in COMPARISONS.items()
        for relation in relations
        for suffix in ("", "Path")
    ),
    "StringMatches",
    *TYPE_TESTS,
)
"""All 39 data-test operators of the specification."""


@record
class Comparison:
    """One data test: the value at `variable`, an operator, an operand."""

    at: Pointer
    variable: Path
    operator: str
    """As the specification spells it, without the suffix `Path`: "NumericEquals", "IsPresent"."""
    operand: JsonValue | Path
    """The value to compare with, or for the `…Path` form the path that leads to it."""


@record
class And:
    """All of the conditions, asked from left to right until one fails."""

    at: Pointer
    conditions: tuple[Condition, ...]


@record
class Or:
    """Any of the conditions, asked from left to right until one holds."""

    at: Pointer
    conditions: tuple[Condition, ...]


@record
class Not:
    """The condition does not hold."""

    at: Pointer
    condition: Condition


@record
class BooleanCondition:
    """A JSONata rule's `Condition`: an expression, or a plain true or false."""

    at: Pointer
    value: bool | Expression


Condition: TypeAlias = Comparison | And | Or | Not | BooleanCondition


@record
class ChoiceRule:
    """A top-level rule of a Choice state: a condition and what happens where it holds."""

    at: Pointer
    condition: Condition
    next: Next
    assign: PayloadTemplate | None = None
    output: PayloadTemplate | None = None


def matches_pattern(text: str, pattern: str) -> bool:
    r"""Tell whether the whole text matches a pattern of `StringMatches`.

    `*` stands for any run of characters, also an empty one; `\*` and `\\` stand for themselves.
    """
    head, *others = _between_stars(pattern)
    if not others:
        return text == head
    if not text.startswith(head):
        return False
    *middle, tail = others
    done = len(head)
    for piece in middle:
        found = text.find(piece, done)
        if found < 0:
            return False
        done = found + len(piece)
    return len(text) - done >= len(tail) and text.endswith(tail)


@lru_cache(maxsize=1024)
def _between_stars(pattern: str) -> tuple[str, ...]:
    """Give the plain texts before, between and after the stars of a pattern."""
    texts = [""]
    for piece in re.findall(r"\\[*\\]|\*|[^*\\]+|\\", pattern):
        if piece == "*":
            texts.append("")
        else:
            texts[-1] += piece[1:] if piece in (r"\*", "\\\\") else piece
    return tuple(texts)
