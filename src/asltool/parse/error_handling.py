"""Retriers and catchers."""

from __future__ import annotations

from asltool.expr.language import QueryLanguage
from asltool.json_value import JsonValue
from asltool.model.error_handling import Catcher, Retrier
from asltool.model.transitions import Next
from asltool.parse.expressions import WHOLE_INPUT
from asltool.parse.fields import read_object
from asltool.parse.reading import Reading
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer


def read_retrier(reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage) -> Retrier | None:
    """Read one entry of `Retry`; what a placeholder stands for keeps its default.

    A placeholder for the whole entry is one that is not known yet, and so is one for all of them.
    """
    if isinstance(value, str) and is_placeholder(value):
        return Retrier(at=at, error_equals=(value,), is_unknown=True)
    values = read_object(reading, "Retrier", value, at, language)
    if values is None:
        return None
    return Retrier(
        at=at,
        error_equals=values["ErrorEquals"],
        interval_seconds=values.known("IntervalSeconds", 1),
        max_attempts=values.known("MaxAttempts", 3),
        backoff_rate=values.known("BackoffRate", 2.0),
        max_delay_seconds=values.known("MaxDelaySeconds", None),
        jitter_strategy=values.known("JitterStrategy", "NONE"),
    )


def read_catcher(reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage) -> Catcher | None:
    """Read one entry of `Catch`; a placeholder for it, or for all of them, is one that is not known yet."""
    if isinstance(value, str) and is_placeholder(value):
        return Catcher(
            at=at, error_equals=(value,), next=Next(value, at), result_path=WHOLE_INPUT, is_unknown=True
        )
    values = read_object(reading, "Catcher", value, at, language)
    if values is None:
        return None
    return Catcher(
        at=at,
        error_equals=values["ErrorEquals"],
        next=values["Next"],
        result_path=values.get("ResultPath", WHOLE_INPUT),
        assign=values.get("Assign"),
        output=values.get("Output"),
    )
