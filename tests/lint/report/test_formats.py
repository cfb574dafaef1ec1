from __future__ import annotations

import json

import pytest

from asltool.lint.linter import Linted, Options, lint_source
from asltool.lint.report.formats import FORMATS
from asltool.lint.report.setting import Setting
from linting import AS_WRITTEN, linted

RESULTS = [lint_source(AS_WRITTEN.read_text(encoding="utf-8"), "machine.json", Options())]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_every_finding(format_: str) -> None:
    report = FORMATS[format_](RESULTS, Setting("1.2.3"))

    assert all(rule in report for rule in ("ASL201", "ASL602", "ASL606"))
    assert not report.endswith("\n")


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_can_tell_that_there_is_nothing(format_: str) -> None:
    report = FORMATS[format_]([Linted("clean.json", None, ())], Setting("1.2.3"))

    assert "ASL" not in report


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_can_tell_any_text(format_: str) -> None:
    odd = linted("\x1b[31m\ud800\u2028é\U0001f600", (0, 2), message="odd: \ud800 \x1b \u2028")

    report = FORMATS[format_]([odd], Setting("1.2.3"))

    assert "odd: " in report
    if format_ in ("json", "sarif"):
        assert "odd: \ud800 \x1b \u2028" in json.dumps(json.loads(report), ensure_ascii=False).replace(
            "\\u001b", "\x1b"
        )
