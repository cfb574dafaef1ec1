"""Findings as JSON, for programs.

{"version": str, "definitions": [str], "summary": {"error": int, "warning": int, "info": int},
 "findings": [{"file": str, "line": int, ..., "rule": str, "message": str, "pointer": str, "fix": {...},
               "fingerprint": str}]}
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from asltool.lint.linter import Linted
from asltool.lint.report.counts import count_by_severity
from asltool.lint.report.fingerprints import identify
from asltool.lint.report.setting import Setting


def render(results: Sequence[Linted], setting: Setting) -> str:
    """Give one JSON object with everything that is known of the findings."""
    report = {
        "version": setting.version,
        "definitions": [result.name for result in results],
        "summary": {str(severity): count for severity, count in count_by_severity(results).items()},
        "findings": [
            {**each.finding.to_dict(), "fingerprint": each.fingerprint}
            for each in identify(results, setting.root)
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=True)
