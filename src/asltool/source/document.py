"""Documents: a text, its value, and the place of every pointer, worked out late."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import chain
from typing import TypeAlias

from asltool.json_value import JsonValue
from asltool.source.json_places import scan_json
from asltool.source.places import Place
from asltool.source.pointer import Pointer
from asltool.source.scalars import inner_span
from asltool.source.span import Position, Span
from asltool.source.text import SourceText


class Part(StrEnum):
    """Which part of a member is meant."""

    KEY = "key"
    """The key's token; where there is none (root, array element) the value."""
    VALUE = "value"


class Format(StrEnum):
    """The language that a document is written in."""

    JSON = "json"
    YAML = "yaml"
    TOML = "toml"
    """Settings; they are read only, never edited."""


Scan: TypeAlias = Callable[[str], Place]
"""Works out the places of all values in a text that is known to be well formed."""


class Document:
    """A text and its value. Positions cost nothing until the first one is asked for.

    Args:
        source: The text and its name, or just the name of a value whose text has still to be written.
        value: What the text says. It is shared, so nobody may change it.
        format_: The language of the text.
        scan: Finds the places in the text.
        keys: The keys of all objects in it, where the reader has seen them; None to look for them.
    """

    __slots__ = ("_keys", "_places", "_scan", "_source", "format", "name", "value")

    def __init__(
        self,
        source: SourceText | str,
        value: JsonValue,
        format_: Format = Format.JSON,
        scan: Scan = scan_json,
        keys: frozenset[str] | None = None,
    ) -> None:
        self.name = source if isinstance(source, str) else source.name
        self.value = value
        self.format = format_
        self._source = source
        self._scan = scan
        self._places: Place | None = None
        self._keys = keys

    @classmethod
    def from_value(cls, value: JsonValue, name: str = "<value>") -> Document:
        """Give the document of a Python value; its text is written when it is needed."""
        return cls(name, value)

    def part(self, value: JsonValue, place: Place) -> Document:
        """Give a document of a value in this one, whose places are in the same text."""
        return Document(self.source, value, self.format, lambda _: place)

    @property
    def source(self) -> SourceText:
        """The text with its name, its lines and columns."""
        if isinstance(self._source, str):
            text = json.dumps(self.value, indent=2, ensure_ascii=False, default=str)
            self._source = SourceText(text, self.name)
        return self._source

    @property
    def text(self) -> str:
        """The whole text."""
        return self.source.text

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all objects in it."""
        if self._keys is None:
            self._keys = frozenset(_keys_in(self.value))
        return self._keys

    def mentions(self, word: str) -> bool:
        """Tell whether the file has *word* in it; the text of a value, still to be written, may have it."""
        source = self._source
        return isinstance(source, str) or word in source.text or word in source.origin.text

    @property
    def places(self) -> Place:
        """The place of the root, and below it those of all members and elements."""
        if self._places is None:
            self._places = self._scan(self.text)
        return self._places

    def place(self, at: Pointer) -> Place | None:
        """Give the place of the value at *at*; None if there is no such value."""
        place: Place | None = self.places
        for step in at:
            if place is None:
                return None
            place = place.child(step)
        return place

    def span(self, at: Pointer, part: Part = Part.VALUE, inner: tuple[int, int] | None = None) -> Span:
        """Give the span of a value, of its key, or of a piece of a string.

        Args:
            at: The value; if it is missing, its nearest existing ancestor is located in its stead.
            part: The value's text or the key's.
            inner: Start and end of a piece of the decoded string (value or key), in characters.
        """
        place, value = self.places, self.value
        for step in at:
            child = place.child(step)
            if child is None:
                inner = None
                break
            place, value = child, value[step]  # type: ignore[index]  # the value has the places' shape
        key_span = place.key_span if part is Part.KEY else None
        if inner is None:
            return key_span or place.span
        if key_span is not None:
            return inner_span(self.text, key_span, place.key_style, inner, str(at[-1]))
        if not isinstance(value, str):
            return place.span
        return inner_span(self.text, place.span, place.style, inner, value)

    def position(self, offset: int) -> Position:
        """Give the line and column of the character at *offset*."""
        return self.source.position(offset)

    def line_text(self, line: int) -> str:
        """Give the text of *line* (1-based), its end left out."""
        return self.source.line_text(line)


def _keys_in(value: JsonValue) -> Iterator[str]:
    """Give the keys of all objects in *value*, level by level."""
    level = [value]
    while level:
        objects = [each for each in level if isinstance(each, dict)]
        lists = [each for each in level if isinstance(each, list)]
        yield from chain.from_iterable(objects)
        members = chain(*map(dict.values, objects), *lists)
        level = [member for member in members if isinstance(member, (dict, list))]
