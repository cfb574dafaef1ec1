"""JSON with comments, as files named .jsonc have it: the JSON that is left without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.source.embedding import EmbeddedText, Segment, as_written
from asltool.source.text import SourceText

_STRING = r'"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?'
_COMMENT = r"//[^\r\n]*|/\*.*?\*/"
_TOKEN = re.compile(rf"{_STRING}|(?P<comment>{_COMMENT})|,(?=(?:\s|{_COMMENT})*[\]}}])", re.DOTALL)
"""A string, a comment, or the comma behind the last member or element."""


def without_comments(source: SourceText) -> SourceText:
    """Give the text without comments and without commas that nothing follows."""
    segments = [segment for segment in _segments(source) if segment.text or not segment.is_verbatim]
    return EmbeddedText(segments, source.name) if len(segments) > 1 else source


def _segments(source: SourceText) -> Iterator[Segment]:
    whole = as_written(source)
    done = 0
    for token in _TOKEN.finditer(source.text):
        if token[0][0] == '"':
            continue
        yield whole.segment(done, token.start())
        yield whole.segment(*token.span(), text=" " if token["comment"] else "")
        done = token.end()
    yield whole.segment(done)
