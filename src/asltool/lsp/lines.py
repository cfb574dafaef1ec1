"""Lines and columns as the protocol counts them: from 0, in units of UTF-16, UTF-8 or characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum

_LINE_END = re.compile(r"\r\n|\r|\n")


class Units(StrEnum):
    """What columns count, as the protocol names it."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"


class Lines:
    """Offsets of one text as lines and columns, and back.

    Args:
        text: The text.
        units: What columns count.
    """

    def __init__(self, text: str, units: Units) -> None:
        self._text = text
        self._units = Units.UTF_32 if text.isascii() else units
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(match.end() for match in ends)]
        self._ends = [*(match.start() for match in ends), len(text)]

    def position(self, offset: int) -> tuple[int, int]:
        """Give the line and the column of an offset."""
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return line, self._width(self._text[start : max(start, min(offset, self._ends[line]))])

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a line and a column; behind the end of a line, or the text, it is that end."""
        if line >= len(self._starts):
            return len(self._text)
        start, end = self._starts[line], self._ends[line]
        if self._units is Units.UTF_32:
            return min(start + column, end)
        at, width = start, 0
        while at < end and width < column:
            width += self._width(self._text[at])
            at += 1
        return at

    def _width(self, text: str) -> int:
        match self._units:
            case Units.UTF_16:
                return len(text) + sum(character > "\uffff" for character in text)
            case Units.UTF_8:
                return len(text.encode("utf-8", "surrogatepass"))
            case _:
                return len(text)
