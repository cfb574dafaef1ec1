"""Edits of a text that leave every other character as it was.

The builders (`rename_key` and so on) give no edit where the text cannot be changed without changing other
values too: below a YAML anchor that is used elsewhere, for a key that exists, for a pointer to nothing.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterable

from asltool.json_value import JsonValue
from asltool.records import record
from asltool.source.document import Document, Format
from asltool.source.places import Place, Style
from asltool.source.pointer import ROOT, Pointer
from asltool.source.text import skip

_YAML_TEXT = "asltool.source.yaml_text"
"""The module that writes YAML; it is loaded for the first edit of such a text."""

_BLANKS = re.compile(r"[ \t\r\n]*")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_INDENTED_LINE = re.compile(r"[\r\n]([ \t]+)\S")
_PROPERTY = ("&", "!")


@record
class Edit:
    """Put *text* in place of the characters from *start* up to *end* (offsets as in `Span`)."""

    start: int
    end: int
    text: str

    def __lt__(self, other: Edit) -> bool:
        return (self.start, self.end, self.text) < (other.start, other.end, other.text)


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """Give the edited text, and the edits left out because they overlap with earlier ones.

    An insertion where another edit starts or ends does not overlap with it. An edit given twice is done once.
    """
    pieces: list[str] = []
    skipped: list[Edit] = []
    done = 0
    for edit in sorted(set(edits)):
        if edit.start < done:
            skipped.append(edit)
            continue
        pieces += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join([*pieces, text[done:]]), tuple(skipped)


def rename_key(document: Document, at: Pointer, new_key: str) -> tuple[Edit, ...]:
    """Give the edit that renames the key of the member at *at*, in the quotes that the key has."""
    place, parent = document.place(at), document.place(at.parent)
    if (
        place is None
        or parent is None
        or place.key_span is None
        or place.shared
        or new_key in parent.children
    ):
        return ()
    if document.text.startswith(_PROPERTY, place.key_start):
        return ()
    text = _key_text(document, new_key, place.key_style, parent)
    return (Edit(place.key_start, place.key_end, text),)


def replace_value(document: Document, at: Pointer, new_value: JsonValue) -> tuple[Edit, ...]:
    """Give the edit that puts *new_value* in place of the value at *at*."""
    place = document.place(at)
    if place is None or place.shared or _holds_shared(document, place):
        return ()
    if document.format is Format.JSON:
        begin = place.key_start if place.key_span else place.start
        spread = _starts_line(document, begin) or _LINE_BREAK.search(document.text, place.start, place.end)
        text = _json_text(document, new_value, begin, spread=bool(spread))
        return (Edit(place.start, place.end, text),)
    return _replace_yaml(document, at, place, new_value)


def remove_member(document: Document, at: Pointer) -> tuple[Edit, ...]:
    """Give the edit that removes the member or element at *at*, with its comma and its line."""
    place, parent = document.place(at), document.place(at.parent)
    if at == ROOT or place is None or parent is None or place.shared or _holds_shared(document, place):
        return ()
    if place.key_span is not None and _has_question_mark(document, place):
        return ()
    if parent.style is Style.BLOCK:
        return _remove_from_block(document, at, place, parent)
    return _remove_from_brackets(document, place)


def insert_member(
    document: Document, object_at: Pointer, key: str, value: JsonValue, after: str | None = None
) -> tuple[Edit, ...]:
    """Give the edit that adds a member to the object at *object_at*.

    Args:
        document: The document.
        object_at: The object.
        key: The key of the new member.
        value: Its value.
        after: The key of the member that it shall follow; None for the last one.
    """
    place = document.place(object_at)
    if place is None or place.shared or key in place.children or not _is_object(document, place):
        return ()
    siblings = _in_order(place)
    if not siblings:
        return _insert_first(document, place, key, value)
    before = place.children.get(after, siblings[-1]) if after is not None else siblings[-1]
    if before not in siblings:
        return ()
    if place.style is Style.BLOCK:
        return _insert_line(document, before, key, value)
    return _insert_behind(document, place, before, siblings, key, value)


def _replace_yaml(document: Document, at: Pointer, place: Place, new_value: JsonValue) -> tuple[Edit, ...]:
    """Replace a YAML value by text on one line."""
    parent = document.place(at.parent)
    in_flow = parent is not None and at != ROOT and parent.style is Style.FLOW
    text = _yaml_text(new_value, place.style, in_flow=in_flow)
    if place.style is Style.BLOCK and place.key_span is not None:
        # A block may begin where its key does, in which case text in its place would not belong to the key.
        if _has_question_mark(document, place) or document.text[place.key_end : place.start].strip() != ":":
            return ()
        return (Edit(place.key_end, place.end, f": {text}"),)
    if place.start == place.end and place.start and document.text[place.start - 1] in ":-":
        text = f" {text}"
    return (Edit(place.start, place.end, text),)


def _remove_from_brackets(document: Document, place: Place) -> tuple[Edit, ...]:
    """Remove a member with the comma behind it; the last one with the comma before it."""
    text, begin = document.text, _begin(place)
    comma = _skip_blanks(text, place.end)
    before = _skip_blanks_back(text, begin)
    if text.startswith(",", comma):
        following = _skip_blanks(text, comma + 1)
        if _starts_line(document, begin) or not _LINE_BREAK.search(text, comma, following):
            return (Edit(begin, following, ""),)
        return (Edit(before, comma + 1, ""),)
    if text[before - 1] == ",":
        return (Edit(before - 1, place.end, ""),)
    if text[before - 1] in "{[" and text[comma] in "}]":
        return (Edit(before, comma, ""),)
    return ()


def _remove_from_block(document: Document, at: Pointer, place: Place, parent: Place) -> tuple[Edit, ...]:
    """Remove the lines of a member or item of a YAML block."""
    text, siblings = document.text, _in_order(parent)
    begin = _begin(place)
    if place.key_span is None:
        begin = _skip_blanks_back(text, place.start) - 1
        if text[begin] != "-":
            return ()
    if len(siblings) == 1:
        if len(parent.children) > 1:
            return ()
        return _replace_yaml(document, at.parent, parent, {} if place.key_span else [])
    if _starts_line(document, begin):
        start, end = document.source.line_start(begin), document.source.line_end(place.end)
        line_break = _LINE_BREAK.match(text, end)
        if line_break is not None:
            return (Edit(start, line_break.end(), ""),)
        return (Edit(_line_break_before(text, start), end, ""),)
    following = next((other for other in siblings if other.start > place.end), None)
    if following is None:
        return ()
    next_begin = following.key_start if following.key_span else _skip_blanks_back(text, following.start) - 1
    if text[place.end : next_begin].strip():
        return ()
    return (Edit(begin, next_begin, ""),)


def _insert_first(document: Document, place: Place, key: str, value: JsonValue) -> tuple[Edit, ...]:
    """Put the first member into an object: on a line of its own if the document has lines."""
    text, start, end = document.text, place.start + 1, place.end - 1
    if text[start:end].strip():
        return ()
    key_text = _key_text(document, key, Style.DOUBLE_QUOTED, place)
    if document.format is Format.YAML or not _LINE_BREAK.search(text):
        return (Edit(start, end, f"{key_text}: {_value_text(document, value, place.start)}"),)
    margin, line_break = _margin(document, place.start), _line_break(document)
    inner = margin + _indentation(document)
    member = f"{key_text}: {_pretty(document, value, inner)}"
    return (Edit(start, end, f"{line_break}{inner}{member}{line_break}{margin}"),)


def _insert_behind(
    document: Document, place: Place, before: Place, siblings: list[Place], key: str, value: JsonValue
) -> tuple[Edit, ...]:
    """Put a member behind another one between brackets, set off as that one is."""
    text = document.text
    gap = text[_skip_blanks_back(text, before.key_start) : before.key_start]
    colon = text[before.key_end : before.start]
    if before is siblings[0] and not _LINE_BREAK.search(gap):
        second = siblings[1].key_start if len(siblings) > 1 else None
        gap = text[_skip_blanks_back(text, second) : second] if second else colon.partition(":")[2]
    colon = colon if colon.strip() == ":" and not _LINE_BREAK.search(colon) else ": "
    key_text = _key_text(document, key, before.key_style, place)
    spread = bool(_LINE_BREAK.search(gap))
    value_text = _value_text(document, value, before.key_start, spread=spread)
    return (Edit(before.end, before.end, f",{gap}{key_text}{colon}{value_text}"),)


def _insert_line(document: Document, before: Place, key: str, value: JsonValue) -> tuple[Edit, ...]:
    """Put a member of a YAML block on a line behind another one."""
    if _has_question_mark(document, before):
        return ()
    end = document.source.line_end(before.end)
    margin = " " * (before.key_start - document.source.line_start(before.key_start))
    member = f"{_yaml_text(key, before.key_style)}: {_yaml_text(value)}"
    return (Edit(end, end, f"{_line_break(document)}{margin}{member}"),)


def _key_text(document: Document, key: str, style: Style, parent: Place) -> str:
    if document.format is Format.JSON:
        return json.dumps(key, ensure_ascii=False)
    return _yaml_text(key, style, in_flow=parent.style is Style.FLOW)


def _value_text(document: Document, value: JsonValue, begin: int, *, spread: bool = False) -> str:
    if document.format is Format.JSON:
        return _json_text(document, value, begin, spread=spread)
    return _yaml_text(value, Style.DOUBLE_QUOTED, in_flow=True)


def _json_text(document: Document, value: JsonValue, begin: int, *, spread: bool) -> str:
    """Give the JSON of *value* for a member that begins at *begin*."""
    if spread:
        return _pretty(document, value, _margin(document, begin))
    return json.dumps(value, ensure_ascii=False)


def _pretty(document: Document, value: JsonValue, margin: str) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=_indentation(document))
    return text.replace("\n", _line_break(document) + margin)


def _begin(place: Place) -> int:
    return place.start if place.key_span is None else place.key_start


def _in_order(place: Place) -> list[Place]:
    """Give the places of the members that an object's own text has, in its order."""
    inside = (child for child in place.children.values() if place.start <= _begin(child) <= place.end)
    return sorted(inside, key=_begin)


def _is_object(document: Document, place: Place) -> bool:
    if place.style is Style.BLOCK:
        return any(child.key_span for child in place.children.values())
    return document.text.startswith("{", place.start)


def _holds_shared(document: Document, place: Place) -> bool:
    """Tell whether the text of a value has an anchor that is used elsewhere; no JSON has one."""
    if document.format is Format.JSON:
        return False
    inside = (child for child in place.children.values() if place.start <= child.start <= place.end)
    return any(child.shared or _holds_shared(document, child) for child in inside)


def _has_question_mark(document: Document, member: Place) -> bool:
    """Tell whether a YAML key has a question mark before it, which no edit here knows to keep."""
    line = document.source.line_start(member.key_start)
    return document.text[line : member.key_start].rstrip().endswith("?")


def _starts_line(document: Document, offset: int) -> bool:
    return not document.text[document.source.line_start(offset) : offset].strip(" \t\ufeff")


def _margin(document: Document, offset: int) -> str:
    """Give the blanks that the line of the character at *offset* begins with."""
    line = document.source.line_start(offset)
    end = _skip_blanks(document.text, line)
    return document.text[line:end]


def _indentation(document: Document) -> str:
    """Give the blanks by which the document indents a level: those of its first indented line."""
    line = _INDENTED_LINE.search(document.text)
    return line[1] if line else "  "


def _line_break(document: Document) -> str:
    found = _LINE_BREAK.search(document.text)
    return found[0] if found else "\n"


def _line_break_before(text: str, line: int) -> int:
    return line - 2 if text[:line].endswith("\r\n") else line - 1


def _skip_blanks(text: str, at: int) -> int:
    return skip(_BLANKS, text, at)


def _skip_blanks_back(text: str, at: int) -> int:
    """Give the offset behind the last character before *at* that is not blank."""
    while at and text[at - 1] in " \t\r\n":
        at -= 1
    return at


def _yaml_text(value: JsonValue, style: Style = Style.PLAIN, *, in_flow: bool = False) -> str:
    text: str = importlib.import_module(_YAML_TEXT).yaml_text(value, style, in_flow=in_flow)
    return text
