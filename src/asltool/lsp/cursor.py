"""Where a cursor stands in a definition: on a key, on a value, or where one of them could be written."""

from __future__ import annotations

import re
from dataclasses import replace

from asltool.json_value import JsonValue
from asltool.lsp.sites import value_at
from asltool.lsp.snapshot import View
from asltool.records import record
from asltool.source.document import Document, Format
from asltool.source.edits import Edit
from asltool.source.json_recovery import UNWRITTEN
from asltool.source.places import Place, Style
from asltool.source.pointer import ROOT, Pointer
from asltool.source.span import Span
from asltool.source.text import SourceText

_KEY = r"""(?P<key>[\w.$]+|"[^"]*"|'[^']*')"""
_LINE = re.compile(rf"[ \t]*(?:-[ \t]+)*(?:{_KEY}[ \t]*:[ \t]+)?(?P<rest>.*)")
_TERRAFORM = ".tf"
_CONTAINERS = (Style.FLOW, Style.BLOCK)


@record
class Cursor:
    """A place between two characters of a definition."""

    container: Pointer
    """The object or array around it."""
    step: str | int | None
    """The member or element that it is on; None between them."""
    is_key: bool
    """Whether a key stands here, or could."""
    token: Span
    """The text of the key or value, in that of `source`; empty where there is none."""
    offset: int
    """Where it is, in the same text."""
    source: SourceText
    is_yaml: bool = False
    is_alone: bool = False
    """Whether the value is a word of YAML without its key on the same line: it may become a key itself."""

    @property
    def is_hcl(self) -> bool:
        """Whether it is among values of Terraform, outside of any string."""
        return self.source.name.lower().endswith(_TERRAFORM) and self.source.origin is self.source

    @property
    def at(self) -> Pointer:
        """The member that it is on, or the container."""
        return self.container if self.step is None else self.container / self.step

    @property
    def before(self) -> str:
        """What stands in the token before it, without quotes."""
        return self.source.text[self.token.start : self.offset].lstrip("\"'")

    @property
    def is_in_string(self) -> bool:
        """Whether the token is a string in quotes, and it is inside."""
        return self.offset > self.token.start and self.source.text[self.token.start] in "\"'"

    def replace(self, text: str, span: Span | None = None) -> Edit | None:
        """Give the edit of the file that puts *text* for the token, or for *span*; None if there is none."""
        span = span or self.token
        edit = self.source.outward_edit(span.start, span.end, text)
        return None if edit is None else Edit(*edit)


def find_cursor(view: View, offset: int, outer: int) -> Cursor:
    """Tell where an offset is.

    Args:
        view: The machine.
        offset: The offset in its text.
        outer: The same place in the file.
    """
    document = view.document
    cursor = _descend(document, offset)
    if document.format is not Format.YAML:
        return cursor
    if isinstance(cursor.step, str) and cursor.step.startswith(UNWRITTEN):
        return _on_replaced_line(cursor, document.source.origin, outer)
    return cursor


def _descend(document: Document, offset: int) -> Cursor:
    """Go down from the root to what is around the offset."""
    at, place = ROOT, document.places
    while True:
        step, child = _last_begun(place, offset)
        if step is None or child is None:
            return _between(document, at, offset)
        if child.key_start >= 0 and offset <= child.key_end:
            return _on(document, at, step, offset, Span(child.key_start, child.key_end), is_key=True)
        value = value_at(document, at / step)
        if _is_container(document, child, value):
            if not _is_inside(document, child, offset):
                return _beside(document, at, step, child, offset)
            at, place = at / step, child
        elif child.start <= offset <= child.end and child.start < child.end:
            cursor = _on(document, at, step, offset, child.span, is_key=False)
            return replace(cursor, is_alone=_is_alone(document, child))
        else:
            return _beside(document, at, step, child, offset)


def _last_begun(place: Place, offset: int) -> tuple[str | int | None, Place | None]:
    """Give the last member or element that begins at or before the offset."""
    begun = [
        (child.key_start if child.key_start >= 0 else child.start, index, step)
        for index, (step, child) in enumerate(place.children.items())
        if (child.key_start if child.key_start >= 0 else child.start) <= offset
    ]
    if not begun:
        return None, None
    step = max(begun)[2]
    return step, place.children[step]


def _is_container(document: Document, place: Place, value: JsonValue) -> bool:
    if place.style is Style.JSON:
        return document.text[place.start : place.start + 1] in ("{", "[")
    return place.style in _CONTAINERS or isinstance(value, (dict, list))


def _is_inside(document: Document, place: Place, offset: int) -> bool:
    if place.style is Style.BLOCK:
        is_indented = _column(document, offset) >= _column(document, place.start)
        return place.start <= offset <= place.end or is_indented
    is_closed = document.text[place.end - 1 : place.end] in ("}", "]") and place.end > place.start + 1
    return place.start < offset and (offset < place.end or (not is_closed and offset <= place.end))


def _beside(document: Document, at: Pointer, step: str | int, child: Place, offset: int) -> Cursor:
    """Give the place before a member's value, or behind the member."""
    text = document.text
    if child.key_start < 0 and child.start == child.end and "\n" not in text[child.start : offset]:
        cursor = _on(document, at, step, offset, Span(offset, offset), is_key=False)
        return replace(cursor, is_alone=True)
    if child.key_start >= 0 and (offset <= child.start or child.start == child.end):
        between = text[child.key_end : offset]
        is_behind_colon = between.strip() in (":", "=")
        is_indented = _column(document, offset) > _column(document, child.key_start)
        if is_behind_colon and (document.format is not Format.YAML or "\n" not in between):
            return _on(document, at, step, offset, Span(offset, offset), is_key=False)
        if is_behind_colon and is_indented:  # the first member of an object that is still empty
            return _between(document, at / step, offset)
    return _between(document, at, offset)


def _is_alone(document: Document, child: Place) -> bool:
    """Tell whether a scalar is a plain word of YAML that stands on a line of its own, but for a dash."""
    if child.style is not Style.PLAIN:
        return False
    return child.key_start < 0 or "\n" in document.text[child.key_end : child.start]


def _between(document: Document, at: Pointer, offset: int) -> Cursor:
    value, place = value_at(document, at), document.place(at)
    step = None
    if isinstance(value, list) and place is not None:
        step = sum(child.end <= offset for child in place.children.values())
    return _on(document, at, step, offset, Span(offset, offset), is_key=step is None)


def _on(
    document: Document, at: Pointer, step: str | int | None, offset: int, token: Span, *, is_key: bool
) -> Cursor:
    written = document.text[token.start : token.end]
    if written.startswith('"') and (len(written) == 1 or not written.endswith('"')):
        token = Span(token.start, max(offset, token.start + 1))  # a string that is not closed ends here
    return Cursor(at, step, is_key, token, offset, document.source, document.format is Format.YAML)


def _column(document: Document, offset: int) -> int:
    return document.position(offset).column


def _on_replaced_line(cursor: Cursor, origin: SourceText, offset: int) -> Cursor:
    """Give the place on a line of YAML that cannot be read: what stands there is told from its words."""
    start = origin.line_start(offset)
    found = _LINE.match(origin.text, start, origin.line_end(offset))
    assert found is not None  # noqa: S101 - the pattern matches any line
    key = (found["key"] or "").strip("\"'")
    is_key = not key or offset <= found.end("key")
    begin, end = found.span("rest") if key or found["key"] is None else found.span("key")
    token = Span(min(begin, offset), offset if not is_key else max(offset, end))
    return Cursor(cursor.container, None if is_key else key, is_key, token, offset, origin, is_yaml=True)
