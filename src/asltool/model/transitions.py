"""Transitions: where an execution goes when it leaves a state."""

from __future__ import annotations

from typing import TypeAlias

from asltool.records import record
from asltool.source.pointer import Pointer


@record
class Next:
    """On to another state of the same scope."""

    target: str
    at: Pointer
    """Where the target is written: the pointer of the `Next`, `Default` or `StartAt` field."""


@record
class End:
    """The scope ends here."""


Transition: TypeAlias = Next | End
