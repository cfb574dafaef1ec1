"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from asltool.diagnostics import Fix, RelatedPlace, Severity
from asltool.lint.linter import Linted
from asltool.lint.page import Page, pages
from asltool.lint.report.fingerprints import Identified, identify
from asltool.lint.report.setting import Setting
from asltool.source.text import SourceText

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "asltool/v1"
"""The name of our fingerprints, with the version of what they are made of."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(results: Sequence[Linted], setting: Setting) -> str:
    """Give a log with one run; it describes only the rules that have findings."""
    found = sorted({finding.rule for result in results for finding in result.findings})
    indexes = {rule: index for index, rule in enumerate(found)}
    run = {
        "tool": {
            "driver": {
                "name": "asltool",
                "semanticVersion": setting.version,
                "rules": [_rule(pages()[rule]) for rule in found],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _location(result.name)} for result in results],
        "results": [_result(each, indexes) for each in identify(results, setting.root)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(page: Page) -> dict[str, Any]:
    advice = f"{page.why}\n\nInstead: {page.instead}"
    return {
        "id": page.id,
        "name": "".join(word.capitalize() for word in page.name.split("-")),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.why},
        "help": {"text": advice, "markdown": advice},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
    }


def _result(identified: Identified, indexes: dict[str, int]) -> dict[str, Any]:
    finding, source = identified.finding, identified.result.source
    place: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": _location(finding.file),
            "region": _region(finding.line, finding.column, finding.end_line, finding.end_column),
        }
    }
    if finding.pointer:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.pointer}]
    content: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": indexes[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [place],
        "partialFingerprints": {_FINGERPRINT: identified.fingerprint},
    }
    if finding.related:
        content["relatedLocations"] = [_related(place, finding.file) for place in finding.related]
    if finding.fix is not None and source is not None:
        content["fixes"] = [_fix(finding.fix, finding.file, source)]
    return content


def _related(place: RelatedPlace, file: str) -> dict[str, Any]:
    region = _region(place.line, place.column, place.end_line, place.end_column)
    return {
        "physicalLocation": {"artifactLocation": _location(file), "region": region},
        "message": {"text": place.message},
    }


def _fix(fix: Fix, file: str, source: SourceText) -> dict[str, Any]:
    replacements = []
    for edit in fix.edits:
        start, end = source.position(edit.start), source.position(edit.end)
        region = _region(start.line, start.column, end.line, end.column)
        replacements.append({"deletedRegion": region, "insertedContent": {"text": edit.text}})
    change = {"artifactLocation": _location(file), "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _location(name: str) -> dict[str, str]:
    path = Path(name)
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}
