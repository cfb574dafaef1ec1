"""Fingerprints: by which a finding is known again in the next report, whatever changes around it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from asltool.diagnostics import Finding
from asltool.lint.linter import Linted
from asltool.lint.report.paths import path_from
from asltool.records import record
from asltool.source.text import SourceText

_LONGEST_KEY = 200


@record
class Identified:
    """A finding with its fingerprint."""

    result: Linted
    """What the finding is a part of."""
    finding: Finding
    fingerprint: str
    """32 hexadecimal digits."""


def identify(results: Sequence[Linted], root: str) -> Iterator[Identified]:
    """Give all findings with their fingerprints, which differ from each other.

    A fingerprint is made of the file's path from *root*, the rule, the name of the machine in a template, the
    way to the value (elements of arrays without their numbers), the text that is meant, and, where all of
    these are the same, a count. So it stays the same when lines move, when states are added, and when a
    message is worded anew.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for result in results:
        for finding in result.findings:
            key = (
                path_from(root, finding.file),
                finding.rule,
                (finding.machine or "") + _way(finding.pointer),
                _meant(finding, result.source),
            )
            counts[key] += 1
            yield Identified(result, finding, _digest(*key, str(counts[key])))


def _way(pointer: str) -> str:
    return "/".join("*" if step.isdecimal() else step for step in pointer.split("/"))


def _meant(finding: Finding, source: SourceText | None) -> str:
    """Give the text that a finding is about; nothing of objects and arrays, which change inside."""
    if source is None or finding.line != finding.end_line:
        return ""
    text = source.text[finding.span.start : finding.span.end]
    return "" if text.startswith(("{", "[")) else text[:_LONGEST_KEY]


def _digest(*parts: str) -> str:
    content = "\0".join(parts).encode(errors="backslashreplace")
    return hashlib.sha256(content).hexdigest()[:32]
