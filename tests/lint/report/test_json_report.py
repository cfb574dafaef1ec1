from __future__ import annotations

import json
from typing import Any

from asltool.lint.linter import Linted, Options, lint_source
from asltool.lint.report.json_report import render
from asltool.lint.report.setting import Setting
from linting import AS_WRITTEN


def report(*results: Linted) -> Any:
    return json.loads(render(results, Setting("1.2.3")))


def test_a_report_says_everything_of_each_finding() -> None:
    text = AS_WRITTEN.read_text(encoding="utf-8")
    result = lint_source(text, "machine.json", Options())

    told = report(Linted("clean.json", None, ()), result)

    assert list(told) == ["version", "definitions", "summary", "findings"]
    assert told["version"] == "1.2.3"
    assert told["definitions"] == ["clean.json", "machine.json"]
    assert told["summary"] == {"error": 1, "warning": 2, "info": 0}
    assert all(len(finding.pop("fingerprint")) == 32 for finding in told["findings"])
    assert told["findings"] == [finding.to_dict() for finding in result.findings]
    last = told["findings"][-1]
    (edit,) = last.pop("fix")["edits"]
    assert text[edit["start"] : edit["end"]] == '"Key"'
    assert edit["text"] == '"Key.$"'
    assert {name: last[name] for name in ("file", "line", "column", "end_line", "end_column", "pointer")} == {
        "file": "machine.json",
        "line": 19,
        "column": 9,
        "end_line": 19,
        "end_column": 14,
        "pointer": "/States/StoreFilteredImage/Parameters/Key",
    }


def test_a_report_is_ascii_so_that_every_terminal_and_file_takes_it() -> None:
    result = lint_source('{"StartAt": "é\\ud800", "States": {"é": {"Type": "Succeed"}}}', "é.json", Options())

    assert render([result], Setting("1.2.3")).isascii()
    assert report(result)["definitions"] == ["é.json"]


def test_no_findings_are_an_empty_list() -> None:
    assert report()["findings"] == []
