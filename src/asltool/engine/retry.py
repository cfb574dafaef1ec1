"""Retrying: a state's code that is repeated when it fails."""

from __future__ import annotations

from asltool.engine.effects import Sleep, Steps
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame
from asltool.engine.state_code import Exit, WaitingCode
from asltool.json_value import JsonValue
from asltool.model.error_handling import Retrier, matches


def retrying(body: WaitingCode, retriers: tuple[Retrier, ...]) -> WaitingCode:
    """Give code that repeats *body* as its retriers allow.

    Spec: retrying-after-error. The first retrier that names the error decides; each keeps its own count of
    attempts, for one visit to the state.

    Raises (inside the code):
        StatesError: The error of the last attempt, once no retrier is left for it.
    """
    if not retriers:
        return body

    def run(frame: Frame, raw: JsonValue) -> Steps[Exit]:
        counts = [0] * len(retriers)
        while True:
            try:
                return (yield from body(frame, raw))
            except StatesError as error:
                pause = _pause(error, retriers, counts, frame)
                if pause is None:
                    raise
            yield Sleep(frame.now() + pause)
            frame.retry_count = sum(counts)

    return run


def _pause(
    error: StatesError, retriers: tuple[Retrier, ...], counts: list[int], frame: Frame
) -> float | None:
    """Give the seconds to wait before the next attempt and count it; None where there is none."""
    at = deciding_retrier(error, retriers)
    if at is None or counts[at] >= retriers[at].max_attempts:
        return None
    counts[at] += 1
    pause = retriers[at].delay_seconds(counts[at])
    return pause * frame.random() if retriers[at].jitter_strategy == "FULL" else pause


def deciding_retrier(error: StatesError, retriers: tuple[Retrier, ...]) -> int | None:
    """Give the number of the retrier that decides what becomes of *error*; None where none does."""
    if error.is_terminal:
        return None
    covers = (at for at, each in enumerate(retriers) if matches(each.error_equals, error.matched_as))
    return next(covers, None)
