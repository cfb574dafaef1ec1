"""Sound definitions: a machine that may be run, and the document that tells where its parts are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from asltool.diagnostics import InvalidDefinition, Severity
from asltool.errors import AsltoolError
from asltool.json_value import JsonObject, JsonValue
from asltool.lint.linter import MachineType, as_aws_looks, lint_document
from asltool.model.machine import StateMachine
from asltool.source.document import Document, Part
from asltool.source.pointer import ROOT, Pointer
from asltool.source.problem import SourceProblem
from asltool.source.reader import read_file

Source: TypeAlias = "StateMachine | str | Path | JsonObject"
"""A definition: the path of its file, the definition itself, or the machine that was read from one."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition without errors."""

    machine: StateMachine
    document: Document | None
    """None for a machine that was read elsewhere."""

    def place(self, pointer: str) -> str:
        """Say where a value stands: `file:line:column`, or its JSON Pointer where no file is known.

        Args:
            pointer: The value's JSON Pointer.
        """
        if self.document is None:
            return pointer or "/"
        at = find(pointer, self.document.value)
        position = self.document.position(self.document.span(at, Part.KEY).start)
        return f"{self.document.name}:{position.line}:{position.column}"


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


def read_definition(source: Source, type_: MachineType) -> Definition:
    """Give the definition in a file, or the one that a Python value is.

    Args:
        source: The path of a file, JSON or YAML; the definition as a Python value; or the machine itself.
        type_: The type that the state machine is created with.

    Raises:
        UnreadableFileError: The file cannot be read.
        InvalidDefinition: The definition has errors; it carries them.
        AsltoolError: *source* is none of these.
    """
    match source:
        case StateMachine():
            return Definition(source, None)
        case dict():
            return _sound(Document.from_value(source, "<definition>"), [], type_, "<definition>")
        case str() | Path():
            return _sound(*read_file(source), type_, str(source))
        case _:
            raise AsltoolError(
                "a definition must be a path, a dict, or a StateMachine (see asltool.load), "
                f"not {type(source).__name__}"
            )


def _sound(
    document: Document | None, problems: list[SourceProblem], type_: MachineType, name: str
) -> Definition:
    linted = lint_document(name, document, problems, as_aws_looks(type_))
    errors = [finding for finding in linted.findings if finding.severity is Severity.ERROR]
    if errors or linted.machine is None:
        raise InvalidDefinition(errors)
    return Definition(linted.machine, document)
