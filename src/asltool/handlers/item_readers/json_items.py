"""Items of a JSON document: the elements of an array, or the members of an object, one at a time.

Only as much of the text is held as one item takes. AWS: maps.md 6.4.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, TypeAlias

from asltool.handlers.item_readers.content import MAX_ITEM_BYTES, failing_as_storage, texts
from asltool.handlers.s3.objects import StorageError
from asltool.json_value import JsonValue

NOT_ITERABLE = "Attempting to map over non-iterable node."
"""AWS: surprises.md 34."""

Pair: TypeAlias = tuple[JsonValue, str | None]
"""An item, and its name where it is an object's member."""

_MAX_HEAD = 16 * 1024**2
"""AWS: maps.md 6.4; what `ItemsPointer` leads to begins before this many characters."""

_BLANKS = re.compile(r"[ \t\r\n]*")
_GOES_ON = frozenset(".eE+-0123456789")
"""What may follow the beginning of a number that reads as a whole one."""


def refuse_constant(name: str) -> None:
    """Refuse what Python takes for a number, and JSON does not have.

    Raises:
        StorageError: Always.
    """
    raise StorageError(f"The content is no JSON: it has {name}.")


_decode = json.JSONDecoder(parse_constant=refuse_constant).raw_decode


@failing_as_storage
def json_items(stream: BinaryIO, pointer: str) -> Iterator[Pair]:
    """Give the items of what a JSON Pointer leads to.

    Raises (while reading):
        StorageError: It leads to nothing, or to nothing that has items; or the text is no JSON.
    """
    text = _Text(texts(stream))
    for step in _steps(pointer):
        _descend(text, step, pointer)
    yield from _elements(text)
    if not pointer and text.peek():
        raise StorageError("The content goes on after its JSON value.")


def items_of(value: object, pointer: str) -> Iterator[Pair]:
    """Give the items of what a JSON Pointer leads to in a value that is at hand.

    Raises:
        StorageError: As above.
    """
    for step in _steps(pointer):
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            raise _leads_nowhere(pointer)
    if isinstance(value, dict):
        return ((member, key) for key, member in value.items())
    if isinstance(value, (str, int, float)) or value is None:
        raise StorageError(NOT_ITERABLE)
    return ((item, None) for item in value)  # type: ignore[attr-defined]  # an array, or any iterable


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _leads_nowhere(pointer: str) -> StorageError:
    return StorageError(f"The ItemsPointer '{pointer}' does not lead to anything in the content.")


def _elements(text: _Text) -> Iterator[Pair]:
    opening = text.take()
    if opening not in ("[", "{"):
        raise StorageError(NOT_ITERABLE)
    closing = "]" if opening == "[" else "}"
    if text.peek() == closing:
        text.take()
        return
    while True:
        key = _key(text) if closing == "}" else None
        yield text.value(MAX_ITEM_BYTES), key
        after = text.take()
        if after == closing:
            return
        if after != ",":
            raise text.mistake()


def _descend(text: _Text, step: str, pointer: str) -> None:
    """Go to the value of one step; what is passed by is read over."""
    opening = text.take()
    if opening not in ("[", "{"):
        raise _leads_nowhere(pointer)
    index = 0
    while text.peek() not in ("]", "}", ""):
        name = _key(text) if opening == "{" else str(index)
        if name == step:
            if text.passed > _MAX_HEAD:
                raise _leads_nowhere(pointer)
            return
        text.value(_MAX_HEAD)
        index += 1
        if text.peek() == ",":
            text.take()
    raise _leads_nowhere(pointer)


def _key(text: _Text) -> str:
    key = text.value(MAX_ITEM_BYTES)
    if not isinstance(key, str) or text.take() != ":":
        raise text.mistake()
    return key


class _Text:
    """A text that comes in pieces; what has been taken is let go."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._held = ""
        self._at = 0
        self.passed = 0
        """How many characters have been let go."""

    def _more(self, characters: int) -> bool:
        """Hold at least so many characters more; returns False at the end of the text."""
        pieces = [self._held[self._at :]]
        self.passed += self._at
        self._at = 0
        grown = 0
        for piece in self._pieces:
            pieces.append(piece)
            grown += len(piece)
            if grown >= characters:
                break
        self._held = "".join(pieces)
        return grown > 0

    def peek(self) -> str:
        """Give the next character that is no blank; empty at the end."""
        while True:
            self._at = _BLANKS.match(self._held, self._at).end()  # type: ignore[union-attr]  # it always does
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more(1):
                return ""

    def take(self) -> str:
        """Give the next character that is no blank, and go past it."""
        character = self.peek()
        self._at += len(character)
        return character

    def value(self, max_characters: int) -> JsonValue:
        """Give the next value and go past it.

        Raises:
            StorageError: There is none, or it is too long.
        """
        self.peek()
        while True:
            try:
                value, end = _decode(self._held, self._at)
            except ValueError:
                is_whole = False
            else:
                is_whole = end < len(self._held) and not (
                    isinstance(value, (int, float)) and self._held[end] in _GOES_ON
                )
            if is_whole:
                break
            length = len(self._held) - self._at
            if length > max_characters:
                raise StorageError(f"An item is larger than {max_characters} bytes.")
            # a value at the end of the text held may go on; as much again is read, so little is read twice
            if not self._more(length):
                return self._last()
        self._at = end
        checked: JsonValue = value
        return checked

    def _last(self) -> JsonValue:
        try:
            value, self._at = _decode(self._held, self._at)
        except ValueError:
            raise self.mistake() from None
        last: JsonValue = value
        return last

    def mistake(self) -> StorageError:
        """Give the failure of a text that is no JSON."""
        return StorageError(f"The content is no JSON: see character {self.passed + self._at + 1}.")
