"""Where the values of a JSON text stand; an object or array is looked into as far as somebody asks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

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

    Where an object repeats a key, `child` may give the earlier member until `children` was asked for.

    Raises:
        ValueError: The text is no JSON.
    """
    start = skip(_BLANKS, text, 0)
    try:
        return _place(text, start)
    except (StopIteration, IndexError):
        raise ValueError("no JSON value in the text") from None


def scan_repeating_json(text: str) -> Place:
    """Give the place of the whole value, as `scan_json` does; of repeated keys the last one counts."""
    place = scan_json(text)
    inside = [place]
    while inside:
        inside += inside.pop().children.values()
    return place


def repeated_keys(text: str) -> list[tuple[str, Span, Span]]:
    """Give each key that an object in *text* repeats, the span of its token, and that of the earlier one."""
    return sorted(_repeated(text, scan_json(text)), key=lambda found: found[1].start)


def _repeated(text: str, place: Place) -> Iterator[tuple[str, Span, Span]]:
    seen: dict[str | int, Place] = {}
    for key, member in _members(text, place.start):
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
    """The place of an object or array, which is looked into only as far as somebody asks.

    To find where a member ends is to read it, so the last one that was asked for is still to be read.
    """

    __slots__ = ("_rest", "_seen", "_text")

    def __init__(self, text: str, start: int, key_start: int = -1, key_end: int = -1) -> None:
        self._text = text
        self._seen: dict[str | int, Place] = {}
        self._rest = _members(text, start)
        self.start, self.key_start, self.key_end = start, key_start, key_end
        self.style = self.key_style = Style.JSON
        self.shared = False
        # `children` and `end` stay away, so that `__getattr__` is asked for them

    def child(self, step: str | int) -> Place | None:
        seen = self._seen
        if step not in seen:
            for key, member in self._rest:
                seen[key] = member
                if key == step:
                    break
        return seen.get(step)

    def __getattr__(self, name: str) -> Any:
        if name == "children":
            self._seen.update(self._rest)
            self.children = self._seen
            return self.children
        if name == "end":
            self.end = self._find_end()
            return self.end
        raise AttributeError(name)

    def _find_end(self) -> int:
        if not self._seen:
            return _value_at(self._text, self.start)[1]
        last = list(self.children.values())[-1]
        return skip(_BLANKS, self._text, last.end) + 1


def _place(text: str, start: int, key_start: int = -1, key_end: int = -1) -> Place:
    if text[start] in _OPENING:
        return _Unseen(text, start, key_start, key_end)
    return Place(start, _value_at(text, start)[1], key_start, key_end)


def _members(text: str, start: int) -> Iterator[tuple[str | int, Place]]:
    """Give the members of the object, or the elements of the array, at *start*; nothing else has any."""
    at = start + 1
    if text[start] == "{":
        while (member := _MEMBER.match(text, at)) is not None:
            raw = member[1]
            key = json.loads(raw, strict=False) if "\\" in raw else raw[1:-1]
            found = _place(text, member.end(), *member.span(1))
            yield key, found
            at = found.end
    elif text[start] == "[":
        index = 0
        while text[at := skip(_ELEMENT, text, at)] != "]":
            found = _place(text, at)
            yield index, found
            at, index = found.end, index + 1
