"""Functions that look for texts and regular expressions in a text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.regexes import RegexMatcher, groups_of, utf16_offset
from asltool.expr.jsonata.runtime.calls import call
from asltool.expr.jsonata.values import UNDEFINED, Function, Sequence, Value
from asltool.records import record

_DIGITS = re.compile(r"\s*[-+]?\d+")


@record(frozen=False)
class _Found:
    """One match, wherever it comes from."""

    match: str
    start: int
    end: int
    groups: list[Any]


def _matches(meter: Meter, matcher: Value, text: str) -> Iterator[_Found]:
    if isinstance(matcher, RegexMatcher):
        for each in matcher.matches(meter, text):
            yield _Found(each[0], each.start(), each.end(), groups_of(each))
        return
    found = call(meter, matcher, (text,), UNDEFINED)
    while found is not UNDEFINED:
        if not (isinstance(found, dict) and _is_described(found)):
            raise JSONataError("T1010")
        yield _Found(found.get("match"), found.get("start"), found.get("end"), found.get("groups"))  # type: ignore[arg-type]
        following = found.get("next", UNDEFINED)
        found = call(meter, following, (), UNDEFINED)


def _is_described(found: dict[str, Any]) -> bool:
    is_start = isinstance(found.get("start"), (int, float))
    return is_start or isinstance(found.get("groups"), list) or isinstance(found.get("next"), Function)


def _limited(matches: Iterator[_Found], limit: Value) -> Iterator[_Found]:
    """Give the first matches; the reference looks for one more than it uses, so this does."""
    for count, each in enumerate(matches):
        if limit is not UNDEFINED and count >= limit:
            return
        yield each


@function("contains", "<s-(sf):b>", needs_meter=True)
def contains(meter: Meter, text: Value, token: Value) -> Value:
    """Tell whether *text* has *token*, a text or a regular expression, in it."""
    if text is UNDEFINED:
        return UNDEFINED
    if type(token) is str:
        return token in text
    return next(_matches(meter, token, text), None) is not None


@function("match", "<s-f<s:o>n?:a<o>>", needs_meter=True)
def match(meter: Meter, text: Value, matcher: Value, limit: Value) -> Value:
    """Give the matches of a regular expression: `{"match", "index", "groups"}`."""
    if text is UNDEFINED:
        return UNDEFINED
    if limit is not UNDEFINED and limit < 0:
        raise JSONataError("D3040", limit, index=3)
    found = Sequence()
    if limit is UNDEFINED or limit > 0:
        is_regex = isinstance(matcher, RegexMatcher)
        for each in _limited(_matches(meter, matcher, text), limit):
            index = utf16_offset(text, each.start) if is_regex else each.start
            found.append({"match": each.match, "index": index, "groups": each.groups})
            meter.grow(200)
    return found


@function("split", "<s-(sf)n?:a<s>>", needs_meter=True)
def split(meter: Meter, text: Value, separator: Value, limit: Value) -> Value:
    """Give the parts of *text* between the separators, at most *limit* of them."""
    if text is UNDEFINED:
        return UNDEFINED
    if limit is not UNDEFINED and limit < 0:
        raise JSONataError("D3020", limit, index=3)
    if limit is not UNDEFINED and limit == 0:
        return []
    meter.grow_items(2 * len(text) if separator == "" else 0)
    if type(separator) is str:
        parts = text.split(separator) if separator else list(text)
        meter.grow_items(len(parts))
        return parts if limit is UNDEFINED else parts[: math.floor(limit)]
    if separator is UNDEFINED:
        return [text]
    parts, start, count = [], 0, 0
    for each in _limited(_matches(meter, separator, text), limit):
        parts.append(text[start : each.start])
        start = each.end
        count += 1
    if limit is UNDEFINED or count < limit:
        parts.append(text[start:])
    return parts


@function("replace", "<s-(sf)(sf)n?:s>", needs_meter=True)
def replace(meter: Meter, text: Value, pattern: Value, replacement: Value, limit: Value) -> Value:
    """Give *text* with what *pattern* finds replaced, at most *limit* times."""
    if text is UNDEFINED:
        return UNDEFINED
    if pattern == "":
        raise JSONataError("D3010", pattern, index=2)
    if limit is not UNDEFINED and limit < 0:
        raise JSONataError("D3011", limit, index=4)
    if limit is not UNDEFINED and limit == 0:
        return text
    if type(pattern) is str:
        times = text.count(pattern) if limit is UNDEFINED else math.ceil(limit)
        new = replacement if type(replacement) is str else ""
        meter.grow(len(text) + min(times, text.count(pattern)) * len(new))
        return text.replace(pattern, new, times)
    replacer = _replacer(meter, replacement, text)
    parts: list[str] = []
    position = 0
    for each in _limited(_matches(meter, pattern, text), limit):
        new = replacer(each)
        if type(new) is not str:
            raise JSONataError("D3012", new)
        meter.grow(len(new))
        parts += (text[position : each.start], new)
        position = each.start + len(each.match)
    return "".join([*parts, text[position:]])


def _replacer(meter: Meter, replacement: Value, text: str) -> Callable[[_Found], Value]:
    if type(replacement) is str:
        if "$" not in replacement:
            return lambda _: replacement
        return lambda found: _filled(replacement, found)

    def run(found: _Found) -> Value:
        argument = {
            "match": found.match,
            "start": utf16_offset(text, found.start),
            "end": utf16_offset(text, found.end),
            "groups": found.groups,
        }
        return call(meter, replacement, (argument,), UNDEFINED)

    return run


def _filled(template: str, found: _Found) -> str:
    """Give a replacement with `$$`, `$0` and `$n` filled in."""
    parts = []
    position = 0
    index = template.find("$")
    while index >= 0:
        parts.append(template[position:index])
        position = index + 1
        if template[position : position + 1] == "$":
            parts.append("$")
            position += 1
        elif template[position : position + 1] == "0":
            parts.append(found.match)
            position += 1
        else:
            piece, position = _group(template, position, found.groups)
            parts.append(piece)
        index = template.find("$", position)
    return "".join([*parts, template[position:]])


def _group(template: str, position: int, groups: list[Any]) -> tuple[str, int]:
    """Give what the number at *position* stands for, and where it ends.

    It has fewer digits if there is no such group otherwise.
    """
    most = len(str(len(groups))) if groups else 1
    number = _leading_number(template[position : position + most])
    if most > 1 and number is not None and number > len(groups):
        number = _leading_number(template[position : position + most - 1])
    if number is None:
        return "$", position
    group = groups[number - 1] if 0 < number <= len(groups) else UNDEFINED
    return str(group or ""), position + len(str(number))


def _leading_number(text: str) -> int | None:
    found = _DIGITS.match(text)
    return int(found[0]) if found else None
