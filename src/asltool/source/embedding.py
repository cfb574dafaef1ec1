"""Texts inside texts: what a string of a file says, and the way back from it to the file's own characters."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

from asltool.records import record
from asltool.source.placeholder import PLACEHOLDER
from asltool.source.span import Span
from asltool.source.text import SourceText

_JSON_STRING = r'"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"'
_BARE = r"[^\s\"{}\[\],:$]|\$(?!\{)"
_TOKEN = re.compile(rf"{_JSON_STRING}|\"[\s\S]*|(?:{PLACEHOLDER.pattern}|{_BARE})+")
"""A string, all that follows one without an end, or a word outside of strings; it may hold placeholders."""

Known: TypeAlias = "Mapping[str, str | int | float | bool]"
"""What is known of placeholders, by their names: `{"Name": 5}` for `${Name}`."""


@record
class Written:
    """A piece of a file that writes a text."""

    origin: SourceText
    text: str
    """What it says."""
    offsets: Callable[[], Sequence[int]]
    """Gives, for each character of `text`, where in the file it stands; and where the last one ends."""
    rewrite: Callable[[str], str | None]
    """Writes characters so that they can stand in the same piece; None if they cannot."""

    def segment(self, start: int = 0, end: int | None = None, text: str | None = None) -> Segment:
        """Give the characters from *start* to *end* as they are; or *text*, which stands for them."""
        end = len(self.text) if end is None else end
        return Segment(self.text[start:end] if text is None else text, self, start, end, text is None)


@record
class Segment:
    """A part of an embedded text, and the characters of a file that it is written by."""

    text: str
    written: Written
    start: int
    """In the text of `written`."""
    end: int
    is_verbatim: bool
    """Whether each character stands for itself; else all of `text` stands for all of the characters."""

    def cut(self, start: int, end: int) -> Segment:
        """Give a part of it; of a segment that is not verbatim, all."""
        if not self.is_verbatim:
            return self
        return self.written.segment(self.start + start, self.start + end)


def as_written(origin: SourceText, span: Span | None = None) -> Written:
    """Give a piece of a file that says what it is, character for character; without *span* all of it."""
    start, end = (0, len(origin.text)) if span is None else (span.start, span.end)
    return Written(origin, origin.text[start:end], lambda: range(start, end + 1), lambda text: text)


class EmbeddedText(SourceText):
    """A text that segments of a file make up. Its offsets count its own characters, as those of any text.

    Args:
        segments: Its parts, at least one; all are written in the same file.
        name: The name of that file.
    """

    __slots__ = ("_offsets", "_origin", "_segments", "_starts")

    def __init__(self, segments: Sequence[Segment], name: str) -> None:
        super().__init__("".join(segment.text for segment in segments), name)
        self._segments = [segment for segment in segments if segment.text] or list(segments[:1])
        self._starts = [0, *accumulate(len(segment.text) for segment in self._segments)]
        self._origin = segments[0].written.origin
        self._offsets: dict[int, Sequence[int]] = {}

    @property
    def origin(self) -> SourceText:
        """The text of the file."""
        return self._origin.origin

    def outward(self, span: Span) -> Span:
        """Give the characters of the file that write those of *span*."""
        if span.start >= span.end:
            at = self._outward(span.start, self._segment_at(span.start))
            return self._origin.outward(Span(at, at))
        first, last = self._segment_at(span.start), self._segment_at(span.end - 1)
        end = self._outward(span.end, last)
        if not self._segments[last].is_verbatim:
            end = self._bounds(last).end
        return self._origin.outward(Span(min(self._outward(span.start, first), end), end))

    def inward(self, offset: int) -> int | None:
        """Give where in this text the character of the file at *offset* is; None if it is not in it."""
        at = self._origin.inward(offset)
        inside = None
        for index, segment in enumerate(self._segments):
            bounds = self._bounds(index)
            if at is None or not bounds.start <= at <= bounds.end:
                continue
            if segment.is_verbatim:
                begin = bisect_left(self._offsets_of(index), at, segment.start, segment.end)
                return self._starts[index] + begin - segment.start
            inside = self._starts[index]
        return inside

    def outward_edit(self, start: int, end: int, text: str) -> tuple[int, int, str] | None:
        """Give the same edit of the file: start, end and new text; None if it cannot be made there."""
        index = self._segment_at(start) if start < end else self._insertion_segment(start)
        segment = self._segments[index]
        if end > self._starts[index + 1] or not segment.is_verbatim:
            return None
        rewritten = segment.written.rewrite(text)
        if rewritten is None:
            return None
        return self._origin.outward_edit(self._outward(start, index), self._outward(end, index), rewritten)

    def is_unknown(self, offset: int) -> bool:
        """Tell whether a placeholder hides what is written at *offset*, or right before it."""
        before = len(self.text[:offset].rstrip(" \t\r\n,"))
        indexes = (self._segment_at(offset), self._segment_at(max(0, before - 1)))
        return not all(self._segments[index].is_verbatim for index in indexes)

    def _segment_at(self, offset: int) -> int:
        """Give the index of the segment that the character at *offset* belongs to."""
        return min(max(bisect_right(self._starts, offset) - 1, 0), len(self._segments) - 1)

    def _insertion_segment(self, offset: int) -> int:
        """Give the segment that takes an insertion: the one that ends there, if it can be edited."""
        index = self._segment_at(offset)
        before = self._segment_at(max(0, offset - 1))
        return before if self._segments[before].is_verbatim else index

    def _bounds(self, index: int) -> Span:
        segment, offsets = self._segments[index], self._offsets_of(index)
        return Span(offsets[segment.start], offsets[segment.end])

    def _outward(self, offset: int, index: int) -> int:
        """Give where in the file the character at *offset* begins, seen from one segment."""
        segment = self._segments[index]
        if not segment.is_verbatim:
            return self._bounds(index).start
        return self._offsets_of(index)[segment.start + min(offset - self._starts[index], len(segment.text))]

    def _offsets_of(self, index: int) -> Sequence[int]:
        written = self._segments[index].written
        offsets = self._offsets.get(id(written))
        if offsets is None:
            offsets = self._offsets[id(written)] = written.offsets()
        return offsets


def fill_in(segments: Iterable[Segment], values: Known) -> list[Segment]:
    """Put values in place of the placeholders that they are known for.

    What is no text stands for a JSON string that is nothing but the placeholder, quotes and all.
    """
    return [part for segment in segments for part in (_filled(segment, values) if values else (segment,))]


def _filled(segment: Segment, values: Known) -> Iterator[Segment]:
    done = 0
    for found in PLACEHOLDER.finditer(segment.text):
        value = values.get(found[0][2:-1].strip())
        if value is None:
            continue
        if not segment.is_verbatim:  # it is nothing but the placeholder
            yield segment.written.segment(segment.start, segment.end, known_text(value))
            return
        start, end = found.span()
        if (
            not isinstance(value, str)
            and segment.text[start - 1 : start] == segment.text[end : end + 1] == '"'
        ):
            start, end = start - 1, end + 1
        yield segment.cut(done, start)
        yield segment.written.segment(segment.start + start, segment.start + end, known_text(value))
        done = end
    yield segment.cut(done, len(segment.text))


def known_text(value: str | float) -> str:
    """Give the text of a value that is known for a placeholder."""
    return value if isinstance(value, str) else json.dumps(value)


def quote_bare_placeholders(segments: Sequence[Segment]) -> list[Segment]:
    """Put quotes around the placeholders of a JSON text that stand outside of strings: `"Seconds": ${Wait}`.

    The quotes are there for who reads the text; the file has none.
    """
    text = "".join(segment.text for segment in segments)
    bare = [found.span() for found in _TOKEN.finditer(text) if _is_bare(text, found)]
    if not bare:
        return list(segments)
    quoted: list[Segment] = []
    done = 0
    for start, end in bare:
        word = _between(segments, start, end)
        whole = '"' + text[start:end].replace("\\", "\\\\").replace('"', '\\"') + '"'
        quoted += (*_between(segments, done, start), _standing_for(word, whole))
        done = end
    return [*quoted, *_between(segments, done, len(text))]


def _is_bare(text: str, token: re.Match[str]) -> bool:
    """Tell whether a token is a placeholder outside of strings; between two quotes it belongs inside."""
    start, end = token.span()
    is_between_quotes = text[start - 1 : start] == '"' == text[end : end + 1]
    return text[start] != '"' and "${" in token[0] and not is_between_quotes


def _between(segments: Sequence[Segment], start: int, end: int) -> list[Segment]:
    """Give the segments of a part of the text that they make up."""
    found: list[Segment] = []
    at = 0
    for segment in segments:
        begin, stop = max(start, at), min(end, at + len(segment.text))
        if begin < stop:
            found.append(segment.cut(begin - at, stop - at))
        at += len(segment.text)
    return found


def _standing_for(segments: Sequence[Segment], text: str) -> Segment:
    """Give one segment of that text which stands for all that *segments* write."""
    first, last = segments[0], segments[-1]
    if first.written is last.written:
        return first.written.segment(first.start, last.end, text)
    origin = first.written.origin
    span = Span(first.written.offsets()[first.start], last.written.offsets()[last.end])
    return as_written(origin, span).segment(text=text)
