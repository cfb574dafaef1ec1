"""Pieces of strings: from characters of a decoded string back to the text that wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable

from asltool.source.places import Style
from asltool.source.span import Span

_JSON_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)


def inner_span(text: str, token: Span, style: Style, inner: tuple[int, int]) -> Span:
    """Give the span of a piece of a string.

    Args:
        text: The whole text.
        token: The string's token in it, quotes included.
        style: How the string is written.
        inner: Start and end of the piece in the decoded string, in characters; what lies outside is cut off.
    """
    starts = _json_starts(text, token)
    return Span(starts[min(inner[0], len(starts) - 1)], starts[min(inner[1], len(starts) - 1)])


def _json_starts(text: str, token: Span) -> list[int]:
    """Give the offset of each decoded character, and that of the closing quote."""
    inside = _JSON_CHARACTER.finditer(text, token.start + 1, token.end - 1)
    return [*(match.start() for match in inside), token.end - 1]
