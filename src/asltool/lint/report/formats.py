"""FORMATS: every report format by the name that the command line gives it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import TypeAlias

from asltool.lint.linter import Linted
from asltool.lint.report.setting import Setting

Render: TypeAlias = Callable[[Sequence[Linted], Setting], str]
"""A report format: from what was found, file by file, to the text of the report, without a last line end."""

FORMATS = {
    "text": "text",
    "json": "json_report",
    "sarif": "sarif",
    "github": "github",
    "junit": "junit",
    "gitlab": "gitlab",
}
"""The modules of this package, each of which has a `render`. One is loaded when it is asked for."""


def renderer(format_: str) -> Render:
    """Give the function that writes reports of a format."""
    render: Render = importlib.import_module(f"{__package__}.{FORMATS[format_]}").render
    return render
