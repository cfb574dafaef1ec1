"""Strings of JSON and YAML as pieces of their file that write a text of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from asltool.source.embedding import Written
from asltool.source.places import Place, Style
from asltool.source.scalars import character_offsets
from asltool.source.text import SourceText

_BLOCK = re.compile(r"(?:[&!]\S*\s+)*[|>][-+]?[ \t]*(?:#[^\r\n]*)?(?:\r\n|[\r\n])(?:[ \t]*[\r\n])*([ ]+)")
"""The start of a block scalar that does not say how far it is indented; its first line says it."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Characters that a YAML scalar without escapes does not hold, or that would be read as something else."""


def written_string(source: SourceText, place: Place, value: str) -> Written:
    """Give the piece of a file that writes the string at *place*."""
    rewrite = _REWRITES.get(place.style, _never)

    def in_place(text: str) -> str | None:
        return rewrite(text, source.text, place)

    return Written(
        source, value, lambda: character_offsets(source.text, place.span, place.style, value), in_place
    )


def _in_double_quotes(text: str, _source: str, _place: Place) -> str | None:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _in_single_quotes(text: str, _source: str, _place: Place) -> str | None:
    return None if "\n" in text or _CONTROL.search(text) else text.replace("'", "''")


def _in_literal_block(text: str, source: str, place: Place) -> str | None:
    """Indent the lines as those of the block are."""
    found = _BLOCK.match(source, place.start)
    if _CONTROL.search(text) or ("\n" in text and found is None):
        return None
    return text.replace("\n", f"\n{found[1]}") if found else text


def _in_folded_block(text: str, _source: str, _place: Place) -> str | None:
    return None if "\n" in text or _CONTROL.search(text) else text


def _never(_text: str, _source: str, _place: Place) -> str | None:
    return None


_REWRITES: dict[Style, Callable[[str, str, Place], str | None]] = {
    Style.JSON: _in_double_quotes,
    Style.DOUBLE_QUOTED: _in_double_quotes,
    Style.SINGLE_QUOTED: _in_single_quotes,
    Style.LITERAL: _in_literal_block,
    Style.FOLDED: _in_folded_block,
}
