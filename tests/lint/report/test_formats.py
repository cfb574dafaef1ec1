from __future__ import annotations

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from asltool.diagnostics import RelatedPlace
from asltool.lint.linter import Linted, Options, lint_source
from asltool.lint.report.formats import FORMATS, renderer
from asltool.lint.report.setting import Setting
from linting import AS_WRITTEN, linted, repair

RELATED = RelatedPlace("the other one", "/one", 1, 1, 1, 4)
UNSAFE = repair((4, 7, "2"), safe=False)
RESULTS = [lint_source(AS_WRITTEN.read_text(encoding="utf-8"), "machine.json", Options())]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_every_finding(format_: str) -> None:
    report = renderer(format_)(RESULTS, Setting("1.2.3"))

    assert all(rule in report for rule in ("ASL201", "ASL602", "ASL606"))
    assert not report.endswith("\n")


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_can_tell_that_there_is_nothing(format_: str) -> None:
    report = renderer(format_)([Linted("clean.json", None, ())], Setting("1.2.3"))

    assert "ASL" not in report


@pytest.mark.parametrize("format_", FORMATS)
def test_whole_reports_on_several_files(format_: str, snapshot: SnapshotAssertion) -> None:
    text = AS_WRITTEN.read_text(encoding="utf-8")
    results = [
        Linted("clean.json", None, ()),
        lint_source(text, "machines/with space & é.asl.json", Options()),
        lint_source(
            'StartAt: Größe\nStates:\n  "日本":\n    Type: Pass\n    Next: Größe\n', "<stdin>", Options()
        ),
        linted("one two", (4, 7), message="it is long: " + "very " * 200, related=(RELATED,), fix=UNSAFE),
    ]

    assert renderer(format_)(results, Setting("1.2.3")) == snapshot


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_can_tell_any_text(format_: str) -> None:
    odd = linted("\x1b[31m\ud800\u2028é\U0001f600", (0, 2), message="odd: \ud800 \x1b \u2028")

    report = renderer(format_)([odd], Setting("1.2.3"))

    assert "odd: " in report
    if format_ in ("json", "sarif"):
        assert "odd: \ud800 \x1b \u2028" in json.dumps(json.loads(report), ensure_ascii=False).replace(
            "\\u001b", "\x1b"
        )
