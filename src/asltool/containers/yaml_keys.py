"""Keys and names that YAML 1.1, which CloudFormation reads, takes for booleans."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from asltool.containers.container_problems import BOOLEAN_KEY
from asltool.diagnostics import Diagnostic, Finding, Fix, locate
from asltool.source.document import Document, Format, Part
from asltool.source.edits import Edit
from asltool.source.places import Place, Style
from asltool.source.pointer import ROOT, Pointer
from asltool.source.span import Span

_BOOLEAN = re.compile(r"(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE)")
_TRUE = frozenset(("yes", "on", "true"))
_NAMES = ("StartAt", "Next", "Default")
"""The fields whose values are names of states."""


def boolean_keys(document: Document) -> tuple[Finding, ...]:
    """Give a finding for each key, and each name of a state, that is a boolean for lack of quotes."""
    if document.format is not Format.YAML:
        return ()
    found = (
        _diagnostic(document, at, part, span) for at, part, span in _bare(document, document.places, ROOT)
    )
    return tuple(locate(diagnostic, document) for diagnostic in found)


def _bare(document: Document, place: Place, at: Pointer) -> Iterator[tuple[Pointer, Part, Span]]:
    for step, child in place.children.items():
        key = child.key_span
        if key is not None and child.key_style is Style.PLAIN and _is_boolean(document, key):
            yield at / step, Part.KEY, key
        if step in _NAMES and child.style is Style.PLAIN and _is_boolean(document, child.span):
            yield at / step, Part.VALUE, child.span
        yield from _bare(document, child, at / step)


def _is_boolean(document: Document, span: Span) -> bool:
    return _BOOLEAN.fullmatch(document.text, span.start, span.end) is not None


def _diagnostic(document: Document, at: Pointer, part: Part, span: Span) -> Diagnostic:
    text = document.text[span.start : span.end]
    meaning = "true" if text.lower() in _TRUE else "false"
    fix = Fix(f'Write "{text}" in quotes', (Edit(span.start, span.end, json.dumps(text)),), safe=True)
    message = f"{text} without quotes means {meaning} in the YAML of CloudFormation"
    return Diagnostic(BOOLEAN_KEY.id, BOOLEAN_KEY.severity, message, at, part, fix=fix)
