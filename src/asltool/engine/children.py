"""The scopes that a Parallel or Map state has running, and what the history says when one of them fails.

AWS: history.md 4.4 and 4.5.
"""

from __future__ import annotations

from asltool.engine.effects import ChildFailed
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame
from asltool.history.events import MAP_ITERATION_ABORTED, MAP_ITERATION_FAILED, STATE_ABORTED


def take_failure(frame: Frame, failed: ChildFailed) -> StatesError:
    """Write down that a child of *frame*'s state failed and that the others are cut short.

    Returns:
        The failure, as the state's own: retriers and catchers see it under its own name and cause.
    """
    error = failed.error
    children, frame.children = frame.children, {}
    if error.is_terminal:
        return error
    event = error.event or frame.last_event
    for index in sorted(children):
        if index == failed.index:
            _record_failed(children[index], error, event)
        else:
            record_aborted(children[index], event)
    frame.last_event = event
    return StatesError(error.name, error.cause, matched_as=error.matched_as)


def _record_failed(child: Frame, error: StatesError, event: int) -> None:
    if child.iteration is not None:
        child.recorder.record(MAP_ITERATION_FAILED, event, *child.iteration)
    if error.is_task_failure and child.is_concurrent:
        child.recorder.record(STATE_ABORTED["Task"], event)


def record_aborted(child: Frame, event: int) -> None:
    """Write down that *child* and all that runs inside it is cut short because of *event*."""
    if child.iteration is not None:
        child.recorder.record(MAP_ITERATION_ABORTED, event, *child.iteration)
    aborted = STATE_ABORTED.get(child.state.type)
    if aborted is not None:
        child.recorder.record(aborted, event)
    for index in sorted(child.children):
        record_aborted(child.children[index], event)
