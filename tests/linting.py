"""Short ways to lint definitions in tests, and to make findings by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asltool.diagnostics import Finding, Fix, RelatedPlace, Severity
from asltool.lint.facts import Facts
from asltool.lint.linter import Linted
from asltool.parse.machine import parse_machine
from asltool.source.document import Document
from asltool.source.edits import Edit
from asltool.source.span import Span
from asltool.source.text import SourceText

AS_WRITTEN = Path(__file__).parents[1] / "examples" / "image-processing" / "workflow-as-written.asl.json"
"""A workflow with three mistakes, two of which can be repaired."""

SOUND: dict[str, Any] = {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}
ASTRAY: dict[str, Any] = {"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}
"""A machine with two mistakes that no fix repairs."""


def facts_of(definition: dict[str, Any], type_: str = "STANDARD") -> Facts:
    """Give the facts of a definition that is given as a value."""
    document = Document.from_value(definition)
    machine = parse_machine(document).machine
    assert machine is not None
    return Facts(document, machine, type_)


def finding_in(
    source: SourceText,
    span: tuple[int, int],
    *,
    rule: str = "ASL101",
    severity: Severity = Severity.ERROR,
    message: str = "it is wrong",
    pointer: str = "",
    fix: Fix | None = None,
    related: tuple[RelatedPlace, ...] = (),
) -> Finding:
    """Give a finding at a piece of a text."""
    start, end = (source.position(offset) for offset in span)
    return Finding(
        file=source.name,
        line=start.line,
        column=start.column,
        end_line=end.line,
        end_column=end.column,
        severity=severity,
        rule=rule,
        message=message,
        pointer=pointer,
        span=Span(*span),
        fix=fix,
        related=related,
    )


def repair(*edits: tuple[int, int, str], safe: bool = True, title: str = "Repair it") -> Fix:
    """Give a fix that makes these edits."""
    return Fix(title, tuple(Edit(*edit) for edit in edits), safe)


def linted(text: str, *findings: tuple[int, int], name: str = "machine.json", **fields: Any) -> Linted:
    """Give what the linter would say of a text with findings at these spans."""
    source = SourceText(text, name)
    return Linted(name, source, tuple(finding_in(source, span, **fields) for span in findings))
