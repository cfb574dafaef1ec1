"""What the language has at a place of a definition: an object with fields, states by name, a template."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from asltool.json_value import JsonObject, JsonValue
from asltool.model.fields import FIELDS, JSONPATH, MACHINES, QUERY_LANGUAGES, STATE_TYPES, Field, Kind
from asltool.records import record
from asltool.source.document import Document
from asltool.source.pointer import ROOT, Pointer

_TEMPLATES = (Kind.TEMPLATE, Kind.OBJECT_TEMPLATE, Kind.ASSIGNMENTS, Kind.JSON)
_WITHOUT_TYPE = "State"
"""Our name for a state whose type is not known."""


class SiteKind(Enum):
    """What stands at a place."""

    FIELDS = auto()
    """An object of the language."""
    STATES = auto()
    OBJECTS = auto()
    """An array of objects of the language."""
    TEMPLATE = auto()
    """A payload template, or a value inside one."""
    VALUE = auto()
    """What else a field holds."""
    UNKNOWN = auto()


@record
class Site:
    """A value of a definition, seen as part of the language."""

    kind: SiteKind
    owner: str
    """Of an object, its name in `model.fields.OBJECTS`; else that of the object which has the field."""
    field: Field | None
    """The field that the value is, or is inside of."""
    language: str
    """The query language in force."""
    machine: Pointer
    """The innermost machine around it."""
    state: Pointer | None
    """The innermost state around it; None outside of states."""
    inside: tuple[str | int, ...] = ()
    """The way from the field's value to this one."""


@cache
def fields_of(owner: str, language: str) -> dict[str, Field]:
    """Give the fields that an object may have, by name; of a state without a type, those that all have."""
    if owner == _WITHOUT_TYPE:
        return {
            field.name: field
            for field in FIELDS
            if set(STATE_TYPES) <= set(field.on) and language in field.languages
        }
    return {field.name: field for field in FIELDS if owner in field.on and language in field.languages}


def value_at(document: Document, at: Pointer) -> JsonValue:
    """Give the value at a pointer; None if there is none."""
    value = document.value
    for step in at:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def object_at(document: Document, at: Pointer) -> JsonObject:
    """Give the object at a pointer; an empty one where there is none."""
    value = value_at(document, at)
    return value if isinstance(value, dict) else {}


def site_of(document: Document, at: Pointer) -> Site:
    """Tell what stands at a pointer, or would stand there."""
    walk = _Walk(document, _language(document.value) or JSONPATH)
    for step in at:
        walk.go(step)
    return Site(
        walk.kind, walk.owner, walk.field, walk.language, walk.machine, walk.state, tuple(walk.inside)
    )


@dataclass(slots=True)
class _Walk:
    document: Document
    machine_language: str
    kind: SiteKind = SiteKind.FIELDS
    owner: str = "StateMachine"
    field: Field | None = None
    language: str = ""
    machine: Pointer = ROOT
    state: Pointer | None = None
    at: Pointer = ROOT
    inside: tuple[str | int, ...] = ()

    def __post_init__(self) -> None:
        self.language = self.machine_language

    def go(self, step: str | int) -> None:
        """Go to a member or an element."""
        self.at /= step
        match self.kind:
            case SiteKind.FIELDS:
                self.to_field(step)
            case SiteKind.STATES:
                self.to_state()
            case SiteKind.OBJECTS if self.field is not None:
                self.enter(self.field.of)
            case SiteKind.TEMPLATE | SiteKind.VALUE:
                self.inside = (*self.inside, step)
            case _:
                self.kind = SiteKind.UNKNOWN

    def to_field(self, step: str | int) -> None:
        self.field = fields_of(self.owner, self.language).get(str(step))
        self.inside = ()
        kind = None if self.field is None else self.field.kind
        if self.field is None:
            self.kind = SiteKind.UNKNOWN
        elif kind is Kind.STATES:
            self.kind = SiteKind.STATES
        elif kind is Kind.OBJECT:
            self.enter(self.field.of)
        elif kind is Kind.OBJECTS:
            self.kind = SiteKind.OBJECTS
        else:
            self.kind = SiteKind.TEMPLATE if kind in _TEMPLATES else SiteKind.VALUE

    def to_state(self) -> None:
        state = object_at(self.document, self.at)
        type_ = state.get("Type")
        self.kind, self.field, self.state = SiteKind.FIELDS, None, self.at
        self.owner = type_ if isinstance(type_, str) and type_ in STATE_TYPES else _WITHOUT_TYPE
        self.language = _language(state) or self.machine_language

    def enter(self, owner: str) -> None:
        self.owner = owner
        self.kind = SiteKind.TEMPLATE if owner == "Credentials" else SiteKind.FIELDS
        if owner in MACHINES:
            self.machine, self.language = self.at, self.machine_language


def _language(value: JsonValue) -> str | None:
    named = value.get("QueryLanguage") if isinstance(value, dict) else None
    return named if isinstance(named, str) and named in QUERY_LANGUAGES else None
