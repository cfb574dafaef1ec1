"""Pieces of strings: from characters of a decoded string back to the text that wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from asltool.source.places import Style
from asltool.source.span import Span
from asltool.source.text import skip

_JSON_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)
_YAML_CHARACTER = re.compile(r"\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\\r\n|\\.|.", re.DOTALL)
_YAML_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_YAML_ESCAPES |= {"e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}
_PROPERTIES = re.compile(r"(?:[&!][^\s]*[\s]+(?:#[^\r\n]*\s+)*)*")
_BLOCK_HEADER = re.compile(r"[|>][^\r\n]*")
_BREAKS = frozenset("\r\n\x85\u2028\u2029")
_FOLDED_AWAY = frozenset(" \t") | _BREAKS

_Unit: TypeAlias = tuple[str, int, int]
"""What a piece of the text writes (a character, or nothing), its start and its end."""


def inner_span(text: str, token: Span, style: Style, inner: tuple[int, int], decoded: str = "") -> Span:
    """Give the span of a piece of a string; of all of it if the text does not write the piece.

    Args:
        text: The whole text.
        token: The string's token in it, quotes included.
        style: How the string is written.
        inner: Start and end of the piece in the decoded string, in characters; what lies outside is cut off.
        decoded: The decoded string; needed for YAML only.
    """
    if style in (Style.FLOW, Style.BLOCK):
        return token
    starts = character_offsets(text, token, style, decoded)
    last = len(starts) - 1
    start, end = starts[min(inner[0], last)], starts[min(inner[1], last)]
    if start >= end and inner[0] < inner[1]:
        return token
    return Span(start, end)


def character_offsets(text: str, token: Span, style: Style, decoded: str) -> list[int]:
    """Give the offset of each character of a decoded string, and that of the end of the last one."""
    return _json_starts(text, token) if style is Style.JSON else _yaml_starts(text, token, style, decoded)


def _json_starts(text: str, token: Span) -> list[int]:
    """Give the offset of each decoded character, and that of the closing quote."""
    inside = _JSON_CHARACTER.finditer(text, token.start + 1, token.end - 1)
    return [*(match.start() for match in inside), token.end - 1]


def _yaml_starts(text: str, token: Span, style: Style, decoded: str) -> list[int]:
    """Give the offset of each decoded character, and that of the end of the last one.

    Line folding and indentation only ever add or drop blanks and line breaks, so the other characters, which
    the text has in the same order, tell where each one stands; a blank stands right behind its neighbour.
    """
    units = list(_units(text, token, style))
    starts: list[int] = []
    next_ = 0
    closing = int(style in (Style.SINGLE_QUOTED, Style.DOUBLE_QUOTED))
    at = units[0][1] if units else token.end - closing
    for character in decoded:
        if character not in _FOLDED_AWAY:
            while next_ < len(units) and units[next_][0] != character:
                next_ += 1
        elif next_ < len(units) and units[next_][0] not in _FOLDED_AWAY:
            starts.append(at)
            continue
        if next_ == len(units):
            starts.append(at)
            continue
        starts.append(units[next_][1])
        at = units[next_][2]
        next_ += 1
    return [*starts, at]


def _units(text: str, token: Span, style: Style) -> Iterator[_Unit]:
    """Give the characters that the token writes, in order, with blanks that folding may drop."""
    start = skip(_PROPERTIES, text, token.start, token.end)
    if style is Style.DOUBLE_QUOTED:
        for match in _YAML_CHARACTER.finditer(text, start + 1, token.end - 1):
            yield _unescaped(match[0]), match.start(), match.end()
        return
    end = token.end
    if style is Style.SINGLE_QUOTED:
        start, end = start + 1, end - 1
    elif style in (Style.LITERAL, Style.FOLDED):
        header = _BLOCK_HEADER.match(text, start)
        start = header.end() if header else start
    at = start
    while at < end:
        width = 2 if style is Style.SINGLE_QUOTED and text[at] == "'" else 1
        yield text[at], at, at + width
        at += width


def _unescaped(written: str) -> str:
    """Give the character that a piece of a double-quoted scalar means; "" for an escaped break."""
    if written[0] != "\\":
        return written
    if written[1] in "xuU" and len(written) > 2:
        return chr(int(f"0{written[2:]}", 16))
    if written[1] in _BREAKS:
        return ""
    return _YAML_ESCAPES.get(written[1], written[1])
