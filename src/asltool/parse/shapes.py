"""Shapes: FIELDS turned round, from an object and a query language to the fields that it may hold."""

from __future__ import annotations

from collections.abc import Mapping

from asltool.model.fields import FIELDS, GROUPS, OBJECTS, QUERY_LANGUAGES, Field, Group
from asltool.records import record, replace


@record
class Shape:
    """What one kind of object may hold in one query language."""

    owner: str
    language: str
    fields: Mapping[str, Field]
    required: frozenset[str]
    required_groups: tuple[Group, ...]
    """The groups of which one field must be there, without the fields of the other language."""
    rival_groups: tuple[Group, ...]
    """The other groups, of fields that exclude each other."""
    rivals: frozenset[str]
    """All fields of `rival_groups`: most objects have none of them."""


def _groups(owner: str, fields: Mapping[str, Field]) -> tuple[Group, ...]:
    groups = []
    for group in GROUPS:
        names = tuple(name for name in group.names if name in fields)
        if owner in group.on and (group.is_required or len(names) > 1):
            groups.append(replace(group, names=names))
    return tuple(groups)


def _shape(owner: str, language: str) -> Shape:
    fields = {field.name: field for field in FIELDS if owner in field.on and language in field.languages}
    groups = _groups(owner, fields)
    rival_groups = tuple(group for group in groups if not group.is_required)
    return Shape(
        owner=owner,
        language=language,
        fields=fields,
        required=frozenset(name for name, field in fields.items() if field.required),
        required_groups=tuple(group for group in groups if group.is_required),
        rival_groups=rival_groups,
        rivals=frozenset(name for group in rival_groups for name in group.names),
    )


SHAPES: dict[tuple[str, str], Shape] = {
    (owner, language): _shape(owner, language) for owner in OBJECTS for language in QUERY_LANGUAGES
}
"""By the object's name in `OBJECTS` and the query language's name."""
