"""Edits of a text that leave every other character as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from asltool.json_value import JsonValue
from asltool.source.document import Document
from asltool.source.pointer import Pointer


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put *text* in place of the characters from *start* up to *end* (offsets as in `Span`)."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """Give the edited text, and the edits left out because they overlap with earlier ones.

    An insertion at the very start or end of another edit does not overlap with it. An edit given twice is done once.
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
    """Give the edits that rename the key of the member at *at*, in the quotes that it has."""
    raise NotImplementedError(document, at, new_key)


def replace_value(document: Document, at: Pointer, new_value: JsonValue) -> tuple[Edit, ...]:
    """Give the edits that put *new_value* in place of the value at *at*."""
    raise NotImplementedError(document, at, new_value)


def remove_member(document: Document, at: Pointer) -> tuple[Edit, ...]:
    """Give the edits that remove the member or element at *at*, with its comma and its line."""
    raise NotImplementedError(document, at)


def insert_member(
    document: Document, object_at: Pointer, key: str, value: JsonValue, after: str | None = None
) -> tuple[Edit, ...]:
    """Give the edits that add a member to the object at *object_at*: behind *after*, or as the last one."""
    raise NotImplementedError(document, object_at, key, value, after)
