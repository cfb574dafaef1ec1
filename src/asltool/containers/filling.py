"""Values of a document put in place of others, which keep their places: what is known of placeholders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from asltool.json_value import JsonValue
from asltool.source.document import Document
from asltool.source.embedding import Known, known_text
from asltool.source.places import Place, Style
from asltool.source.pointer import ROOT, Pointer

Change: TypeAlias = Callable[[JsonValue, Place, Pointer], "tuple[JsonValue, Place] | None"]
"""Gives what a value is changed to, and where that stands; None to look at what is in it."""


def rewrite(value: JsonValue, place: Place, change: Change, at: Pointer = ROOT) -> tuple[JsonValue, Place]:
    """Give a value with the changes in it, and its places; they are the same where nothing is changed."""
    changed = change(value, place, at)
    if changed is not None:
        return changed
    if not isinstance(value, (dict, list)):
        return value, place
    steps: Any = value.items() if isinstance(value, dict) else enumerate(value)
    inner = {step: rewrite(member, place.children[step], change, at / step) for step, member in steps}
    members: Any = {step: member for step, (member, _) in inner.items()}
    places = {step: where for step, (_, where) in inner.items()}
    unchanged = all(where is place.children[step] for step, where in places.items())
    return (
        members if isinstance(value, dict) else list(members.values()),
        place if unchanged else _with_members(place, places),
    )


def _with_members(place: Place, members: dict[str | int, Place]) -> Place:
    changed = place.copy()
    changed.children = members
    return changed


def filled(value: str, place: Place, values: Known) -> tuple[JsonValue, Place]:
    """Give a text with what is known of its placeholders; what is no text may stand for all of it."""
    text = value
    for name, known in values.items() if "${" in value else ():
        if text == f"${{{name}}}":
            return known, _elsewhere(place)
        text = text.replace(f"${{{name}}}", known_text(known))
    return text, place if text == value else _elsewhere(place)


def fill_document(document: Document, values: Known) -> Document:
    """Give the document with what is known of the placeholders in its texts."""
    if not values or not document.mentions("${"):
        return document

    def change(value: JsonValue, place: Place, _: Pointer) -> tuple[JsonValue, Place] | None:
        return filled(value, place, values) if isinstance(value, str) else None

    return document.part(*rewrite(document.value, document.places, change))


def _elsewhere(place: Place) -> Place:
    """Give the place of a text that is not as it was written: it has no pieces, and cannot be edited."""
    changed = place.copy()
    changed.style, changed.shared = Style.FLOW, True
    return changed
