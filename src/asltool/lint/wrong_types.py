"""Values that surely are of a wrong type: which of them a rule is about, and the words for them."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.json_value import json_text
from asltool.lint.data_flow.notes import Mistyped, Role
from asltool.lint.data_flow.shapes import Exact, Shape
from asltool.lint.data_flow.verdicts import Verdict
from asltool.lint.facts import Facts
from asltool.lint.missing_data import kind_in_words, mistake_at, ways_in_words
from asltool.lint.rule import Mistake

_SHOWN_CHARACTERS = 40


def mistyped(facts: Facts, role: Role) -> Iterator[tuple[Verdict, Mistyped]]:
    """Give the values of a wrong type that are for one purpose."""
    for verdict in facts.data_verdicts:
        note = verdict.note
        if isinstance(note, Mistyped) and note.role == role:
            yield verdict, note


def wrong_type_mistakes(facts: Facts, role: Role) -> Iterator[Mistake]:
    """Give the mistakes of fields and arguments, which fail on each way on which the type is wrong."""
    for verdict, note in mistyped(facts, role):
        where = "" if verdict.is_everywhere else ways_in_words(verdict.ways)
        message = f"{quoted(note)} must be {note.wanted}, and is {value_in_words(note.shape)}{where}"
        yield mistake_at(note, message, facts)


def quoted(note: Mistyped) -> str:
    """Name what gives a value: a path in quotes, or the input."""
    return f'"{note.text}"' if note.text else "the input"


def value_in_words(shape: Shape) -> str:
    """Name the type of a value, and the value itself where it is known and short."""
    words = kind_in_words(shape)
    if isinstance(shape, Exact):
        text = json_text(shape.value)
        if len(text) <= _SHOWN_CHARACTERS and shape.value is not None:
            return f"{words}: {text}"
    return words
