"""Reads the filters of paths, `[?(@.price > 3 && @.id == 1)]`, by the rules of Jayway JsonPath 2.0.0.

They are crude. A filter is cut at every `&&` and `||`, even inside quotes; parentheses are trimmed off the
pieces, not matched; a piece is cut at the first operator found, in the order of `_OPERATORS`. Operators other
than these (`in`, `nin`, `empty`, `contains`) leave a path with blanks, which is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias, cast

from asltool.expr.jsonpath.errors import InvalidPath
from asltool.expr.jsonpath.patterns import compile_pattern
from asltool.expr.jsonpath.steps import (
    Comparison,
    Criterion,
    Exists,
    Filter,
    ItemPath,
    Junction,
    Operand,
    Operator,
    Pattern,
    Step,
    Text,
    is_definite,
)

ReadSteps: TypeAlias = Callable[[str], tuple[Step, ...]]
"""Reads the steps of a path in a filter; its text begins with `@` or `$`."""

_OPERATORS: tuple[Operator, ...] = (">=", "<=", "==", "!=", "<", ">", "=~")
_BETWEEN_CRITERIA = re.compile(r"(?<=&&)|(?<=\|\|)|(?=&&)|(?=\|\|)")
_PATTERN = re.compile(r"/(?P<source>.*)/(?P<flag>i?)", re.DOTALL)
_BLANK = "".join(map(chr, range(33)))


def filter_end(text: str, start: int) -> int | None:
    """Give the offset after the `]` that closes the filter at *start*; None if brackets are not balanced."""
    quoted, before, squares, rounds = False, "", 0, 0
    for offset in range(start, len(text)):
        char = text[offset]
        if char == "'":
            quoted ^= before != "\\"
        elif not quoted:
            rounds += (char == "(") - (char == ")")
            squares += (char == "[") - (char == "]")
            if char == "]" and not rounds:
                return None if squares else offset + 1
        before = char
    return None


def parse_filter(text: str, read_steps: ReadSteps) -> Filter:
    """Read a filter with its square brackets.

    Raises:
        InvalidPath: Jayway JsonPath 2.0.0 would refuse it; the offset is 0.
    """
    inner = text[1:-1].strip(_BLANK)
    criteria_text = inner.removeprefix("?").strip(_BLANK)
    if not (inner.startswith("?") and criteria_text.startswith("(") and criteria_text.endswith(")")):
        raise InvalidPath("a filter must have the form [?(...)]")
    criteria: list[Criterion] = []
    junctions: list[Junction] = []
    for piece in _BETWEEN_CRITERIA.split(criteria_text[1:-1].strip(_BLANK)):
        if piece in {"&&", "||"}:
            junctions.append(cast("Junction", piece))
        else:
            criteria.append(_criterion(piece.strip(_BLANK).lstrip("[?( ").rstrip(") "), read_steps))
    if len(junctions) != len(criteria) - 1:
        raise InvalidPath("a filter must have one criterion on each side of && and ||")
    return Filter(tuple(criteria), tuple(junctions))


def _criterion(text: str, read_steps: ReadSteps) -> Criterion:
    """Read one criterion, a comparison or a path that must exist."""
    operator = next((operator for operator in _OPERATORS if operator in text), None)
    if operator is None:
        path = _operand(text.removeprefix("!") if text.startswith("!@") else text, read_steps)
        if not isinstance(path, ItemPath):
            raise InvalidPath(f'"{text}" in a filter is neither a path nor a comparison')
        return Exists(path, wanted=not text.startswith("!"))
    left, _, right = (side.strip(_BLANK) for side in text.partition(operator))
    if right.startswith("!@"):
        raise InvalidPath("a ! in a filter can only stand before a path that must not exist")
    # One before the left path of a comparison is read and ignored.
    left = left.removeprefix("!") if left.startswith("!@") else left
    return Comparison(_operand(left, read_steps), operator, _operand(right, read_steps))


def _operand(text: str, read_steps: ReadSteps) -> Operand:
    """Read one side of a comparison."""
    if text.startswith(("@", "$")):
        steps = read_steps(text)
        if not is_definite(steps):
            raise InvalidPath(f'the path "{text}" in a filter can match more than one value')
        return ItemPath(text, text.startswith("$"), steps)
    if text in {"'", "/"}:
        raise InvalidPath(f"a {text} in a filter is never closed")
    if text.startswith("'") and text.endswith("'"):
        return Text(text[1:-1])
    pattern = _PATTERN.fullmatch(text)
    return _pattern(pattern["source"], ignores_case=bool(pattern["flag"])) if pattern else Text(text)


def _pattern(source: str, *, ignores_case: bool) -> Pattern:
    try:
        compile_pattern(source, ignores_case=ignores_case)
    except ValueError as error:
        raise InvalidPath(f'"{source}" is no regular expression: {error}') from None
    return Pattern(source, ignores_case)
