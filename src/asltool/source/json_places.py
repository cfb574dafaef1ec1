"""Where the values of a JSON text stand; an object or array is looked into when its members are asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from asltool.source.places import Place, Style
from asltool.source.span import Span
from asltool.source.text import skip

_BLANKS = re.compile(r"[ \t\r\n\ufeff]*")
_ELEMENT = re.compile(r"[ \t\r\n,]*")
_MEMBER = re.compile(r'[ \t\r\n,]*("[^"\\]*(?:\\.[^"\\]*)*")[ \t\r\n]*:[ \t\r\n]*')

_OPENING = ("{", "[")

_value_at: Callable[[str, int], tuple[object, int]] = json.JSONDecoder(
    strict=False, parse_int=str, parse_float=str
).scan_once  # type: ignore[attr-defined]  # the typeshed has forgotten it
"""Gives the value that begins at an offset, and where it ends: nothing else finds an end as fast."""


def scan_json(text: str) -> Place:
    """Give the place of the whole value in *text*; it knows its members' places.

    Raises:
        ValueError: The text is no JSON.
    """
    start = skip(_BLANKS, text, 0)
    if text[start : start + 1] not in _OPENING:
        try:
            return _place(text, start)
        except StopIteration:
            raise ValueError("no JSON value in the text") from None
    return _Unseen(text, start, len(text.rstrip(" \t\r\n")))  # nothing follows what is JSON


def repeated_keys(text: str) -> list[tuple[str, Span, Span]]:
    """Give each key that an object in *text* repeats, the span of its token, and that of the earlier one."""
    return sorted(_repeated(text, scan_json(text)), key=lambda found: found[1].start)


def _repeated(text: str, place: Place) -> Iterator[tuple[str, Span, Span]]:
    seen: dict[str | int, Place] = {}
    for key, member in _members(text, place):
        if key in seen:
            earlier = seen[key]
            yield (
                str(key),
                Span(member.key_start, member.key_end),
                Span(earlier.key_start, earlier.key_end),
            )
        seen[key] = member
        yield from _repeated(text, member)


class _Unseen(Place):
    """The place of an object or array that nobody has looked into yet."""

    __slots__ = ("_text",)

    def __init__(self, text: str, start: int, end: int, key_start: int = -1, key_end: int = -1) -> None:
        self._text = text
        self.start, self.end, self.key_start, self.key_end = start, end, key_start, key_end
        self.style = self.key_style = Style.JSON
        self.shared = False
        # `children` stays away, so that `__getattr__` is asked for it

    def __getattr__(self, name: str) -> dict[str | int, Place]:
        if name != "children":
            raise AttributeError(name)
        self.children = dict(_members(self._text, self))
        return self.children


def _place(text: str, start: int, key_start: int = -1, key_end: int = -1) -> Place:
    end = _value_at(text, start)[1]
    if text[start] in _OPENING:
        return _Unseen(text, start, end, key_start, key_end)
    return Place(start, end, key_start, key_end)


def _members(text: str, place: Place) -> Iterator[tuple[str | int, Place]]:
    """Give the members of an object, or the elements of an array, one by one; nothing has no members."""
    at = place.start + 1
    if text[place.start] == "{":
        while (member := _MEMBER.match(text, at, place.end)) is not None:
            raw = member[1]
            key = json.loads(raw, strict=False) if "\\" in raw else raw[1:-1]
            found = _place(text, member.end(), *member.span(1))
            yield key, found
            at = found.end
    elif text[place.start] == "[":
        index = 0
        while text[at := skip(_ELEMENT, text, at)] != "]":
            found = _place(text, at)
            yield index, found
            at, index = found.end, index + 1
