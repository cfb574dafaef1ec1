"""Writes down that a Parallel or Map state failed for good."""

from __future__ import annotations

from asltool.engine.effects import Steps
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame
from asltool.engine.state_code import Exit, WaitingCode
from asltool.history.events import EventType
from asltool.json_value import JsonValue


def recording_failure(body: WaitingCode, type_: EventType) -> WaitingCode:
    """Give code that writes an event of *type_* when *body* fails and no retrier is left.

    AWS: surprises.md 18. Attempts that are repeated leave no such event, nor do failures that end all.
    """

    def run(frame: Frame, raw: JsonValue) -> Steps[Exit]:
        try:
            return (yield from body(frame, raw))
        except StatesError as error:
            if not error.is_terminal:
                frame.last_event = frame.recorder.record(type_, frame.last_event)
            raise

    return run
