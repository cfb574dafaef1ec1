"""Verdicts: the notes on one expression from all ways to its state, taken together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asltool.lint.data_flow.notes import Note, Notes, Unassigned
from asltool.lint.data_flow.ways import Way
from asltool.model.machine import State
from asltool.records import record


@record(eq=False)
class Verdict:
    """What surely goes wrong at one place."""

    state: State
    note: Note
    """The first of the notes on it."""
    ways: tuple[Way, ...]
    """The ways on which it does."""
    is_everywhere: bool
    """Whether it does on every way that comes so far."""


def verdicts(all_notes: Iterable[Notes]) -> Iterator[Verdict]:
    """Give what surely goes wrong, state after state."""
    for notes in all_notes:
        groups: dict[tuple[object, ...], list[Note]] = {}
        for note in notes.entries:
            place = note.place
            groups.setdefault((type(note), place.at, place.inner), []).append(note)
        for group in groups.values():
            yield _verdict(group, notes)


def _verdict(group: list[Note], notes: Notes) -> Verdict:
    failing = {id(note.way) for note in group}
    dead = {id(note.way) for note in notes.entries if not isinstance(note, Unassigned) or note.is_fatal}
    coming = [way for way in notes.ways if id(way) in failing or id(way) not in dead]
    ways = tuple(way for way in notes.ways if id(way) in failing)
    return Verdict(notes.state, group[0], ways, len(ways) == len(coming))
