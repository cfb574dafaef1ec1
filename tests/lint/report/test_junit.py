from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from asltool.diagnostics import Severity
from asltool.lint.linter import Linted, Options, lint_source
from asltool.lint.page import definition_of, pages
from asltool.lint.report.junit import render
from asltool.lint.report.setting import Setting
from linting import linted

CLEAN = Linted("clean.json", None, ())

ATTRIBUTES = {
    "testsuites": {"name", "time", "tests", "failures", "errors", "disabled"},
    "testsuite": {"name", "time", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname", "time"},
    "failure": {"message", "type"},
    "system-out": set[str](),
}
"""The attributes that the schemas of Jenkins and of Surefire both know."""

CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "system-out"},
    "failure": set[str](),
    "system-out": set[str](),
}
REQUIRED = {"testsuite": {"name", "tests", "failures", "errors", "skipped"}, "testcase": {"name", "time"}}


def report(*results: Linted) -> ET.Element:
    """Give the root of a report, once it is checked against the schemas."""
    root = ET.fromstring(render(results, Setting("1.2.3")).encode())  # noqa: S314 - our own text
    assert root.tag == "testsuites"
    for element in root.iter():
        assert set(element.attrib) <= ATTRIBUTES[element.tag]
        assert set(element.attrib) >= REQUIRED.get(element.tag, set())
        assert {child.tag for child in element} <= CHILDREN[element.tag]
    for suite in (root, *root):
        assert int(suite.attrib["tests"]) == len(list(suite.iter("testcase")))
        assert int(suite.attrib["failures"]) == len(list(suite.iter("failure")))
    return root


def names(root: ET.Element) -> Iterator[str]:
    return (case.attrib["name"] for case in root.iter("testcase"))


def test_a_finding_is_a_test_that_fails() -> None:
    root = report(linted("one\ntwo", (4, 7)))

    (case,) = root.iter("testcase")
    (failure,) = case
    assert case.attrib == {
        "name": "ASL101 missing-target (line 2, column 1)",
        "classname": "machine.json",
        "time": "0",
    }
    assert failure.attrib == {"message": "it is wrong", "type": "error"}
    assert failure.text == f"machine.json:2:1: error: it is wrong\n{pages()['ASL101'].help}"


def test_a_file_without_findings_is_a_test_that_passes() -> None:
    root = report(CLEAN, linted("text", (0, 1), (1, 2)))

    assert [suite.attrib["name"] for suite in root] == ["clean.json", "machine.json"]
    assert [suite.attrib["failures"] for suite in root] == ["0", "2"]
    assert next(names(root)) == "asltool lint"


def test_advice_is_no_failure() -> None:
    root = report(linted("text", (0, 1), severity=Severity.INFO))

    assert root.attrib["failures"] == "0"
    assert [element.text for element in root.iter("system-out")] == [
        f"machine.json:1:1: info: it is wrong\n{pages()['ASL101'].help}"
    ]


def test_no_definitions_are_no_suites() -> None:
    assert list(report()) == []


@pytest.mark.parametrize("text", ["<&>\"'", "a\nb", "\x00\x1b\ud800\ufffe]]>", "é 日 😀", "long " * 10_000])
def test_any_text_can_be_told(text: str) -> None:
    (failure,) = report(linted("text", (0, 1), message=text)).iter("failure")

    assert failure.attrib["message"].startswith(text[0] if text[0].isprintable() else "\\x00")


def test_every_kind_of_finding_can_be_told() -> None:
    report(
        *(lint_source(definition_of(page.failing), f"{page.id}.json", Options()) for page in pages().values())
    )
