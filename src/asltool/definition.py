"""Sound definitions: a machine that may be run, and the document that tells where its parts are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from asltool.diagnostics import InvalidDefinition, Severity
from asltool.errors import AsltoolError
from asltool.json_value import JsonObject
from asltool.lint.linter import MachineType, Options, lint_document
from asltool.model.machine import StateMachine
from asltool.source.document import Document
from asltool.source.problem import SourceProblem
from asltool.source.reader import read_file


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition without errors."""

    machine: StateMachine
    document: Document | None
    """None for a machine that was read elsewhere."""


def read_definition(source: StateMachine | str | Path | JsonObject, type_: MachineType) -> Definition:
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
    linted = lint_document(name, document, problems, Options(type_))
    errors = [finding for finding in linted.findings if finding.severity is Severity.ERROR]
    if errors or linted.machine is None:
        raise InvalidDefinition(errors)
    return Definition(linted.machine, document)
