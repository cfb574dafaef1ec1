"""Functions of texts."""

from __future__ import annotations

import re

from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.values import UNDEFINED, Value

_LONG = 4000
_BLANKS = re.compile(r"[ \t\n\r]+")


@function("substring", "<s-nn?:s>", needs_meter=True)
def substring(meter: Meter, text: Value, start: Value, length: Value) -> Value:
    """Give the characters from *start*, from the end if it is negative."""
    if text is UNDEFINED:
        return UNDEFINED
    if length is not UNDEFINED and (start is UNDEFINED or start != start):  # noqa: PLR0124 - NaN
        return ""
    if start is UNDEFINED or start != start:  # noqa: PLR0124
        start = 0
    if len(text) + start < 0:
        start = 0
    if length is UNDEFINED:
        return _sized(meter, text[_cut(start, text) :])
    if not length > 0:
        return ""
    end = start + length if start >= 0 else len(text) + start + length
    return _sized(meter, text[_cut(start, text) : _cut(end, text)])


def _sized(meter: Meter, text: str) -> str:
    """Give *text*, accounted for if it is long."""
    if len(text) > _LONG:
        meter.grow(len(text))
    return text


def _cut(offset: float, text: str) -> int:
    """Give *offset* as an int; beyond both ends of *text* it does not matter how far."""
    return int(max(-len(text), min(offset, len(text))))


@function("substringBefore", "<s-s:s>", needs_meter=True)
def substring_before(meter: Meter, text: Value, mark: Value) -> Value:
    """Give what stands before *mark*; all if it is not there."""
    if text is UNDEFINED or mark is UNDEFINED:
        return text
    return _sized(meter, text.partition(mark)[0]) if mark else ""


@function("substringAfter", "<s-s:s>", needs_meter=True)
def substring_after(meter: Meter, text: Value, mark: Value) -> Value:
    """Give what stands behind *mark*; all if it is not there."""
    if text is UNDEFINED or mark is UNDEFINED or not mark:
        return text
    _, found, after = text.partition(mark)
    return _sized(meter, after) if found else text


@function("lowercase", "<s-:s>", needs_meter=True)
def lowercase(meter: Meter, text: Value) -> Value:
    """Give *text* in lower case."""
    return UNDEFINED if text is UNDEFINED else _sized(meter, text.lower())


@function("uppercase", "<s-:s>", needs_meter=True)
def uppercase(meter: Meter, text: Value) -> Value:
    """Give *text* in upper case."""
    return UNDEFINED if text is UNDEFINED else _sized(meter, text.upper())


@function("length", "<s-:n>")
def length(text: Value) -> Value:
    """Give the number of characters."""
    return UNDEFINED if text is UNDEFINED else len(text)


@function("trim", "<s-:s>", needs_meter=True)
def trim(meter: Meter, text: Value) -> Value:
    """Give *text* with each run of blanks made one, and none at the ends."""
    if text is UNDEFINED:
        return UNDEFINED
    return _sized(meter, _BLANKS.sub(" ", text).removeprefix(" ").removesuffix(" "))


@function("pad", "<s-ns?:s>", needs_meter=True)
def pad(meter: Meter, text: Value, width: Value, padding: Value) -> Value:
    """Give *text* with at least *width* characters: padded on the right, or on the left if it is negative."""
    if text is UNDEFINED:
        return UNDEFINED
    missing = int(abs(width)) - len(text) if width is not UNDEFINED else 0
    if missing <= 0:
        return text
    meter.grow(missing)
    filler = padding if padding is not UNDEFINED and padding else " "
    added = (filler * (missing // len(filler) + 1))[:missing]
    return text + added if width > 0 else added + text


@function("join", "<a<s>s?:s>", needs_meter=True)
def join(meter: Meter, texts: Value, separator: Value) -> Value:
    """Give *texts* as one, with *separator* between them."""
    if texts is UNDEFINED:
        return UNDEFINED
    between = "" if separator is UNDEFINED else separator
    if len(texts) > 64 or len(between) > 64:
        meter.grow(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)
