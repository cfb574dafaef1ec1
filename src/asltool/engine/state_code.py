"""The shapes of a state's code, and of a state made ready to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from asltool.engine.effects import Steps
from asltool.engine.frame import Frame
from asltool.history.events import EventType
from asltool.json_value import JsonValue

Assigned: TypeAlias = "dict[str, JsonValue] | None"
"""The variables that a state assigns, by name."""

Exit: TypeAlias = "tuple[JsonValue, str | None, Assigned]"
"""How a state is left: its output, the next state's name or None at the end, what it assigned."""

PlainCode: TypeAlias = Callable[[Frame, JsonValue], Exit]
"""A state that asks nothing of the world: from frame and raw input straight to its exit."""

WaitingCode: TypeAlias = Callable[[Frame, JsonValue], Steps[Exit]]
"""A state that may wait."""


@dataclass(frozen=True, slots=True)
class StateProgram:
    """A state, ready to run."""

    name: str
    type: str
    entered: EventType
    exited: EventType
    plain: PlainCode | None
    waiting: WaitingCode | None
    """Exactly one of the two is there."""
    scale: int
    extra: int
    """The output is at most `scale` times the input and `extra` bytes."""
    counts_retries: bool
    """Whether the context object shows how often the state's work was repeated."""


@dataclass(frozen=True, slots=True)
class ScopeProgram:
    """A machine, branch or item processor, ready to run."""

    start_at: str
    states: dict[str, StateProgram]
