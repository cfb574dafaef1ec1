"""Findings as workflow commands of GitHub Actions, which show them beside the changed lines."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from asltool.diagnostics import Finding, Severity
from asltool.lint.linter import Linted
from asltool.lint.page import pages
from asltool.lint.report.setting import Setting

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(results: Sequence[Linted], _setting: Setting) -> str:
    """Give a command for each finding; nothing if there are none."""
    return "\n".join(_command(finding) for result in results for finding in result.findings)


def _command(finding: Finding) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(finding))
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(finding.message)}"


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "file", finding.file.replace(os.sep, "/")
    yield "line", str(finding.line)
    yield "endLine", str(finding.end_line)
    if finding.line == finding.end_line:
        yield "col", str(finding.column)
        yield "endColumn", str(finding.end_column)
    yield "title", f"{finding.rule} {pages()[finding.rule].name}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
