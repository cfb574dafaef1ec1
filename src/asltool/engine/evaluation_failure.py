"""JSONata expressions that give no value, or one of the wrong type: as the service reports and records them.

AWS: expressions.md 2.4, error form; surprises.md 16, 38 and 39.
"""

from __future__ import annotations

from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame
from asltool.expr.errors import EvaluationError, ExpressionFailure
from asltool.expr.template import TemplateError
from asltool.history.events import EVALUATION_FAILED
from asltool.json_value import JsonValue, json_text, json_type
from asltool.model.error_handling import QUERY_EVALUATION_ERROR
from asltool.source.pointer import Pointer


class FieldFailure(EvaluationError):  # noqa: N818 - a failure of the execution, not of ours
    """A field whose JSONata gives no value that it can take.

    Args:
        cause: What is wrong, in the service's words, without the introduction.
        location: Where, as the service writes it: `Output/a/b[0]`; None where it names no place.
    """

    def __init__(self, cause: str, location: str | None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.location = location


def field_failure(field: str, error: TemplateError) -> EvaluationError:
    """Give the failure of the template in *field*; one that is no expression's own stays as it is."""
    failure = error.error
    if not isinstance(failure, ExpressionFailure):
        return failure
    return expression_failure(field + location_text(error.at), failure.text, failure.outcome)


def expression_failure(location: str, text: str, outcome: str) -> FieldFailure:
    """Give the failure of the expression *text* at *location*."""
    cause = f"The JSONata expression '{text}' specified for the field '{location}' {outcome}"
    return FieldFailure(cause, location)


def wrong_type(location: str, text: str, expected: str, value: JsonValue) -> FieldFailure:
    """Give the failure of an expression whose value is of another type than its field takes."""
    outcome = (
        f"returned an unexpected result type. Expected '{expected}', "
        f"but was '{json_type(value)}' for value: {json_text(value)}"
    )
    return expression_failure(location, text, outcome)


def location_text(at: Pointer) -> str:
    """Write the way into a template as the service does: `/a/b[0]`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f"/{step}" for step in at)


def record_evaluation_failed(failure: FieldFailure, frame: Frame) -> StatesError:
    """Write down that an evaluation failed, and give the error that retriers and catchers see.

    AWS: as recorded for Pass, Task and Map: where nothing has happened in the state yet, the event follows
    what came before the entry; for Wait, the entry itself.
    """
    error = frame.failure(QUERY_EVALUATION_ERROR, failure.cause)
    frame.last_event = frame.recorder.record(
        EVALUATION_FAILED, _before(frame), error.name, error.cause, failure.location, frame.state.name
    )
    return error


def _before(frame: Frame) -> int:
    if frame.last_event != frame.entered_id or frame.state.type == "Wait":
        return frame.last_event
    previous: int = frame.recorder.events[frame.entered_id - 1][1]
    return previous
