"""Proposals: what could be written at a cursor, and the edits that write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto

from asltool.json_value import JsonValue
from asltool.lsp.cursor import Cursor
from asltool.records import record
from asltool.source.edits import Edit
from asltool.source.span import Span
from asltool.source.yaml_text import yaml_text

_COLON = re.compile(r"[ \t]*[:=]")
_MEMBER_FOLLOWS = re.compile(r'\s*"')
_NAME = re.compile(r"[A-Za-z]\w*")


class ProposalKind(Enum):
    """What is proposed."""

    FIELD = auto()
    VALUE = auto()
    STATE = auto()
    ERROR = auto()
    SERVICE = auto()
    FUNCTION = auto()
    VARIABLE = auto()


@record
class Proposal:
    """Something that could be written."""

    label: str
    kind: ProposalKind
    edit: Edit
    typed: str
    """What the editor compares with the text that the edit replaces."""
    detail: str = ""
    about: str = ""
    rank: int = 0
    """Lower ones come first."""
    snippet: str | None = None
    """The text of the edit with `$1` where to go on writing; None where there is no more to write."""


@record
class Idea:
    """What could be written, before it is known how."""

    text: str
    kind: ProposalKind
    detail: str = ""
    about: str = ""
    rank: int = 0
    value: JsonValue = None
    """For values that are no texts; None for `text`."""
    skeleton: str = "$1"
    """For keys: JSON that their value begins with, `$1` where to go on writing."""


def keys(cursor: Cursor, ideas: Iterable[Idea]) -> Iterator[Proposal]:
    """Give the proposals for a key at the cursor."""
    text, end = cursor.source.text, cursor.token.end
    colon = "" if _COLON.match(text, end) else " = " if cursor.is_hcl else ": "
    quote = text[cursor.token.start] if cursor.is_yaml and cursor.is_in_string else ""
    for idea in ideas:
        name = json.dumps(idea.text, ensure_ascii=False)
        if cursor.is_yaml:
            name = f"{quote}{idea.text}{quote}" if quote else yaml_text(idea.text)
        elif cursor.is_hcl and not cursor.is_in_string and _NAME.fullmatch(idea.text):
            name = idea.text
        for proposal in _proposal(cursor, idea, name + colon, None):
            yield replace(proposal, snippet=_snippet(cursor, name, idea) if colon else None)


def _snippet(cursor: Cursor, name: str, idea: Idea) -> str | None:
    """Give a member of JSON as a snippet, with a comma if another one follows; None where it is no JSON."""
    source = cursor.source
    if cursor.is_yaml or cursor.is_hcl or source.origin is not source:
        return None
    comma = "," if _MEMBER_FOLLOWS.match(source.text, cursor.token.end) else ""
    return f"{name}: {idea.skeleton}{comma}"


def values(cursor: Cursor, ideas: Iterable[Idea]) -> Iterator[Proposal]:
    """Give the proposals for a value at the cursor, which is replaced as a whole."""
    text, token = cursor.source.text, cursor.token
    quote = text[token.start] if cursor.is_yaml and cursor.is_in_string else ""
    blank = " " if token.start == token.end and text[token.start - 1 : token.start] == ":" else ""
    for idea in ideas:
        value = idea.text if idea.value is None else idea.value
        written = json.dumps(value, ensure_ascii=False)
        if cursor.is_yaml and not (quote == '"' and isinstance(value, str)):
            written = f"'{value}'" if quote and isinstance(value, str) else yaml_text(value)
        yield from _proposal(cursor, idea, blank + written, None)


def words(cursor: Cursor, word: str, ideas: Iterable[Idea]) -> Iterator[Proposal]:
    """Give the proposals for a word in a text: what stands of it before the cursor is replaced."""
    span = Span(cursor.offset - len(word), cursor.offset)
    for idea in ideas:
        yield from _proposal(cursor, idea, idea.text, span)


def _proposal(cursor: Cursor, idea: Idea, written: str, span: Span | None) -> Iterator[Proposal]:
    edit = cursor.replace(written, span)
    if edit is not None:
        yield Proposal(
            label=idea.text,
            kind=idea.kind,
            edit=edit,
            typed=edit.text.strip(),
            detail=idea.detail,
            about=idea.about,
            rank=idea.rank,
        )
