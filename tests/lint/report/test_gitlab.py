from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from asltool.diagnostics import Severity
from asltool.lint.linter import Linted
from asltool.lint.report.gitlab import render
from asltool.lint.report.setting import Setting
from linting import linted


def issues(*results: Linted, root: str = ".") -> Any:
    return json.loads(render(results, Setting("1.2.3", root=root)))


def test_a_finding_is_an_issue_with_all_that_gitlab_asks_for() -> None:
    (issue,) = issues(linted("one\ntwo", (4, 7)))

    assert issue.pop("fingerprint").isalnum()
    assert issue == {
        "description": "it is wrong [ASL101]",
        "check_name": "ASL101",
        "severity": "major",
        "location": {"path": "machine.json", "lines": {"begin": 2, "end": 2}},
    }


@pytest.mark.parametrize(
    ("severity", "expected"),
    [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.INFO, "info")],
)
def test_severities_are_those_of_code_climate(severity: Severity, expected: str) -> None:
    assert issues(linted("text", (0, 1), severity=severity))[0]["severity"] == expected


def test_paths_begin_at_the_root_of_the_repository(tmp_path: Path) -> None:
    result = linted("text", (0, 1), name=str(tmp_path / "a b" / "é.json"))

    assert issues(result, root=str(tmp_path))[0]["location"]["path"] == "a b/é.json"


def test_no_findings_are_an_empty_list() -> None:
    assert issues(Linted("clean.json", None, ())) == []
