"""Shapes: FIELDS turned round, from an object and a query language to the fields that it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from asltool.model.fields import FIELDS, GROUPS, OBJECTS, QUERY_LANGUAGES, Field, Group


@dataclass(frozen=True, slots=True)
class Shape:
    """What one kind of object may hold in one query language."""

    owner: str
    language: str
    fields: Mapping[str, Field]
    required: frozenset[str]
    groups: tuple[tuple[frozenset[str], Group], ...]
    """The groups with more than one field in this language, or one that is required, each with its names."""


def _groups(owner: str, fields: Mapping[str, Field]) -> tuple[tuple[frozenset[str], Group], ...]:
    groups = []
    for group in GROUPS:
        names = frozenset(name for name in group.names if name in fields)
        if owner in group.on and (group.is_required or len(names) > 1):
            groups.append((names, group))
    return tuple(groups)


def _shape(owner: str, language: str) -> Shape:
    fields = {field.name: field for field in FIELDS if owner in field.on and language in field.languages}
    required = frozenset(name for name, field in fields.items() if field.required)
    return Shape(owner, language, fields, required, _groups(owner, fields))


SHAPES: dict[tuple[str, str], Shape] = {
    (owner, language): _shape(owner, language) for owner in OBJECTS for language in QUERY_LANGUAGES
}
"""By the object's name in `OBJECTS` and the query language's name."""
