"""Reads the text of a path into steps, by the rules of Jayway JsonPath 2.0.0.

Nearly all paths are runs of names and indexes, which one regular expression tells and another takes apart.
The rest is read piece by piece with Jayway's oddities: `.name` is the same as `['name']`, so that a quote
or closing bracket in a name ends it; what is between brackets is told by the first character that means
anything, and what follows the readable part is ignored: `[0:4:2]` is `[0:4]`.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from asltool.expr.jsonpath.errors import InvalidPath
from asltool.expr.jsonpath.filter_parser import filter_end, parse_filter
from asltool.expr.jsonpath.steps import (
    DefiniteStep,
    Descend,
    FromLength,
    Index,
    Indexes,
    Root,
    Slice,
    Step,
    Wildcard,
    member,
)
from asltool.expr.jsonpath.steps import Member as MemberStep

MAX_BRANCHING_STEPS = 100
"""Wildcards, slices, filters and the like in one path; they are evaluated one inside the other."""

Parts: TypeAlias = tuple[str, tuple[Step, ...]]
"""What the path starts at (empty: the data; `$`: the context object; else a variable), and its steps."""

_PLAIN = re.compile(r"\$(?P<root>\$|[^\W\d]\w*)?(?P<tail>(?:\.[\w-]+|\[\d{1,9}\]|\['[^'\[\]]*'\])*)")
_PLAIN_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]|\['([^']*)'\]")
_ROOT = re.compile(r"\$(?P<root>\$|\w*)")
_BLANK = "".join(map(chr, range(33)))

_NAME = re.compile(r"[^.\[ ]*")
_BRACKET = re.compile(r"[\[\]]")
_TELLING = re.compile(r"[?':@-]|\d")
_PLACEHOLDER = re.compile(r"\[\s*\?[\s,*?]*\]")
_FROM_LENGTH = re.compile(r"@.(?P<function>[^-]*)(?P<offset>-[^)]*)\)", re.DOTALL)
_RUN = re.compile(r"[\d -]*")
_INTEGER = re.compile(r"(?P<sign>-?)0*(?P<digits>\d{1,10})")
_INT32 = range(-(2**31), 2**31)


def parse_parts(text: str) -> Parts:
    """Read a whole path.

    Raises:
        InvalidPath: AWS would refuse the text.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return _parse_rich(text)
    root, tail = plain["root"] or "", plain["tail"]
    _check_root(root)
    if "[" not in tail:
        return root, tuple([member(name) for name in tail.split(".")[1:]])
    return root, tuple(
        [
            Index(int(index)) if index else member(name or quoted)
            for name, index, quoted in _PLAIN_STEP.findall(tail)
        ]
    )


def _parse_rich(text: str) -> Parts:
    """Read a path that is more than names and indexes, or none at all."""
    skipped = len(text) - len(text.lstrip(_BLANK))
    stripped = text.strip(_BLANK)
    root = _ROOT.match(stripped)
    if root is None:
        raise InvalidPath('a path must begin with "$"')
    _check_root(root["root"])
    steps = _read_steps(stripped, root.end(), skipped)
    if sum(not isinstance(step, DefiniteStep) for step in steps) > MAX_BRANCHING_STEPS:
        raise InvalidPath(f"a path cannot have more than {MAX_BRANCHING_STEPS} wildcards, slices and filters")
    return root["root"], steps


def _check_root(root: str) -> None:
    if root and root != "$" and not root.isidentifier():
        raise InvalidPath(f'"{root}" cannot be the name of a variable', 1)


def _read_criterion_path(text: str) -> tuple[Step, ...]:
    """Read the steps of a path in a filter: `@.price`."""
    return _read_steps(text, 1, 0, in_filter=True)


def _read_steps(text: str, start: int, shift: int, *, in_filter: bool = False) -> tuple[Step, ...]:
    """Read the steps of *text* from *start*; *shift* is what offsets in errors are off by."""
    if text.endswith(".."):
        raise InvalidPath('a path cannot end with ".."', shift + len(text) - 2)
    if start < len(text) and text[start] not in ".[":
        raise InvalidPath('what a path starts at can only be followed by "." or "["', shift + start)
    steps: list[Step] = []
    at = start
    while at < len(text):
        try:
            step, at = _read_step(text, at, in_filter=in_filter)
        except InvalidPath as error:
            raise InvalidPath(error.message, shift + at) from None
        if step is not None:
            steps.append(step)
    return tuple(steps)


def _read_step(text: str, at: int, *, in_filter: bool) -> tuple[Step | None, int]:
    """Read the step at offset *at*; give it and where it ends. A lone period, as in `$.['a']`, is none."""
    char = text[at]
    if char == " ":
        raise InvalidPath("a path cannot have blanks outside of brackets")
    if char == "[":
        end = _bracket_end(text, at)
        return _read_bracket(text[at:end], in_filter=in_filter), end
    if char == "$":
        return Root(), at + 1
    if char == "*":
        return Wildcard(), at + 1
    if text.startswith("..", at):
        return Descend(), at + 2
    match = _NAME.match(text, at + (char == "."))
    name = match[0] if match else ""
    end = at + (char == ".") + len(name)
    if not name:
        return None, end
    return (Wildcard() if name == "*" else _read_names(f"'{name}']")), end


def _bracket_end(text: str, at: int) -> int:
    """Give the offset after the bracket that closes the one at *at*; brackets in quotes count too."""
    depth = 0
    for bracket in _BRACKET.finditer(text, at):
        depth += 1 if bracket[0] == "[" else -1
        if not depth:
            return bracket.end()
    return len(text)


def _read_bracket(text: str, *, in_filter: bool) -> Step:
    """Read a step written in brackets, these included."""
    if text == "[*]":
        return Wildcard()
    telling = _TELLING.search(text)
    if telling is None:
        raise InvalidPath(
            f"{text} is neither a name in single quotes, nor an index, slice, filter or wildcard"
        )
    if telling[0] == "?":
        return _read_filter(text, telling.start(), in_filter=in_filter)
    if telling[0] == "'":
        return _read_names(text[telling.start() :])
    if telling[0] == "@":
        return _read_from_length(text, telling.start())
    try:
        return _read_numbers(text, telling.start())
    except IndexError:
        raise InvalidPath(f"{text} is never closed") from None


def _read_filter(text: str, mark: int, *, in_filter: bool) -> Step:
    if in_filter:
        raise InvalidPath("a path in a filter cannot have a filter")
    if _PLACEHOLDER.fullmatch(text):
        raise InvalidPath(f"{text} holds no criterion")
    start = text.rindex("[", 0, mark)
    end = filter_end(text, start)
    if end is None:
        raise InvalidPath("the brackets of a filter are not balanced")
    return parse_filter(text[start:end], _read_criterion_path)


def _read_names(text: str) -> Step:
    """Read the quoted names up to the first `]`, even one in quotes; *text* begins with a quote."""
    inside, closing, _ = text.partition("]")
    if not closing:
        raise InvalidPath(f"{text} is never closed")
    pieces = inside.split("'")
    names = tuple(pieces[1 : len(pieces) - 1 : 2])
    return member(names[0]) if len(names) == 1 else MemberStep(names)


def _read_from_length(text: str, at: int) -> Step:
    match = _FROM_LENGTH.match(text, at)
    function = match["function"].translate({ord(char): None for char in " ()"}) if match else ""
    if match is None or function not in {"length", "size"}:
        raise InvalidPath(f"{text} does not have the form [(@.length-1)]")
    return FromLength(_integer(match["offset"].replace(" ", "")))


def _read_numbers(text: str, at: int) -> Step:
    """Read an index, several indexes or a slice.

    Raises:
        IndexError: The text ends before the bracket is closed.
    """
    numbers: list[int] = []
    digits = ""
    has_comma = is_from = is_to = False
    while text[at].isdecimal() or text[at] in ", :-":
        if text[at] == ":":
            tail, at = _read_run(text, at + 1)
            is_from, is_to = is_from or bool(digits and not tail), is_to or not digits
            numbers += [_integer(digits)] if digits else []
            numbers += [] if digits and not tail else [_integer(tail)]
            digits = ""
            # Whatever ends the second number is passed over: a third one has no effect.
            at += text[at] != "]"
            continue
        if text[at] == ",":
            numbers.append(_integer(digits))
            digits, has_comma = "", True
        elif text[at] != " ":
            digits += text[at]
        at += 1
    numbers += [_integer(digits)] if digits else []
    if len(numbers) == 1 and not (is_from or is_to):
        return Index(numbers[0])
    if has_comma:
        return Indexes(tuple(numbers))
    if is_from:
        return Slice(numbers[0], None)
    return Slice(None, numbers[0]) if is_to else Slice(numbers[0], numbers[1])


def _read_run(text: str, at: int) -> tuple[str, int]:
    """Read the digits, blanks and minus signs from *at*; give them without the blanks, and where they end."""
    match = _RUN.match(text, at)
    run = match[0] if match else ""
    return run.replace(" ", ""), at + len(run)


def _integer(text: str) -> int:
    """Read a number of at most 32 bits.

    Raises:
        InvalidPath: *text* is none.
    """
    match = _INTEGER.fullmatch(text)
    number = int(match["sign"] + match["digits"]) if match else None
    if number is None or number not in _INT32:
        raise InvalidPath(f'"{text}" is no index')
    return number
