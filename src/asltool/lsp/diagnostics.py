"""What is wrong with a snapshot, also while a part of it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from asltool.diagnostics import Finding
from asltool.lint.baseline import Baseline
from asltool.lint.linter import Linted, Options, lint_contents, lint_document
from asltool.lint.page import pages
from asltool.lint.suppression_problems import UNUSED
from asltool.lsp.snapshot import Snapshot, View
from asltool.source.json_recovery import UNWRITTEN

_WITHOUT_EFFECT = frozenset(
    {
        "unreachable-state",
        "unreachable-island",
        "unreachable-default",
        "unreachable-error-name",
        "shadowed-choice-rule",
        "unused-variable",
        "unused-suppression",
    }
)
"""Rules that find what could be left out."""


def diagnose(snapshot: Snapshot, options: Options, baseline: Baseline | None = None) -> tuple[Finding, ...]:
    """Give the findings in a file, but for those of the baseline.

    Where its text cannot be read, what is wrong with that is told, and what is wrong with the parts that can
    be read nevertheless; nothing rests on what is not written yet.
    """
    found = {
        finding
        for linted in lint_contents(snapshot.contents, options)
        for finding in linted.findings
        if finding.file == snapshot.source.name
    }
    for view in snapshot.views:
        if not view.is_whole and view.is_sure:
            found.update(_of_recovered(snapshot, view, options))
    findings = tuple(sorted(found))
    if baseline is None:
        return findings
    return baseline.unknown(Linted(snapshot.source.name, snapshot.source, findings))


def _of_recovered(snapshot: Snapshot, view: View, options: Options) -> Iterator[Finding]:
    as_given = replace(options, type=view.contained.type or options.type)
    linted = lint_document(snapshot.source.name, view.document, (), as_given)
    for finding in linted.findings:
        if UNWRITTEN not in finding.message and finding.rule != UNUSED.id:
            yield replace(finding, machine=view.contained.name)


def is_without_effect(finding: Finding) -> bool:
    """Tell whether what a finding is about could be left out."""
    return pages()[finding.rule].name in _WITHOUT_EFFECT
