"""The outline of a file: its machines, their states, the machines inside these."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from asltool.json_value import JsonObject
from asltool.lsp.scopes import Machine, inner_machines, machines
from asltool.lsp.sites import object_at
from asltool.lsp.snapshot import Snapshot
from asltool.records import record
from asltool.source.document import Document, Part
from asltool.source.pointer import Pointer
from asltool.source.span import Span


class SymbolKind(Enum):
    """What an entry of the outline is."""

    MACHINE = auto()
    STATE = auto()
    CHOICE = auto()
    END = auto()
    """A state that ends its scope by its type: Succeed, Fail."""


@record(eq=False)
class Symbol:
    """An entry of the outline."""

    name: str
    kind: SymbolKind
    detail: str
    span: Span
    """All of it, in the file."""
    name_span: Span
    """What to show of it: its key, where it has one."""
    children: tuple[Symbol, ...] = ()


_KINDS = {"Choice": SymbolKind.CHOICE, "Succeed": SymbolKind.END, "Fail": SymbolKind.END}


def outline(snapshot: Snapshot) -> tuple[Symbol, ...]:
    """Give the machines of a file, with all that is in them."""
    found = []
    for view in snapshot.views:
        whole = next(machines(view.document), None)
        if whole is not None:
            found.append(_of_machine(view.document, whole, view.contained.name or "State machine"))
    return tuple(found)


def _of_machine(document: Document, machine: Machine, name: str) -> Symbol:
    value = object_at(document, machine.at)
    comment = value.get("Comment")
    states = tuple(_of_state(document, each, at) for each, at in machine.states.items())
    detail = comment if isinstance(comment, str) else ""
    return _symbol(document, machine.at, name, SymbolKind.MACHINE, detail, states)


def _of_state(document: Document, name: str, at: Pointer) -> Symbol:
    state = object_at(document, at)
    type_ = state.get("Type")
    detail = type_ if isinstance(type_, str) else ""
    inside = tuple(_inside(document, state, at))
    return _symbol(document, at, name or '""', _KINDS.get(detail, SymbolKind.STATE), detail, inside)


def _inside(document: Document, state: JsonObject, at: Pointer) -> Iterator[Symbol]:
    """Give the machines of a state, each with its own; the only one's states stand in its stead."""
    own = [each for each in inner_machines(state, at) if len(each.at) <= len(at) + 2]
    for machine in own:
        branch = machine.at[-1]
        name = f"Branch {branch + 1}" if isinstance(branch, int) else str(branch)
        yield _of_machine(document, machine, name)


def _symbol(
    document: Document, at: Pointer, name: str, kind: SymbolKind, detail: str, children: tuple[Symbol, ...]
) -> Symbol:
    key, value = document.span(at, Part.KEY), document.span(at)
    outward = document.source.outward
    whole = outward(Span(min(key.start, value.start), max(key.end, value.end)))
    is_keyed = key != value
    name_span = outward(key) if is_keyed else Span(whole.start, min(whole.start + 1, whole.end))
    return Symbol(name, kind, detail, whole, name_span, children)
