"""Broken JSON to document: what can be read of a text that is being written.

Where something is missing, a placeholder stands for it, so nobody takes what is not written yet for a
mistake: as the value of a key that has none, and as one more member of an object or array that is not closed
or not whole. Who forgot to close something is told by the indentation, as far as it is consistent.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from asltool.json_value import JsonValue
from asltool.source.document import Document
from asltool.source.limits import MAX_FILE_BYTES, exceeds_depth
from asltool.source.places import Place
from asltool.source.text import SourceText, skip

UNWRITTEN = "${}"
"""The placeholder for what is not written yet."""

_BLANKS = re.compile(r"[ \t\r\n\ufeff]*")
_STRING = re.compile(r'"(?:[^"\\\r\n]|\\[^\r\n])*"?')
_WORD = re.compile(r"""[^\s,:\[\]{}"]+|.""", re.DOTALL)
_INDENT = re.compile(r"[ \t]*")
_CLOSERS = {"{": "}", "[": "]"}


@dataclass(slots=True, eq=False)
class _Open:
    """An object or array that is open where the reader stands."""

    bracket: str
    place: Place
    value: Any
    indent: int
    """How far the line is indented in which it begins."""
    member_indent: int | None = None
    """How far its first member is indented that begins a line."""
    key: str | None = None
    key_start: int = -1
    key_end: int = -1
    colon: int = -1
    """Where the text behind the colon begins; -1 before it."""
    is_damaged: bool = False


def recover_json(source: SourceText) -> tuple[Document, bool] | None:
    """Give what can be read of a text that is no JSON, and whether that is surely where it belongs.

    If it is not sure, what the document says can be shown and completed, but not be judged. Keys that have no
    value and no colon have a place, and are no members.

    Returns:
        None if there is nothing to read, or too much.
    """
    if len(source.text) > MAX_FILE_BYTES:
        return None
    recovery = _Recovery(source)
    recovery.run()
    if recovery.root is None or exceeds_depth(recovery.value):
        return None
    place = recovery.root
    return Document(source, recovery.value, scan=lambda _: place), recovery.is_sure


@dataclass(slots=True)
class _Recovery:
    source: SourceText
    root: Place | None = None
    value: JsonValue = None
    open: list[_Open] = field(default_factory=list)
    is_sure: bool = True

    def run(self) -> None:
        text = self.source.text
        at = skip(_BLANKS, text, 0)
        while at < len(text):
            if self.root is not None and not self.open:
                self.is_sure = False
                return
            at = skip(_BLANKS, text, self.token(at))
        while self.open:
            self.close(len(text), is_whole=False)

    def token(self, at: int) -> int:
        """Take in the token at *at*, and give its end."""
        character = self.source.text[at]
        match character:
            case '"':
                return self.string(at)
            case "{" | "[":
                return self.begin(character, at)
            case "}" | "]":
                return self.closer(character, at)
            case ":":
                return self.colon(at)
            case ",":
                self.end_member()
                self.note_last_comma(at)
                return at + 1
            case _:
                return self.word(at)

    def note_last_comma(self, at: int) -> None:
        """Note that another member is to come where none follows a comma."""
        text = self.source.text
        if self.open and text[(after := skip(_BLANKS, text, at + 1)) : after + 1] in ("", "}", "]"):
            self.open[-1].is_damaged = True

    def string(self, at: int) -> int:
        text = self.source.text
        end = skip(_STRING, text, at)
        self.is_sure = self.is_sure and text[max(0, at - 1) : at] != '"'
        is_closed = end > at + 1 and text[end - 1] == '"'
        self.close_by_indentation(at)
        top = self.open[-1] if self.open else None
        is_key = text.startswith(":", skip(_BLANKS, text, end))
        if top is not None and top.colon >= 0 and is_key and "\n" in text[top.colon : at]:
            self.end_member()  # the value of the key before is missing
        if top is not None and top.bracket == "{" and top.colon < 0:
            self.key(_decoded(text[at:end], is_closed=is_closed), at, end, is_whole=is_closed)
            return end
        self.is_sure = self.is_sure and (is_closed or self.ends_line(end))
        self.put(_decoded(text[at:end], is_closed=True) if is_closed else UNWRITTEN, Place(at, end))
        return end

    def key(self, key: str, at: int, end: int, *, is_whole: bool) -> None:
        top = self.open[-1]
        self.end_member()
        self.note_indentation(top, at)
        top.key, top.key_start, top.key_end = key, at, end
        top.is_damaged = top.is_damaged or not is_whole

    def word(self, at: int) -> int:
        end = skip(_WORD, self.source.text, at)
        word = self.source.text[at:end]
        self.is_sure = self.is_sure and self.source.text[max(0, at - 1) : at] != '"'
        self.close_by_indentation(at)
        top = self.open[-1] if self.open else None
        if top is not None and top.bracket == "{" and top.colon < 0:
            self.key(word, at, end, is_whole=False)
            return end
        try:
            value = json.loads(word)
        except (ValueError, RecursionError):
            value = UNWRITTEN
        self.put(value, Place(at, end))
        return end

    def begin(self, bracket: str, at: int) -> int:
        self.close_by_indentation(at)
        value: Any = {} if bracket == "{" else []
        place = Place(at, at + 1)
        self.put(value, place)
        self.open.append(_Open(bracket, place, value, self.indent_of(at)))
        return at + 1

    def put(self, value: Any, place: Place) -> None:
        """Take in a value where it belongs."""
        if not self.open:
            self.root, self.value = place, value
            return
        top = self.open[-1]
        if top.bracket == "[":
            self.note_indentation(top, place.start)
            top.place.children[len(top.value)] = place
            top.value.append(value)
        elif top.key is not None and top.colon >= 0:
            place.key_start, place.key_end = top.key_start, top.key_end
            top.place.children[top.key] = place
            top.value[top.key] = value
            top.key, top.colon = None, -1
        else:  # a value without a key
            top.is_damaged = True
            self.is_sure = False

    def colon(self, at: int) -> int:
        top = self.open[-1] if self.open else None
        if top is not None and top.key is not None and top.colon < 0:
            top.colon = at + 1
        else:
            self.is_sure = False
        return at + 1

    def end_member(self) -> None:
        """End a member that may lack its value, or its colon, too."""
        top = self.open[-1] if self.open else None
        if top is None or top.key is None:
            return
        if top.colon >= 0:
            self.put(UNWRITTEN, Place(top.colon, top.colon))
            return
        top.is_damaged = True
        if top.key not in top.value:
            place = Place(top.key_end, top.key_end, top.key_start, top.key_end)
            top.place.children[top.key] = place
        top.key = None

    def closer(self, character: str, at: int) -> int:
        bracket = "{" if character == "}" else "["
        starts_line, indent = self.starts_line(at), self.indent_of(at)
        same = [index for index, each in enumerate(self.open) if each.bracket == bracket]
        aligned = [index for index in same if self.open[index].indent == indent]
        if not same:
            self.is_sure = False
            return at + 1
        top = self.open[-1]
        if starts_line and top.member_indent == indent != top.indent:  # one too many
            self.is_sure = False
            return at + 1
        goal = aligned[-1] if starts_line and aligned else same[-1]
        while len(self.open) > goal + 1:
            self.close(at, is_whole=False)
            self.open[goal].is_damaged = True
        self.close(at + 1, is_whole=True)
        return at + 1

    def close(self, end: int, *, is_whole: bool) -> None:
        self.end_member()
        done = self.open.pop()
        done.place.end = end
        if is_whole and not done.is_damaged:
            return
        if not is_whole and not done.value:  # perhaps its bracket is the mistake
            self.is_sure = False
        if done.bracket == "[":
            self.end_array(done, is_whole=is_whole)
        else:
            done.value[UNWRITTEN] = UNWRITTEN

    def end_array(self, done: _Open, *, is_whole: bool) -> None:
        """End an array that is not whole. One of plain values was perhaps not meant to be one."""
        if not done.value or any(isinstance(each, (dict, list)) for each in done.value):
            done.value.append(UNWRITTEN)
        elif not is_whole:
            self.is_sure = False

    def close_by_indentation(self, at: int) -> None:
        """Close what is open if a line begins as far left as the members of something around it do."""
        if not self.starts_line(at):
            return
        indent = self.indent_of(at)
        levels = [index for index, each in enumerate(self.open) if each.member_indent == indent]
        level = levels[-1] if levels else len(self.open) - 1
        if level == len(self.open) - 1 or self.open[-1].indent < indent:
            return
        while len(self.open) > level + 1:
            self.close(at, is_whole=False)

    def note_indentation(self, top: _Open, at: int) -> None:
        if top.member_indent is None and self.starts_line(at):
            top.member_indent = self.indent_of(at)

    def starts_line(self, at: int) -> bool:
        start = self.source.line_start(at)
        return not self.source.text[start:at].strip(" \t\ufeff")

    def ends_line(self, at: int) -> bool:
        return self.source.line_end(at) == at

    def indent_of(self, at: int) -> int:
        start = self.source.line_start(at)
        return skip(_INDENT, self.source.text, start) - start


def _decoded(token: str, *, is_closed: bool) -> str:
    """Give what the token of a string says; of one that is not closed, what is there."""
    try:
        decoded: str = json.loads(token if is_closed else f'{token}"', strict=False)
    except ValueError:
        return token[1:-1] if is_closed else token[1:]
    return decoded
