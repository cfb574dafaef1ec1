from __future__ import annotations

import os

import pytest

from asltool.diagnostics import Severity
from asltool.lint.linter import Linted
from asltool.lint.report.github import render
from asltool.lint.report.setting import Setting
from linting import linted

SETTING = Setting("1.2.3")
TEXT = "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_a_finding_is_a_command_with_its_place(severity: Severity, command: str) -> None:
    assert render([linted(TEXT, (4, 6), severity=severity)], SETTING) == (
        f"::{command} file=machine.json,line=2,endLine=2,col=1,endColumn=3,"
        "title=ASL101 missing-target::it is wrong"
    )


def test_columns_are_left_out_of_findings_over_several_lines() -> None:
    assert render([linted(TEXT, (4, 9))], SETTING) == (
        "::error file=machine.json,line=2,endLine=3,title=ASL101 missing-target::it is wrong"
    )


def test_what_would_end_a_command_or_a_property_is_escaped() -> None:
    odd = linted(TEXT, (0, 1), name="50%,a:b\n.json", message="a::b, 100%\r\nnext")

    assert render([odd], SETTING) == (
        "::error file=50%25%2Ca%3Ab%0A.json,line=1,endLine=1,col=1,endColumn=2,"
        "title=ASL101 missing-target::a::b, 100%25%0D%0Anext"
    )


def test_folders_are_parted_as_in_a_repository() -> None:
    assert "file=machines/a.json," in render([linted(TEXT, (0, 1), name=f"machines{os.sep}a.json")], SETTING)


def test_each_finding_is_a_line_and_no_findings_are_nothing() -> None:
    assert len(render([linted(TEXT, (0, 1), (1, 2)), linted(TEXT, (0, 1))], SETTING).splitlines()) == 3
    assert render([Linted("machine.json", None, ())], SETTING) == ""
