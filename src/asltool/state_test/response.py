"""The response of TestState: how the state ended, and with which data on its way.

AWS: api.md 7.4; which data is shown depends on the state's type and query language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NotRequired, TypeAlias, TypedDict

from asltool.model.machine import Map, Pass
from asltool.state_test.json_texts import JsonTexts
from asltool.state_test.subject import Subject
from asltool.state_test.trying import Outcome

InspectionData: TypeAlias = "dict[str, Any]"
"""Values are JSON texts, those of `errorDetails` and a Map's terms numbers."""


class Response(TypedDict):
    """The answer of TestState."""

    output: NotRequired[str]
    """JSON text; absent where the state failed or is to be retried."""
    error: NotRequired[str]
    cause: NotRequired[str]
    inspectionData: NotRequired[InspectionData]
    nextState: NotRequired[str]
    status: str
    """"SUCCEEDED", "FAILED", "RETRIABLE" or "CAUGHT_ERROR"."""


_SHAPED = ("afterResultSelector", "afterResultPath")
_WORKED = ("afterInputPath", "afterParameters", "result", *_SHAPED)
_SHOWN: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("Pass", "JSONPath"): ("afterInputPath", "afterParameters", *_SHAPED),
    ("Wait", "JSONPath"): ("afterInputPath",),
    ("Choice", "JSONPath"): ("afterInputPath",),
    ("Succeed", "JSONPath"): ("afterInputPath",),
    ("Fail", "JSONPath"): ("afterInputPath",),
    ("Task", "JSONPath"): _WORKED,
    ("Task", "JSONata"): ("afterArguments", "result"),
    ("Map", "JSONPath"): ("afterInputPath", "afterItemsPath", "afterItemSelector", *_SHAPED),
    ("Map", "JSONata"): ("afterItemSelector",),
    ("Parallel", "JSONPath"): _SHAPED,
}
"""By type and query language, the steps that are shown beside the input; for all others none are."""

_DETAILS = ("catchIndex", "retryIndex", "retryBackoffIntervalSeconds")


def make_response(outcome: Outcome, texts: JsonTexts) -> Response:
    """Give the response, without inspection data."""
    response: Response = {"status": outcome.status}
    if outcome.status in ("SUCCEEDED", "CAUGHT_ERROR"):
        response["output"] = texts.text_of(outcome.output)
        if outcome.target is not None:
            response["nextState"] = outcome.target
    failure = outcome.failure
    if failure is not None and failure.name is not None:
        response["error"] = failure.name
    if failure is not None and failure.cause is not None:
        response["cause"] = failure.cause
    return response


def inspect(outcome: Outcome, subject: Subject, texts: JsonTexts) -> InspectionData:
    """Give the inspection data: the input, the values on the way that AWS shows, what became of a failure."""
    told = outcome.told
    data: InspectionData = {"input": texts.text_of(outcome.input)}
    data |= {step: texts.text_of(told[step]) for step in _steps(subject) if step in told}
    if isinstance(subject.state, Map):
        data |= _terms(told)
    if outcome.variables:
        data["variables"] = texts.text_of(outcome.variables)
    details = {name: told[name] for name in _DETAILS if name in told}
    if details:
        data["errorDetails"] = details
    return data


def _steps(subject: Subject) -> tuple[str, ...]:
    state = subject.state
    if isinstance(state, Pass) and state.result is not None:
        own_path = ("afterInputPath",) if "InputPath" in subject.fields else ()
        return (*own_path, "result", *_SHAPED)
    return _SHOWN.get((type(state).__name__, state.query_language), ())


def _terms(told: Mapping[str, Any]) -> InspectionData:
    """Give the terms on which a Map works, as far as they were found out."""
    terms: InspectionData = {}
    if "maxConcurrency" in told:
        terms["maxConcurrency"] = int(told["maxConcurrency"] or 0)
    if told.get("toleratedFailureCount") is not None:
        terms["toleratedFailureCount"] = int(told["toleratedFailureCount"])
    if told.get("toleratedFailurePercentage") is not None:
        terms["toleratedFailurePercentage"] = float(told["toleratedFailurePercentage"])
    return terms
