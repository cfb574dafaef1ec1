"""FORMATS: every report format by the name that the command line gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from asltool.lint.linter import Linted
from asltool.lint.report import github, json_report, sarif, text
from asltool.lint.report.setting import Setting

Render: TypeAlias = Callable[[Sequence[Linted], Setting], str]
"""A report format: from what was found, file by file, to the text of the report, without a last line end."""

FORMATS: dict[str, Render] = {
    "text": text.render,
    "json": json_report.render,
    "sarif": sarif.render,
    "github": github.render,
}
