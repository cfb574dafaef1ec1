"""Sound definitions: a machine that may be run, and the document that tells where its parts are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from asltool.containers.choosing import only_one
from asltool.containers.contents import Contained, MachineType
from asltool.containers.filling import fill_document
from asltool.containers.reading import read_contents
from asltool.diagnostics import InvalidDefinition, Severity
from asltool.errors import AsltoolError
from asltool.json_value import JsonObject, JsonValue
from asltool.lint.linter import as_engine_looks, lint_document
from asltool.model.machine import StateMachine
from asltool.source.document import Document, Part
from asltool.source.embedding import Known
from asltool.source.pointer import ROOT, Pointer
from asltool.source.span import Span
from asltool.source.text import SourceText

Source: TypeAlias = "StateMachine | str | Path | JsonObject"
"""A definition: the path of its file, the definition itself, or the machine that was read from one."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition without errors."""

    machine: StateMachine
    document: Document | None
    """None for a machine that was read elsewhere."""
    type: MachineType = "STANDARD"
    """The type that it is created with."""
    name: str | None = None
    """What its container calls it; None for one by itself."""

    def place(self, pointer: str) -> str:
        """Say where a value stands: `file:line:column`, or its JSON Pointer where no file is known.

        Args:
            pointer: The value's JSON Pointer.
        """
        if self.document is None:
            return pointer or "/"
        source, span = locate_key(self.document, pointer)
        position = source.position(span.start)
        return f"{source.name}:{position.line}:{position.column}"


def locate_key(document: Document, pointer: str) -> tuple[SourceText, Span]:
    """Give the file and the span of the key at a JSON Pointer, or of the value where it has no key."""
    span = document.span(find(pointer, document.value), Part.KEY)
    return document.source.origin, document.source.outward(span)


def find(pointer: str, value: JsonValue) -> Pointer:
    """Give the way to the value of a JSON Pointer, as far as it leads into *value*."""
    at = ROOT
    for text in pointer.split("/")[1:]:
        step: str | int = text.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            step = int(step)
        if not isinstance(value, (dict, list)) or (isinstance(value, dict) and step not in value):
            break
        value = value[step]  # type: ignore[index]  # a list's step is a number, an object's a text
        at /= step
    return at


def read_definition(
    source: Source, type_: MachineType | None = None, known: Known | None = None
) -> Definition:
    """Give the definition in a file, or the one that a Python value is.

    Args:
        source: The path of a file, `FILE::NAME` for one of several in it; the definition as a Python value;
            or the machine itself.
        type_: The type that the state machine is created with; None for what the file says, else STANDARD.
        known: What placeholders of the file stand for.

    Raises:
        UnreadableFileError: The file cannot be read.
        InvalidDefinition: The definition has errors; it carries them.
        AsltoolError: *source* is none of these.
    """
    match source:
        case StateMachine():
            return Definition(source, None, type_ or "STANDARD")
        case dict():
            return _sound(Contained(None, Document.from_value(source, "<definition>")), type_, "<definition>")
        case str() | Path():
            contents = read_contents(source)
            contained = only_one(contents)
            if contained.document is not None:
                contained = replace(contained, document=fill_document(contained.document, known or {}))
            return _sound(contained, type_, contents.source.name)
        case _:
            raise AsltoolError(
                "a definition must be a path, a dict, or a StateMachine (see asltool.load), "
                f"not {type(source).__name__}"
            )


def _sound(contained: Contained, type_: MachineType | None, name: str) -> Definition:
    type_ = type_ or contained.type or "STANDARD"
    document = contained.document
    linted = lint_document(name, document, contained.problems, as_engine_looks(type_), contained.findings)
    errors = [finding for finding in linted.findings if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidDefinition(errors)
    if linted.machine is None:
        raise AsltoolError(f"{name}: nobody knows the definition before it is deployed")
    return Definition(linted.machine, document, type_, contained.name)
