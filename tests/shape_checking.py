"""What shapes stand for, for tests that hold what is known of values against the values themselves."""

from __future__ import annotations

from typing import Any

from asltool.expr.jsonpath.path import parse_path
from asltool.json_value import JsonValue, json_text, json_type
from asltool.lint.data_flow.context import Surroundings
from asltool.lint.data_flow.notes import Note, Notes
from asltool.lint.data_flow.reader import Reader
from asltool.lint.data_flow.scopes import DataFlow
from asltool.lint.data_flow.shapes import (
    ABSENT,
    UNKNOWN,
    ArrayShape,
    Exact,
    ObjectShape,
    Scalar,
    Shape,
    Unknown,
    is_sure,
)
from asltool.lint.data_flow.ways import ANYTHING, Way
from asltool.model.edges import all_machines
from asltool.model.machine import State, Succeed
from asltool.parse.machine import parse_machine
from asltool.source.document import Document
from asltool.source.pointer import ROOT


def allows(shape: Shape, value: JsonValue) -> bool:
    """Tell whether *value* is one of those that *shape* stands for."""
    match shape:
        case Unknown():
            return True
        case Exact(known):
            return json_text(known) == json_text(value) or known == value
        case Scalar(types, values):
            return json_type(value) in types and (values is None or value in values)
        case ArrayShape(element, items):
            if not isinstance(value, list) or (items is not None and len(items) != len(value)):
                return False
            return all(allows(element if items is None else items[at], each) for at, each in enumerate(value))
        case ObjectShape():
            return isinstance(value, dict) and _allows_members(shape, value)


def _allows_members(shape: ObjectShape, value: dict[str, JsonValue]) -> bool:
    missing = set(shape.members) - set(value)
    if any(is_sure(shape, name) and shape.members.get(name, UNKNOWN) is not ABSENT for name in missing):
        return False
    for name, member in value.items():
        known = shape.members.get(name, UNKNOWN if shape.is_open else ABSENT)
        if known is ABSENT or not allows(known, member):
            return False
    return True


def data_flow_of(definition: dict[str, Any], execution_input: Shape = UNKNOWN) -> DataFlow:
    """Give the flow of data through a definition."""
    machine = parse_machine(Document.from_value(definition)).machine
    assert machine is not None
    return DataFlow(machine, execution_input)


def ways_by_state(definition: dict[str, Any]) -> dict[str, tuple[Way, ...]]:
    """Give the ways to each state of a definition, also those of inner machines, by name."""
    machine = parse_machine(Document.from_value(definition)).machine
    assert machine is not None
    flow = DataFlow(machine, UNKNOWN)
    return {name: notes.ways for each in all_machines(machine) for name, notes in flow.notes(each).items()}


def entries_of(definition: dict[str, Any]) -> list[Note]:
    """Give all notes on a definition."""
    return [note for notes in data_flow_of(definition).all_notes() for note in notes.entries]


def after(value: JsonValue, state: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Give a machine whose second state, "B", gets *value*."""
    first = {"Type": "Pass", "Result": value, "Next": "B"}
    return {"StartAt": "A", "States": {"A": first, "B": state, "E": {"Type": "Succeed"}}, **fields}


def reader_of(way: Way = ANYTHING, state: State | None = None, language: str = "JSONPath") -> Reader:
    """Give a reader of a state's fields that is set to one way."""
    state = state or Succeed(
        name="S", at=ROOT, query_language=language, input_path=parse_path("$"), output_path=parse_path("$")
    )
    reader = Reader(state, Surroundings(UNKNOWN), Notes(state, (way,)))
    reader.way = way
    return reader
