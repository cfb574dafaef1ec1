"""Findings as a JUnit report, which Jenkins, GitLab, Azure and others show as tests.

A file is a suite, a finding a test that fails; a file without findings is one test that passes. Advice
passes, too, as it does on the command line: what it says stands in the test's output.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from asltool.diagnostics import Finding, Severity
from asltool.lint.linter import Linted
from asltool.lint.page import pages
from asltool.lint.report.paths import path_from
from asltool.lint.report.setting import Setting
from asltool.lint.report.text import printable


def render(results: Sequence[Linted], setting: Setting) -> str:
    """Give a document with a suite for each file."""
    findings = [finding for result in results for finding in result.findings]
    tests = sum(max(1, len(result.findings)) for result in results)
    counts = _attributes(tests=tests, failures=_failures(findings), errors=0, time=0)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="asltool"{counts}>',
            *(line for result in results for line in _suite(result, path_from(setting.root, result.name))),
            "</testsuites>",
        ]
    )


def _suite(result: Linted, name: str) -> Iterator[str]:
    counts = _attributes(
        name=name,
        tests=max(1, len(result.findings)),
        failures=_failures(result.findings),
        errors=0,
        skipped=0,
        time=0,
    )
    yield f"  <testsuite{counts}>"
    if not result.findings:
        yield f"    <testcase{_attributes(name='asltool lint', classname=name, time=0)}/>"
    for finding in result.findings:
        yield from _test(finding, name)
    yield "  </testsuite>"


def _test(finding: Finding, class_name: str) -> Iterator[str]:
    page = pages()[finding.rule]
    name = f"{finding.rule} {page.name} (line {finding.line}, column {finding.column})"
    place = f"{finding.file.replace(os.sep, '/')}:{finding.line}:{finding.column}"
    text = f"{place}: {finding.severity}: {finding.message}\n{page.help}"
    yield f"    <testcase{_attributes(name=name, classname=class_name, time=0)}>"
    if finding.severity is Severity.INFO:
        yield f"      <system-out>{_content(text)}</system-out>"
    else:
        about = _attributes(message=finding.message, type=str(finding.severity))
        yield f"      <failure{about}>{_content(text)}</failure>"
    yield "    </testcase>"


def _failures(findings: Sequence[Finding]) -> int:
    return sum(finding.severity is not Severity.INFO for finding in findings)


def _attributes(**values: str | int) -> str:
    return "".join(f" {name}={quoteattr(printable(str(value)))}" for name, value in values.items())


def _content(text: str) -> str:
    """Give the lines of a text without what XML cannot hold."""
    return escape("\n".join(map(printable, text.split("\n"))))
