"""Completion: what could be written at a place, in a text that is broken there, too."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.lsp.cursor import Cursor, find_cursor
from asltool.lsp.expression_ideas import expression_ideas
from asltool.lsp.fields import described_field
from asltool.lsp.parameters import described_shape, parameter_shape
from asltool.lsp.proposals import Idea, Proposal, ProposalKind, keys, values, words
from asltool.lsp.sites import Site, SiteKind, fields_of, object_at, site_of
from asltool.lsp.snapshot import Snapshot
from asltool.lsp.value_ideas import resource_ideas, value_ideas
from asltool.model.fields import GROUPS, Field, Kind
from asltool.model.shapes import ShapeKind
from asltool.source.document import Document
from asltool.source.pointer import Pointer

_REQUIRED, _COMMON, _LAST = 0, 1, 2

_TEXT, _OBJECT = '"$1"', "{$1}"
_SKELETONS = {
    **dict.fromkeys((Kind.STRING, Kind.STATE_NAME, Kind.TIMESTAMP, Kind.CONDITION), _TEXT),
    **dict.fromkeys((Kind.PATH, Kind.REFERENCE_PATH, Kind.STRING_PATH), _TEXT),
    **dict.fromkeys((Kind.OBJECT, Kind.STATES, Kind.ASSIGNMENTS, Kind.OBJECT_TEMPLATE), _OBJECT),
    Kind.ERROR_NAMES: '["$1"]',
    Kind.STRINGS: '["$1"]',
    Kind.OBJECTS: "[{$1}]",
    Kind.END: "true",
}
_PARAMETER_SKELETONS = {
    **dict.fromkeys((ShapeKind.STRING, ShapeKind.TIMESTAMP, ShapeKind.BLOB), _TEXT),
    **dict.fromkeys((ShapeKind.STRUCTURE, ShapeKind.MAP), _OBJECT),
    ShapeKind.LIST: "[$1]",
}
"""What a value is written in, by what it is."""


def complete(snapshot: Snapshot, offset: int) -> tuple[Proposal, ...]:
    """Give what could be written at an offset of the file, the likeliest first."""
    found = snapshot.view_at(offset)
    if found is None:
        return ()
    view, at = found
    cursor = find_cursor(view, at, offset)
    proposals = _keys(view.document, cursor) if cursor.is_key else _values(view.document, cursor)
    return tuple(sorted(proposals, key=lambda proposal: proposal.rank))


def _keys(document: Document, cursor: Cursor) -> Iterator[Proposal]:
    yield from _keys_of(document, cursor, cursor.container)


def _keys_of(document: Document, cursor: Cursor, at: Pointer) -> Iterator[Proposal]:
    """Give the keys that the object at a pointer may have, or would have if it were there."""
    site = site_of(document, at)
    there = object_at(document, at).keys() - {cursor.step}
    if site.kind is SiteKind.FIELDS:
        yield from keys(cursor, _field_ideas(site, there))
    elif site.kind is SiteKind.TEMPLATE:
        yield from keys(cursor, _parameter_ideas(document, site, there))


def _field_ideas(site: Site, there: set[str]) -> Iterator[Idea]:
    """Give the fields that may be there and are not, nor contradict one that is."""
    excluded = {
        name
        for group in GROUPS
        if site.owner in group.on and group.is_exclusive and not there.isdisjoint(group.names)
        for name in group.names
    }
    needed = {
        name for group in GROUPS if site.owner in group.on and group.is_required for name in group.names
    }
    for name, field in fields_of(site.owner, site.language).items():
        if name not in there and name not in excluded:
            yield Idea(
                name,
                ProposalKind.FIELD,
                field.kind.value,
                described_field(field, site.language),
                _rank(field, needed),
                skeleton=_SKELETONS.get(field.kind, "$1"),
            )


def _rank(field: Field, needed: set[str]) -> int:
    if field.required or field.name in needed:
        return _REQUIRED
    return _LAST if field.name.endswith("Path") or field.name == "Comment" else _COMMON


def _parameter_ideas(document: Document, site: Site, there: set[str]) -> Iterator[Idea]:
    shape = parameter_shape(document, site)
    if shape is None:
        return
    given = {name.removesuffix(".$").lower() for name in there}
    for name in shape.members:
        if name.lower() not in given:
            is_required = name in shape.required
            detail = described_shape(shape.members[name])
            about = "Required." if is_required else ""
            rank = _REQUIRED if is_required else _COMMON
            skeleton = _PARAMETER_SKELETONS.get(shape.members[name].kind, "$1")
            yield Idea(name, ProposalKind.FIELD, detail, about, rank, skeleton=skeleton)


def _values(document: Document, cursor: Cursor) -> Iterator[Proposal]:
    site = site_of(document, cursor.at)
    found = expression_ideas(document, cursor, site)
    if found is None:
        found = resource_ideas(cursor, site)
    if found is not None:
        yield from words(cursor, *found)
        return
    yield from values(cursor, value_ideas(document, cursor, site))
    if cursor.is_alone:
        yield from _keys_of(document, cursor, cursor.at)
