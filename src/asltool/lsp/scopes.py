"""The machines of a definition as names: their states, what leads to these, and variables."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.json_value import JsonObject, JsonValue
from asltool.lsp.sites import object_at, site_of, value_at
from asltool.records import record
from asltool.source.document import Document
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import ROOT, Pointer

_INNER = ("ItemProcessor", "Iterator")


@record(eq=False)
class Machine:
    """A machine, its inner ones left out."""

    at: Pointer
    states: dict[str, Pointer]
    """Its states, by name."""
    targets: tuple[tuple[str, Pointer], ...]
    """The names that it starts with and goes to, and where they are written."""


def machines(document: Document) -> Iterator[Machine]:
    """Give the whole machine and those inside it, outer ones first."""
    yield from _machines(document.value, ROOT)


def machine_at(document: Document, at: Pointer) -> Machine:
    """Give the innermost machine around a place."""
    around = site_of(document, at).machine
    return _machine(object_at(document, around), around)


def variables_at(document: Document, at: Pointer) -> list[str]:
    """Give the variables that are assigned in the machine around a place, and in those around that."""
    found: dict[str, None] = {}
    for machine in machines(document):
        if at[: len(machine.at)] == machine.at:
            for state_at in machine.states.values():
                found.update(dict.fromkeys(_assigned(object_at(document, state_at))))
    return list(found)


def _machines(value: JsonValue, at: Pointer) -> Iterator[Machine]:
    if not isinstance(value, dict):
        return
    machine = _machine(value, at)
    yield machine
    for name, state_at in machine.states.items():
        state = value["States"][name]  # type: ignore[index,call-overload]
        if isinstance(state, dict):
            yield from inner_machines(state, state_at)


def inner_machines(state: JsonObject, at: Pointer) -> Iterator[Machine]:
    """Give the machines inside a state, those inside them included."""
    branches = state.get("Branches")
    if isinstance(branches, list):
        for index, branch in enumerate(branches):
            yield from _machines(branch, at / "Branches" / index)
    for field in _INNER:
        yield from _machines(state.get(field), at / field)


def _machine(value: JsonObject, at: Pointer) -> Machine:
    states = value.get("States")
    members = states if isinstance(states, dict) else {}
    named = {name: at / "States" / name for name in members if not is_placeholder(name)}
    targets = list(_named(value, at, "StartAt"))
    for name, place in named.items():
        state = members[name]
        if isinstance(state, dict):
            targets += _targets(state, place)
    return Machine(at, named, tuple(targets))


def _targets(state: JsonObject, at: Pointer) -> Iterator[tuple[str, Pointer]]:
    yield from _named(state, at, "Next")
    yield from _named(state, at, "Default")
    for field in ("Choices", "Catch"):
        entries = state.get(field)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict):
                yield from _named(entry, at / field / index, "Next")


def _named(value: JsonObject, at: Pointer, field: str) -> Iterator[tuple[str, Pointer]]:
    target = value.get(field)
    if isinstance(target, str) and not is_placeholder(target):
        yield target, at / field


def _assigned(state: JsonObject) -> Iterator[str]:
    owners: list[JsonValue] = [state]
    for field in ("Choices", "Catch"):
        entries = state.get(field)
        owners += entries if isinstance(entries, list) else []
    for owner in owners:
        assign = owner.get("Assign") if isinstance(owner, dict) else None
        for key in assign if isinstance(assign, dict) else ():
            if not is_placeholder(key):
                yield key.removesuffix(".$")


def target_at(document: Document, at: Pointer) -> tuple[Machine, str] | None:
    """Give the machine and the state that a place names: its key, or a field that leads to it."""
    if len(at) >= 2 and at[-2] == "States":
        machine = machine_at(document, at.parent)
        if machine.states.get(str(at[-1])) == at:
            return machine, str(at[-1])
    name = value_at(document, at)
    machine = machine_at(document, at.parent)
    return (machine, name) if isinstance(name, str) and (name, at) in machine.targets else None
