"""What a page about a problem says: the shape of the entries in `problems.py`."""

from __future__ import annotations

from asltool.diagnostics import Severity
from asltool.records import record


@record(kw_only=True)
class Problem:
    """A kind of mistake that the parser finds, with its page."""

    id: str
    name: str
    """What is wrong, in a few words joined by hyphens."""
    summary: str
    """One sentence."""
    why: str
    instead: str
    failing: str
    """A state, or a whole definition, that has the problem; empty if no text can show it."""
    fixed: str
    """The same one without it."""
    severity: Severity = Severity.ERROR
