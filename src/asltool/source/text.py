"""A document's text and the name that it goes by; line and column of its offsets on demand."""

from __future__ import annotations

import re

from asltool.source.span import LineIndex, Position, Span

_LINE_END = re.compile(r"[\r\n]")


def skip(pattern: re.Pattern[str], text: str, at: int, end: int | None = None) -> int:
    """Give the offset behind what *pattern* matches at *at*: *at* itself if it matches nothing."""
    match = pattern.match(text, at, len(text) if end is None else end)
    return match.end() if match else at


class SourceText:
    """A text as it was read, a leading byte order mark included.

    Args:
        text: The whole text. Every offset in this package counts its characters.
        name: The name of the file as reports show it; `"<string>"` for text that no file holds.
    """

    __slots__ = ("_lines", "name", "text")

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self._lines: LineIndex | None = None

    @property
    def origin(self) -> SourceText:
        """The text of the file that people edit: this one, if it is no string in another."""
        return self

    def outward(self, span: Span) -> Span:
        """Give the characters of `origin` that write those of *span*."""
        return span

    def inward(self, offset: int) -> int | None:
        """Give where in this text the character of `origin` at *offset* is; None if it is not in it."""
        return offset if offset <= len(self.text) else None

    def outward_edit(self, start: int, end: int, text: str) -> tuple[int, int, str] | None:
        """Give start, end and new text of the same edit of `origin`; None if it cannot be made there."""
        return start, end, text

    def position(self, offset: int) -> Position:
        """Give the line and column of the character at *offset*."""
        return self._index().position(offset)

    def line_start(self, offset: int) -> int:
        """Give the offset at which the line of the character at *offset* begins."""
        return self._index().line_start(self._index().position(offset).line)

    def line_at(self, line: int) -> int:
        """Give the offset at which *line* (1-based) begins."""
        return self._index().line_start(line)

    def offset(self, position: Position) -> int:
        """Give the offset of the character at *position*."""
        return self._index().line_start(position.line) + position.column - 1

    def line_text(self, line: int) -> str:
        """Give the text of *line* (1-based), its end left out."""
        start = self._index().line_start(line)
        return self.text[start : self.line_end(start)]

    def line_end(self, offset: int) -> int:
        """Give the offset at which the line of the character at *offset* ends, before its CR or LF."""
        end = _LINE_END.search(self.text, offset)
        return end.start() if end else len(self.text)

    def _index(self) -> LineIndex:
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines
