"""Variables that are read without a value: on which ways, and the words for it."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Related
from asltool.lint.data_flow.notes import Unassigned
from asltool.lint.data_flow.verdicts import Verdict
from asltool.lint.facts import Facts
from asltool.source.document import Part

_MAX_RELATED = 3


def unassigned(facts: Facts, *, is_everywhere: bool) -> Iterator[tuple[Verdict, Unassigned]]:
    """Give the variables that have no value where they are read: on every way, or on some only.

    A part of a JSONata expression may have no value on purpose: there only names that nothing assigns count.
    """
    for verdict in facts.data_verdicts:
        note = verdict.note
        if not isinstance(note, Unassigned) or verdict.is_everywhere != is_everywhere:
            continue
        if note.is_fatal or note.name not in facts.assignments:
            yield verdict, note


def assigned_at(note: Unassigned, facts: Facts) -> tuple[Related, ...]:
    """Give the places that assign the variable, out of reach of where it is read."""
    places = facts.assignments.get(note.name, [])
    return tuple(Related(at, f'"{note.name}" is assigned here', Part.KEY) for at in places[:_MAX_RELATED])
