"""What a report is shown in: a terminal or not, how wide, by which version of asltool."""

from __future__ import annotations

import os

from asltool.records import record


@record
class Setting:
    """The surroundings of a report."""

    version: str
    """Of asltool."""
    is_coloured: bool = False
    width: int = 120
    """In characters; longer source lines are cut."""
    root: str = os.curdir
    """The folder that paths in reports for code hosts begin at, and those in fingerprints."""
