"""FORMATS: every report format by the name that the command line gives it."""

from __future__ import annotations

from asltool.lint.report import github, json_report, sarif, text
from asltool.lint.report.setting import Render

FORMATS: dict[str, Render] = {
    "text": text.render,
    "json": json_report.render,
    "sarif": sarif.render,
    "github": github.render,
}
