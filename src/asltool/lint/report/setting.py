"""What a report is shown in: a terminal or not, how wide, by which version of asltool."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from asltool.lint.linter import Linted


@dataclass(frozen=True, slots=True)
class Setting:
    """The surroundings of a report."""

    version: str
    """Of asltool."""
    is_coloured: bool = False
    width: int = 120
    """In characters; longer source lines are cut."""


Render: TypeAlias = Callable[[Sequence[Linted], Setting], str]
"""A report format: from what was found, file by file, to the text of the report, without a last line end."""
