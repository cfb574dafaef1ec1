"""Quick fixes: the changes that findings propose, and suppressions for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asltool.definition import find
from asltool.diagnostics import Finding, Severity
from asltool.lint.fixing import apply_fixes
from asltool.lint.page import pages
from asltool.lsp.sites import object_at, site_of
from asltool.lsp.snapshot import Snapshot, View
from asltool.records import record
from asltool.source.document import Document, Format
from asltool.source.edits import Edit, insert_member, replace_value
from asltool.source.pointer import ROOT, Pointer
from asltool.source.span import Span

_COMMENT = "Comment"
_REASON = "-- say why"


@record(eq=False)
class QuickFix:
    """A change that an editor offers."""

    title: str
    edits: tuple[Edit, ...]
    finding: Finding | None
    """What it mends or lets pass; None for all that can be mended at once."""
    is_preferred: bool = False


def quick_fixes(snapshot: Snapshot, findings: Iterable[Finding], span: Span) -> Iterator[QuickFix]:
    """Give the changes for the findings that touch a piece of the file, fixes before suppressions."""
    touched = [each for each in findings if each.span.start <= span.end and span.start <= each.span.end]
    for finding in touched:
        if finding.fix is not None:
            note = "" if finding.fix.safe else " (may change what the machine does)"
            yield QuickFix(
                finding.fix.title + note, finding.fix.edits, finding, is_preferred=finding.fix.safe
            )
    for finding in touched:
        edits = _suppression(snapshot, finding)
        if edits:
            yield QuickFix(f"Allow {pages()[finding.rule].name} here", edits, finding)


def fix_all(snapshot: Snapshot, findings: Iterable[Finding]) -> QuickFix | None:
    """Give all safe fixes as one change; None if there are none."""
    text = snapshot.source.text
    fixed, count = apply_fixes(text, findings)
    if not count:
        return None
    noun = "finding" if count == 1 else "findings"
    return QuickFix(f"Fix {count} {noun} of asltool safely", (_difference(text, fixed),), None)


def _difference(old: str, new: str) -> Edit:
    """Give the one edit that makes *new* of *old*."""
    most = min(len(old), len(new))
    start = next((index for index in range(most) if old[index] != new[index]), most)
    rest = most - start
    kept = next((index for index in range(rest) if old[-1 - index] != new[-1 - index]), rest)
    return Edit(start, len(old) - kept, new[start : len(new) - kept])


def _suppression(snapshot: Snapshot, finding: Finding) -> tuple[Edit, ...]:
    """Give the edits that let a finding pass at its place, with words that ask for a reason.

    There are none for errors: AWS would refuse the definition still.
    """
    view = next((view for view in snapshot.views if view.contained.name == finding.machine), None)
    if view is None or not view.is_whole or finding.severity is Severity.ERROR:
        return ()
    mark = _comment_mark(view)
    if mark is None:
        return _in_comment_field(view.document, finding)
    source = snapshot.source
    start = source.line_start(finding.span.start)
    line = source.line_text(finding.line)
    indent = line[: len(line) - len(line.lstrip())]
    ending = "\r\n" if "\r\n" in source.text else "\n"
    words = f"{indent}{mark} asltool: allow {pages()[finding.rule].name} {_REASON}"
    return (Edit(start, start, words + ending),)


def _comment_mark(view: View) -> str | None:
    """Give what begins a comment where the definition is written; None if it has no comments."""
    source = view.document.source
    has_hashes = view.document.format is Format.YAML or source.name.lower().endswith(".tf")
    if has_hashes and source.origin is source:
        return "#"
    return "//" if source.name.lower().endswith(".jsonc") else None


def _in_comment_field(document: Document, finding: Finding) -> tuple[Edit, ...]:
    """Give the edits of the `Comment` of the state, or of the machine where there is no state."""
    at: Pointer = site_of(document, find(finding.pointer, document.value)).state or ROOT
    words = f"asltool:allow {finding.rule} {_REASON}"
    comment = object_at(document, at).get(_COMMENT)
    if isinstance(comment, str):
        edits = replace_value(document, at / _COMMENT, f"{comment} {words}")
    else:
        edits = insert_member(document, at, _COMMENT, words)
    outward = [document.source.outward_edit(edit.start, edit.end, edit.text) for edit in edits]
    return tuple(Edit(*edit) for edit in outward if edit is not None) if all(outward) else ()
