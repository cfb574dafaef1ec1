"""Where the values of a JSON text stand; an object or array is looked into as far as somebody asks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

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
    return sorted(_repeated(text, scan_json(text).start), key=lambda found: found[1].start)


def _repeated(text: str, start: int) -> Iterator[tuple[str, Span, Span]]:
    """Give the keys that are repeated in the value at *start*."""
    seen: dict[str, Span] = {}
    at = start + 1
    if text[start] == "{":
        while (match := _MEMBER.match(text, at)) is not None:
            key, token = _key(match[1]), Span(*match.span(1))
            if key in seen:
                yield key, token, seen[key]
            seen[key] = token
            yield from _repeated(text, match.end())
            at = _value_at(text, match.end())[1]
    elif text[start] == "[":
        while text[at := skip(_ELEMENT, text, at)] != "]":
            yield from _repeated(text, at)
            at = _value_at(text, at)[1]


class _Unseen(Place):
    """The place of an object or array, which is looked into only as far as somebody asks.

    Of members that are passed on the way to another one it keeps the offsets; most are never asked for.
    """

    __slots__ = ("_asked", "_passed", "_text", "_unread")

    def __init__(self, text: str, start: int, key_start: int = -1, key_end: int = -1) -> None:
        self._text = text
        self._asked: dict[str | int, Place] = {}
        self._passed: dict[str | int, _Offsets] = {}
        self._unread = -1
        """Where the last member that was passed begins: to find its end is to read it."""
        self.start, self.key_start, self.key_end = start, key_start, key_end
        self.style = self.key_style = Style.JSON
        self.shared = False
        # `children` and `end` stay away, so that `__getattr__` is asked for them

    def child(self, step: str | int) -> Place | None:
        place = self._asked.get(step)
        if place is None:
            where = self._passed.get(step) or self._go_on_to(step)
            if where is not None:
                place = self._asked[step] = _place(self._text, *where)
        return place

    def __getattr__(self, name: str) -> Any:
        if name == "end":
            self.end = _value_at(self._text, self.start)[1]
            return self.end
        if name == "children":
            self._go_on_to(None)
            asked, text = self._asked, self._text
            places = {key: asked.get(key) or _place(text, *where) for key, where in self._passed.items()}
            self.children = self._asked = places
            return places
        raise AttributeError(name)

    def _go_on_to(self, step: str | int | None) -> _Offsets | None:
        """Pass members up to one, or all."""
        at = self.start + 1 if self._unread < 0 else _value_at(self._text, self._unread)[1]
        pass_on = self._pass_members if self._text[self.start] == "{" else self._pass_elements
        return pass_on(step, at)

    # No generator passes them: to drop one that is half done costs a raise.

    def _pass_members(self, step: str | int | None, at: int) -> _Offsets | None:
        text, passed = self._text, self._passed
        while (match := _MEMBER.match(text, at)) is not None:
            self._unread = match.end()
            key = _key(match[1])
            where = passed[key] = (self._unread, *match.span(1))
            if key == step:
                return where
            at = _value_at(text, self._unread)[1]
        return None

    def _pass_elements(self, step: str | int | None, at: int) -> _Offsets | None:
        text, passed = self._text, self._passed
        while text[at := skip(_ELEMENT, text, at)] != "]":
            self._unread = at
            index = len(passed)
            where = passed[index] = (at, -1, -1)
            if index == step:
                return where
            at = _value_at(text, at)[1]
        return None


_Offsets: TypeAlias = tuple[int, int, int]
"""Where a value begins, where its key begins, and where that ends; -1 for the keys of array elements."""


def _place(text: str, start: int, key_start: int = -1, key_end: int = -1) -> Place:
    if text[start] in _OPENING:
        return _Unseen(text, start, key_start, key_end)
    return Place(start, _value_at(text, start)[1], key_start, key_end)


def _key(token: str) -> str:
    """Give the key that a token in quotes writes."""
    return json.loads(token, strict=False) if "\\" in token else token[1:-1]
