"""Findings as GitLab's code quality report: Code Climate's issues, shown in merge requests.

[{"description": str, "check_name": str, "fingerprint": str, "severity": str,
  "location": {"path": str, "lines": {"begin": int, "end": int}}}]
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from asltool.diagnostics import Severity
from asltool.json_value import JsonObject
from asltool.lint.linter import Linted
from asltool.lint.report.fingerprints import Identified, identify
from asltool.lint.report.paths import path_from
from asltool.lint.report.setting import Setting

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(results: Sequence[Linted], setting: Setting) -> str:
    """Give a list of issues; GitLab finds the files by their paths from the root of the repository."""
    return json.dumps([_issue(each, setting.root) for each in identify(results, setting.root)], indent=2)


def _issue(identified: Identified, root: str) -> JsonObject:
    finding = identified.finding
    return {
        "description": f"{finding.message} [{finding.rule}]",
        "check_name": finding.rule,
        "fingerprint": identified.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path_from(root, finding.file),
            "lines": {"begin": finding.line, "end": finding.end_line},
        },
    }
