"""JSON texts in a request, read as AWS reads them: up to the end of the first value."""

from __future__ import annotations

import json
import math
from typing import Any

from asltool.json_value import JsonValue, json_text
from asltool.source.jackson import jackson_error

_BLANKS = " \t\r\n"


class NotJsonError(ValueError):
    """A text that is not JSON.

    Args:
        reason: What AWS's parser says of it; None where it says nothing, as of the empty text.
    """

    def __init__(self, reason: str | None) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_json(text: str) -> JsonValue:
    """Give the first value in a text.

    Raises:
        NotJsonError: There is none.
    """
    return first_value(text)[0]


def first_value(text: str) -> tuple[JsonValue, str]:
    """Give the first value in a text, and that part of the text.

    Raises:
        NotJsonError: There is none.
    """
    refusal = jackson_error(text)
    if refusal is not None:
        raise NotJsonError(refusal.reason)
    text = text.lstrip(_BLANKS)
    try:
        value, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        raise NotJsonError(None) from None
    return value, text[:end]


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(digits)
    return number


_DECODER: json.JSONDecoder = json.JSONDecoder(parse_float=_finite)


class JsonTexts:
    """Writes values as JSON text; what came as text and is untouched keeps its own.

    Objects and arrays are told by their identity; equal numbers and texts are often the same object.
    """

    def __init__(self) -> None:
        self._originals: dict[int, tuple[JsonValue, str]] = {}

    def keep(self, value: JsonValue, text: str) -> None:
        """Remember the text that a value came as."""
        if isinstance(value, (dict, list)):
            self._originals[id(value)] = (value, text)

    def text_of(self, value: Any) -> str:
        """Give the text of a value."""
        original = self._originals.get(id(value))
        return json_text(value) if original is None else original[1]
