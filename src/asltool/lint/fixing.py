"""Fixing: the changes that findings propose, applied to the text until none is left."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from asltool.diagnostics import Finding
from asltool.lint.linter import Linted, Options, lint_source
from asltool.records import record
from asltool.source.edits import Edit, apply_edits

_MOST_ROUNDS = 10
"""A fix may bring another one to light; that there is an end to it is tested, so this is a stop for bugs
only."""


@record
class Fixed:
    """A text after fixing, and what is left to say about it."""

    text: str
    linted: Linted
    count: int
    """How many findings were fixed."""


def fix_text(text: str, name: str, options: Options, *, unsafe: bool = False) -> Fixed:
    """Give *text* with all safe fixes applied. Everything that no fix is about stays byte for byte.

    Args:
        text: A definition, JSON or YAML.
        name: The name that reports show.
        options: Only findings that these ask for are fixed.
        unsafe: Whether to apply the fixes, too, after which the machine may do something else.
    """
    count = 0
    linted = lint_source(text, name, options)
    for _ in range(_MOST_ROUNDS):
        changed, fixed = apply_fixes(text, linted.findings, unsafe=unsafe)
        if changed == text:
            break
        text, count = changed, count + fixed
        linted = lint_source(text, name, options)
    return Fixed(text, linted, count)


def apply_fixes(text: str, findings: Iterable[Finding], *, unsafe: bool = False) -> tuple[str, int]:
    """Give *text* with the fixes of *findings* applied, the safe ones or all, and their number.

    A fix that overlaps with an earlier one is left out.
    """
    edits: list[Edit] = []
    count = 0
    for finding in findings:
        if finding.fix is None or not (finding.fix.safe or unsafe):
            continue
        if all(_fits(edit, edits) for edit in finding.fix.edits):
            for edit in finding.fix.edits:
                insort(edits, edit)
            count += 1
    return apply_edits(text, edits)[0], count


def _fits(edit: Edit, edits: list[Edit]) -> bool:
    """Tell whether *edit* overlaps with none of *edits*, which are in order and do not overlap themselves."""
    at = bisect_left(edits, edit)
    follows = at == 0 or edits[at - 1].end <= edit.start
    precedes = at == len(edits) or edits[at] == edit or edit.end <= edits[at].start
    return follows and precedes
