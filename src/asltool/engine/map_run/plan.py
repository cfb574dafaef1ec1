"""What one run of a Map has to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from asltool.engine.effects import Steps
from asltool.engine.frame import Frame
from asltool.engine.map_run.items import Items
from asltool.engine.map_run.tolerance import Tolerance
from asltool.json_value import JsonValue


@dataclass(frozen=True, slots=True)
class Plan:
    """The items and the terms under which they are worked through."""

    data: JsonValue
    """The state's effective input."""
    items: Items | None
    """None where a reader gives them."""
    limit: int
    """How many iterations may run at a time; 0 leaves it to the service."""
    tolerance: Tolerance


@dataclass(frozen=True, slots=True)
class LastEvents:
    """The events that the end of a Map follows."""

    success: int
    """The one before MapStateSucceeded."""
    exit: int
    """The one before MapStateExited."""


Iterate: TypeAlias = Callable[[Frame, Plan], "Steps[tuple[JsonValue, LastEvents]]"]
"""Works the items through; gives the results in the items' order."""
