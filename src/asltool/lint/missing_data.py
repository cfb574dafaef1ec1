"""Paths that lead nowhere: which rule's matter each is, and the words for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from asltool.diagnostics import Fix, Related
from asltool.lint.data_flow.notes import Missing, Note, Place
from asltool.lint.data_flow.places import member
from asltool.lint.data_flow.responses import response_shape
from asltool.lint.data_flow.shapes import ABSENT, ObjectShape, Shape, Unknown, as_object, types_of
from asltool.lint.data_flow.verdicts import Verdict
from asltool.lint.data_flow.ways import Way
from asltool.lint.facts import Facts
from asltool.lint.rule import Mistake
from asltool.model.machine import Task
from asltool.parse.fields import did_you_mean
from asltool.source.document import Part
from asltool.source.pointer import Pointer

_MAX_NAMES = 6
_MAX_RELATED = 3
_DATA_IN_CONTEXT = (("Execution", "Input"), ("Map", "Item", "Value"))
_ROOT = re.compile(r"\$\$?\w*")
_NAME = re.compile(r"\w+")


class Loss(Enum):
    """Why a path leads nowhere."""

    NOWHERE = "what it asks for is there on no way"
    SOME_WAY = "what it asks for is not there on some way"
    THROWN_AWAY = "the result that had it is thrown away"
    CAUGHT = "an error output took the place of the input"


def missing_paths(facts: Facts, wanted: Loss) -> Iterator[tuple[Verdict, Missing]]:
    """Give the paths that lead nowhere for one reason."""
    for verdict in facts.data_verdicts:
        note = verdict.note
        if isinstance(note, Missing) and _is_of_data(note) and _loss(verdict, note, facts) is wanted:
            yield verdict, note


def _is_of_data(note: Missing) -> bool:
    """Tell whether a path breaks off in data: members of $states and the context are others' matter."""
    names = note.names[note.text.startswith("$states") :]
    if note.text.startswith("$states") and not names:
        return False
    return note.root != "context" or any(
        names[: len(place)] == place and len(names) > len(place) for place in _DATA_IN_CONTEXT
    )


def _loss(verdict: Verdict, note: Missing, facts: Facts) -> Loss:
    is_caught = catcher_of(note) is not None
    # what was probably meant takes the longest to tell
    if (is_caught or lost_result(verdict, note, facts) is not None) and suggestion(note) is None:
        return Loss.CAUGHT if is_caught else Loss.THROWN_AWAY
    return Loss.NOWHERE if verdict.is_everywhere else Loss.SOME_WAY


def catcher_of(note: Missing) -> Pointer | None:
    """Give the catcher whose error output is all the data that a path finds; None if it finds other data."""
    origin = note.holder.origin if isinstance(note.holder, ObjectShape) else None
    is_whole_data = note.root == "data" and _depth(note) == 1
    return origin if is_whole_data and origin is not None and origin[-2:-1] == ("Catch",) else None


def lost_result(verdict: Verdict, note: Missing, facts: Facts) -> Task | None:
    """Give the nearest Task before the state whose result surely could have what a path asks for."""
    name = note.names[-1]
    if note.root != "data" or _depth(note) != 1 or not isinstance(name, str):
        return None
    for state in facts.sources(facts.machine_of(verdict.state)).states_before(verdict.state.name):
        if isinstance(state, Task):
            found = member(response_shape(state), name)
            if found is not ABSENT and not isinstance(found, Unknown):
                return state
    return None


def _depth(note: Missing) -> int:
    """Give how far below the state's data the path breaks off."""
    return len(note.names) - (1 if note.text.startswith("$states") else 0)


def mistake_at(note: Note, message: str, facts: Facts, *related: Related, fix: Fix | None = None) -> Mistake:
    """Give the mistake that a note is about."""
    return Mistake(
        written_place(note.place, facts), message, fix=fix, inner=note.place.inner, related=related
    )


def written_place(place: Place, facts: Facts) -> Pointer:
    """Give the pointer to what a note is about: a Map may have its `ItemSelector` under the old name."""
    if place.base[-1:] == ("ItemSelector",) and facts.value(place.base) is None:
        return Pointer((*place.base.parent, "Parameters", *place.below))
    return place.at


def in_words(note: Missing, *, where: str = "") -> str:
    """Say that a path leads nowhere, and why; *where* says on which ways."""
    name, holder = note.names[-1], note.holder
    parent = _text(note, note.names[:-1])
    begin = f'"{note.text}" leads nowhere{where}: '
    if isinstance(name, int):
        return f'{begin}"{parent}" is no array but {kind_in_words(holder)}'
    if as_object(holder) is None:
        return f'{begin}"{parent}" is no object but {kind_in_words(holder)}'
    guess = suggestion(note)
    hint = "" if guess is None else f'; did you mean "{guess}"?'
    within = "" if len(note.names) == 1 else f' in "{parent}"'
    return f'{begin}there is no "{name}"{within}{_instead(holder)}{hint}'


def kind_in_words(shape: Shape) -> str:
    """Name the type of a value that is known: `a string`."""
    types = sorted(types_of(shape) or ())
    return " or ".join("null" if each == "null" else f"{_article(each)} {each}" for each in types)


def _article(noun: str) -> str:
    return "an" if noun[0] in "ao" else "a"


def _instead(holder: Shape) -> str:
    names = _names(holder)
    if not names:
        return ", nor anything else"
    more = len(names) - _MAX_NAMES
    shown = [f'"{name}"' for name in names[:_MAX_NAMES]] + ([f"{more} more"] if more > 0 else [])
    return ", only " + (" and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))))


def _names(holder: Shape) -> list[str]:
    members = as_object(holder)
    return (
        [] if members is None else [name for name in members.members if members.members[name] is not ABSENT]
    )


def suggestion(note: Missing) -> str | None:
    """Give the path that was probably meant: a name that is nearly the same, or one level further down."""
    name, names = note.names[-1], _names(note.holder)
    if not isinstance(name, str):
        return None
    rest = note.text[len(_text(note, note.names)) :]
    guess = did_you_mean(name, tuple(names))
    if guess is not None and guess != name:
        return _text(note, (*note.names[:-1], guess)) + rest
    for each in names:
        inner = member(note.holder, each)
        if not isinstance(inner, Unknown) and member(inner, name) is not ABSENT and not _is_open(inner):
            return _text(note, (*note.names[:-1], each, name)) + rest
    return None


def _is_open(shape: Shape) -> bool:
    return isinstance(shape, ObjectShape) and shape.is_open


def _text(note: Missing, names: tuple[str | int, ...]) -> str:
    """Write the beginning of the path of a note, with these names."""
    match = _ROOT.match(note.text)
    text = match[0] if match else "$"
    for name in names:
        if isinstance(name, int):
            text += f"[{name}]"
        else:
            text += f".{name}" if _NAME.fullmatch(name) else f"['{name}']"
    return text


def ways_in_words(ways: tuple[Way, ...]) -> str:
    """Say on which ways something goes wrong: ` on the way from "A"`."""
    places = []
    for way in ways:
        if way.arrival is None:
            places.append("from the start")
        elif way.arrival.catcher is not None:
            places.append(f'from the catcher of "{way.arrival.source.name}"')
        else:
            places.append(f'from "{way.arrival.source.name}"')
    places = list(dict.fromkeys(places))
    more = f" and {len(places) - 2} more" if len(places) > 2 else ""
    return (
        f" on the way {' or '.join(places[:2])}{more}"
        if len(places) == 1
        else (f" on the ways {' and '.join(places[:2])}{more}")
    )


def origins(note: Missing) -> tuple[Related, ...]:
    """Give the place that makes the data in which something is missing."""
    origin = (
        note.holder.origin if isinstance(note.holder, ObjectShape) else getattr(note.holder, "origin", None)
    )
    if origin is None:
        return ()
    if origin[-2:-1] == ("Catch",):
        return (Related(origin, "the data is the error output of this catcher"),)
    if origin[-1:] == ("Resource",):
        return (Related(origin, "the data is the result of this task"),)
    return (Related(origin, "the data is made here", Part.KEY),)


def setters(note: Missing, facts: Facts) -> tuple[Related, ...]:
    """Give the places that put a value where a path finds none, which other states do too late or in vain."""
    if note.root != "data" or _depth(note) != 1:
        return ()
    states = facts.setters.get(note.names[-1], [])
    return tuple(
        Related(state.at / "ResultPath", f'"{state.name}" sets it, but not on the way to here')
        for state in states[:_MAX_RELATED]
    )


def repaired(note: Missing, facts: Facts) -> Fix | None:
    """Give the fix that puts the path that was probably meant in its place."""
    guess = suggestion(note)
    at = written_place(note.place, facts)
    if guess is None or facts.value(at) != note.text:
        return None
    return facts.replace(at, guess, title=f'Use "{guess}"')
