"""Turns an evaluation that failed into the error that the service reports for it.

AWS: surprises.md 2; expressions.md 2.2, missing-path outcomes; errors.md 3.5.
"""

from __future__ import annotations

from asltool.engine.errors import StatesError
from asltool.engine.evaluation_failure import FieldFailure, record_evaluation_failed
from asltool.engine.frame import Frame
from asltool.expr.errors import EvaluationError
from asltool.expr.intrinsics.errors import IntrinsicFailure
from asltool.expr.jsonpath.path import Path, PathNotFound
from asltool.expr.jsonpath.reference_path import ReferencePathMismatch
from asltool.expr.language import Expression
from asltool.expr.template import TemplateError
from asltool.json_value import JsonValue, json_text
from asltool.model.error_handling import INTRINSIC_FAILURE, RESULT_PATH_MATCH_FAILURE, RUNTIME


def explain(error: EvaluationError, frame: Frame, raw: JsonValue) -> StatesError:
    """Give the service's error for an evaluation that failed in the current state of *frame*.

    Args:
        error: What the expression raised.
        frame: The scope it was evaluated in.
        raw: The state's raw input, which some texts quote.
    """
    match error:
        case FieldFailure():
            return record_evaluation_failed(error, frame)
        case TemplateError():
            return explain_field(error.error, frame, error.field, error.expression, error.data)
        case PathNotFound():
            return frame.failure(RUNTIME, f"Invalid path '{error.path}' : {error.reason}")
        case ReferencePathMismatch():
            cause = f"Unable to apply ReferencePath {error.path} to input {json_text(raw)}"
            return frame.failure(RESULT_PATH_MATCH_FAILURE, cause)
        case _:
            return frame.failure(RUNTIME, str(error))


def explain_field(
    error: EvaluationError, frame: Frame, field: str, expression: Expression, data: JsonValue
) -> StatesError:
    """Give the service's error for a template's field, or `ErrorPath` or `CausePath`, that failed."""
    if isinstance(error, IntrinsicFailure):
        cause = f"The function '{error.function_text}' had the following error: {error.reason}"
        return frame.failure(RUNTIME if error.is_path_problem else INTRINSIC_FAILURE, cause)
    quoted = frame.context if isinstance(expression, Path) and expression.of_context else data
    cause = (
        f"The JSONPath '{expression.text}' specified for the field '{field}' "
        f"could not be found in the input '{json_text(quoted)}'"
    )
    return frame.failure(RUNTIME, cause)
