"""Navigation: from a name of a state to the state, to all that leads to it, and to another name for it."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.errors import AsltoolError
from asltool.lsp.cursor import find_cursor
from asltool.lsp.scopes import Machine, machines, target_at
from asltool.lsp.snapshot import Snapshot, View
from asltool.model.limits import MAX_NAME_CHARACTERS
from asltool.records import record
from asltool.source.document import Part
from asltool.source.edits import Edit, rename_key, replace_value
from asltool.source.pointer import Pointer
from asltool.source.span import Span


class RenameRefusedError(AsltoolError):
    """A state cannot bear the name that it is to be given."""


@record(eq=False)
class Named:
    """A name of a state under the cursor."""

    view: View
    machine: Machine
    name: str
    span: Span
    """The name as it is written there, in the file."""


def named_at(snapshot: Snapshot, offset: int) -> Named | None:
    """Give the name of a state at an offset, be it its key or what leads to it; None if there is none."""
    found = snapshot.view_at(offset)
    if found is None:
        return None
    view, at = found
    cursor = find_cursor(view, at, offset)
    if cursor.step is None:
        return None
    target = target_at(view.document, cursor.at)
    if target is None or (cursor.at[-2:-1] == ("States",)) != cursor.is_key:
        return None
    return Named(view, target[0], target[1], cursor.source.outward(cursor.token))


def definition(snapshot: Snapshot, offset: int) -> Span | None:
    """Give where the state is defined whose name stands at an offset; None if there is none."""
    named = named_at(snapshot, offset)
    if named is None or named.name not in named.machine.states:
        return None
    return _span(named.view, named.machine.states[named.name], Part.KEY)


def references(snapshot: Snapshot, offset: int, *, with_definition: bool) -> tuple[Span, ...]:
    """Give where the state is named whose name stands at an offset, in the order of the text."""
    named = named_at(snapshot, offset)
    if named is None:
        return ()
    spans = [_span(named.view, at, Part.VALUE) for at in _places(named)]
    if with_definition and named.name in named.machine.states:
        spans.append(_span(named.view, named.machine.states[named.name], Part.KEY))
    return tuple(sorted(spans, key=lambda span: span.start))


def rename(snapshot: Snapshot, offset: int, new_name: str) -> tuple[Edit, ...]:
    """Give the edits of the file that rename the state whose name stands at an offset, wherever it is named.

    Raises:
        RenameRefusedError: There is no state, or it cannot bear the name, or the text cannot be edited so.
    """
    named = named_at(snapshot, offset)
    if named is None or named.name not in named.machine.states:
        raise RenameRefusedError("there is no name of a state here")
    if new_name == named.name:
        return ()
    _check(named, new_name)
    document = named.view.document
    edits: list[Edit] = []
    groups = [rename_key(document, named.machine.states[named.name], new_name)]
    groups += [replace_value(document, at, new_name) for at in _places(named)]
    for group in groups:
        outward = [document.source.outward_edit(edit.start, edit.end, edit.text) for edit in group]
        written = [Edit(*edit) for edit in outward if edit is not None]
        if not written or len(written) < len(outward):
            raise RenameRefusedError(f'"{named.name}" is written in a way that cannot be edited by itself')
        edits += written
    return tuple(sorted(edits))


def _check(named: Named, new_name: str) -> None:
    if not named.view.is_whole:
        raise RenameRefusedError("the text cannot be read as a whole: mend its syntax first")
    if not new_name.strip():
        raise RenameRefusedError("a state needs a name")
    if len(new_name) > MAX_NAME_CHARACTERS:
        limit = f"{MAX_NAME_CHARACTERS} characters are the most"
        raise RenameRefusedError(f"a name of {len(new_name)} characters is too long; {limit}")
    if any(new_name in machine.states for machine in machines(named.view.document)):
        raise RenameRefusedError(f'another state is named "{new_name}"')


def _places(named: Named) -> Iterator[Pointer]:
    """Give where fields lead to the state."""
    return (at for target, at in named.machine.targets if target == named.name)


def _span(view: View, at: Pointer, part: Part) -> Span:
    return view.document.source.outward(view.document.span(at, part))
