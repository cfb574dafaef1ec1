"""The service's limits on data, as the engine enforces them."""

from __future__ import annotations

from asltool.engine.effects import Failed, Succeeded
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame
from asltool.json_value import JsonValue, json_bytes
from asltool.model.error_handling import DATA_LIMIT_EXCEEDED, RUNTIME

MAX_PAYLOAD_BYTES = 262_144
"""AWS: limits-and-pricing.md 8.1; the input or output of a task, state or execution."""


def too_large(blamed: str) -> str:
    """Give the cause for a result that is too large; *blamed* is where it came from."""
    return (
        f"The state/task '{blamed}' returned a result with a size exceeding the maximum number of bytes "
        "service limit."
    )


def require_result_size(answer: Succeeded, blamed: str) -> Succeeded | Failed:
    """Give a task's answer, or the failure that stands for a result that is too large."""
    if json_bytes(answer.result) > MAX_PAYLOAD_BYTES:
        return Failed(DATA_LIMIT_EXCEEDED, too_large(blamed))
    return answer


MAX_VARIABLES_BYTES = 10 * 1024 * 1024
"""AWS: limits-and-pricing.md 8.1; all variables of an execution. One, or one Assign, may have 256 KiB."""


def assign(assigned: dict[str, JsonValue], frame: Frame) -> None:
    """Give the frame's variables the values that a state assigns.

    Raises:
        StatesError: A variable, what is assigned together, or all variables together are too large.
    """
    size = json_bytes(assigned)
    if size <= MAX_PAYLOAD_BYTES:
        before = sum(json_bytes(frame.variables[name]) for name in assigned if name in frame.variables)
        frame.variables_bytes += size - before
        if frame.variables_bytes <= MAX_VARIABLES_BYTES:
            frame.variables.update(assigned)
            return
    raise frame.failure(DATA_LIMIT_EXCEEDED, "The size of the variables exceeds the service limit.")


def measured(value: JsonValue, state_name: str) -> int:
    """Measure a state's output.

    Raises:
        StatesError: It is too large; nothing catches that.
    """
    size = json_bytes(value)
    if size > MAX_PAYLOAD_BYTES:
        raise StatesError(DATA_LIMIT_EXCEEDED, too_large(state_name), is_terminal=True)
    return size


MAX_EVENTS = 25_000
"""AWS: limits-and-pricing.md 8.2; the last of them is the execution's failure. Standard machines only."""


def history_limit_reached() -> StatesError:
    """Give the failure of an execution that has as many events as there may be."""
    cause = f"The execution reached the maximum number of history events ({MAX_EVENTS})."
    return StatesError(RUNTIME, cause, is_terminal=True)


EXPRESS_SECONDS = 300
"""AWS: limits-and-pricing.md 8.2; the longest that an Express execution may take."""
