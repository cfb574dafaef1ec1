"""What the user of the linter asks for, by options or arguments."""

from __future__ import annotations

from functools import lru_cache

from asltool.containers.contents import MachineType
from asltool.lint.data_flow.shapes import UNKNOWN, Shape
from asltool.lint.linter import Options
from asltool.lint.selection import Selection, make_selection
from asltool.records import record


@record
class Asked:
    """Which rules to look for, and in what; the settings of a project come second."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    type: MachineType | None = None
    advice: bool = False
    execution_input: Shape = UNKNOWN
    """What is known of the input that executions get."""

    def options(self) -> Options:
        """Give how to look at any definition, where there are no settings.

        Raises:
            UnknownRuleError: A rule does not exist.
        """
        selection = _selection(self.select, self.ignore, self.advice)
        return Options(self.type or "STANDARD", selection, execution_input=self.execution_input)


@lru_cache(maxsize=16)
def _selection(select: tuple[str, ...], ignore: tuple[str, ...], advice: bool) -> Selection:  # noqa: FBT001
    """Give a selection: tests that embed the linter ask for the same one for each definition."""
    return make_selection(select, ignore, advice=advice)
