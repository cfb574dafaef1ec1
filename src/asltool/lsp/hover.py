"""Hover: what there is to say about the place under the mouse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from asltool.diagnostics import Finding
from asltool.lint.page import pages
from asltool.lsp.cursor import Cursor, find_cursor
from asltool.lsp.descriptions import described_resource, described_state
from asltool.lsp.fields import described_field
from asltool.lsp.functions import intrinsics, jsonata_functions
from asltool.lsp.parameters import described_shape, parameter_shape
from asltool.lsp.scopes import target_at
from asltool.lsp.sites import SiteKind, site_of, value_at
from asltool.lsp.snapshot import Snapshot
from asltool.model.fields import JSONATA
from asltool.records import record
from asltool.source.document import Document
from asltool.source.span import Span

_CALL = re.compile(r"States\.\w+|\$\w+(?=\s*\()")
_RULER = "\n\n---\n\n"


@record
class Hover:
    """What to show, and what it is about."""

    text: str
    """Markdown."""
    span: Span
    """In the file."""


def hover(snapshot: Snapshot, offset: int, findings: Iterable[Finding]) -> Hover | None:
    """Give what there is to say about an offset of the file; None if nothing.

    Args:
        snapshot: The file.
        offset: The offset.
        findings: What is wrong with the file.
    """
    here = [finding for finding in findings if finding.span.start <= offset <= finding.span.end]
    sections = [_of_finding(finding) for finding in here]
    span = here[0].span if here else Span(offset, offset)
    found = snapshot.view_at(offset)
    if found is not None:
        view, at = found
        cursor = find_cursor(view, at, offset)
        documented = [text for text in _of_place(view.document, cursor) if text]
        if documented and not here:
            span = cursor.source.outward(cursor.token)
        sections += documented
    return Hover(_RULER.join(sections), span) if sections else None


def _of_finding(finding: Finding) -> str:
    page = pages()[finding.rule]
    lines = (
        f"**{page.id} {page.name}** ({finding.severity}): {finding.message}",
        page.summary,
        f"*Why:* {page.why}",
        f"*Instead:* {page.instead}",
    )
    return "\n\n".join(lines)


def _of_place(document: Document, cursor: Cursor) -> Iterator[str]:
    """Say what the key or value under the cursor is."""
    if cursor.step is None or cursor.token.start == cursor.token.end:
        return
    at = cursor.at
    site = site_of(document, at)
    target = target_at(document, at)
    if target is not None:
        machine, name = target
        if name in machine.states:
            yield described_state(document, machine, name)
    if not cursor.is_key:
        yield _of_call(cursor, site.language)
        value = value_at(document, at)
        if site.kind is SiteKind.VALUE and cursor.step == "Resource" and isinstance(value, str):
            yield described_resource(value)
    shape = parameter_shape(document, site) if site.inside else None
    if shape is not None:
        yield f"**{cursor.step}**: {described_shape(shape)}"
    elif site.field is not None and not site.inside and (cursor.is_key or target is None):
        yield f"**{site.field.name}**: {described_field(site.field, site.language)}"


def _of_call(cursor: Cursor, language: str) -> str:
    """Say what the function under the cursor does; nothing if there is none."""
    functions = jsonata_functions() if language == JSONATA else intrinsics()
    for call in _CALL.finditer(cursor.source.text, cursor.token.start, cursor.token.end):
        known = functions.get(call[0])
        if known is not None and call.start() <= cursor.offset <= call.end():
            example = f"\n\nExample: `{known.example}`" if known.example else ""
            return f"```\n{known.signature}\n```\n\n{known.about}{example}"
    return ""
