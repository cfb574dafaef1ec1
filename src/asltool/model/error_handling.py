"""Retriers, catchers, and the names of errors."""

from __future__ import annotations

from math import log

from asltool.expr.jsonpath.reference_path import ReferencePath
from asltool.expr.template import PayloadTemplate
from asltool.model.transitions import Next
from asltool.records import record
from asltool.source.pointer import Pointer

ALL = "States.ALL"
TASK_FAILED = "States.TaskFailed"
TIMEOUT = "States.Timeout"
HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout"
RUNTIME = "States.Runtime"
DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded"
QUERY_EVALUATION_ERROR = "States.QueryEvaluationError"
INTRINSIC_FAILURE = "States.IntrinsicFailure"
RESULT_PATH_MATCH_FAILURE = "States.ResultPathMatchFailure"
ITEM_READER_FAILED = "States.ItemReaderFailed"
RESULT_WRITER_FAILED = "States.ResultWriterFailed"

PREDEFINED_ERRORS = frozenset(
    {
        ALL,
        TASK_FAILED,
        TIMEOUT,
        HEARTBEAT_TIMEOUT,
        RUNTIME,
        DATA_LIMIT_EXCEEDED,
        QUERY_EVALUATION_ERROR,
        INTRINSIC_FAILURE,
        RESULT_PATH_MATCH_FAILURE,
        "States.Permissions",
        "States.ParameterPathFailure",
        "States.BranchFailed",
        "States.NoChoiceMatched",
        "States.ItemReaderFailed",
        "States.ResultWriterFailed",
        "States.ExceedToleratedFailureThreshold",
        "States.ReferencePathConflict",
        "States.Http.Socket",
    }
)
"""The error names that the service itself uses; `States.Http.StatusCode.NNN` comes on top."""

LAMBDA_TRANSIENT_ERRORS = (
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
)
"""The errors of Lambda itself, rather than of a function, that AWS says to retry."""

_BEYOND_ALL_LIMITS = 1e12
"""A number that is greater than any that a retrier may have; what has one is refused."""

_TERMINAL = frozenset({RUNTIME})
"""What no retrier and no catcher sees, not even one that names it."""


def matches(error_equals: tuple[str, ...], name: str | None) -> bool:
    """Tell whether a list of `ErrorEquals` covers the error *name* (None: an error without a name).

    Spec: error-names. `States.ALL` covers everything but terminal errors; `States.TaskFailed` everything but
    those and timeouts; `States.HeartbeatTimeout` is a kind of `States.Timeout`.
    """
    if name in _TERMINAL:
        return False
    if name in error_equals or ALL in error_equals:
        return True
    if name == HEARTBEAT_TIMEOUT:
        return TIMEOUT in error_equals
    return TASK_FAILED in error_equals and name != TIMEOUT


@record(eq=False)
class Retrier:
    """One entry of `Retry`."""

    at: Pointer
    error_equals: tuple[str, ...]
    interval_seconds: float = 1
    max_attempts: int = 3
    """How often the work is repeated; 0 means never."""
    backoff_rate: float = 2.0
    max_delay_seconds: float | None = None
    jitter_strategy: str = "NONE"
    is_unknown: bool = False
    """Whether a placeholder stands for it, or for all of them; it is the only name then."""

    def delay_seconds(self, attempt: int) -> float:
        """Give the pause before repetition *attempt* (1 for the first), without jitter."""
        try:
            delay = self.interval_seconds * self.backoff_rate ** (attempt - 1)
        except OverflowError:
            delay = float("inf")
        return delay if self.max_delay_seconds is None else min(delay, self.max_delay_seconds)

    def total_delay_seconds(self, attempts: int) -> float:
        """Give the sum of the pauses before the first so many repetitions, without jitter."""
        rate, interval, longest = self.backoff_rate, self.interval_seconds, self.max_delay_seconds
        if max(attempts, rate, interval, longest or 0) > _BEYOND_ALL_LIMITS:
            return float("inf")
        if rate <= 1 or (longest is not None and longest <= interval):
            return attempts * self.delay_seconds(1)
        growing, rate = attempts, float(rate)
        if longest is not None:
            growing = min(attempts, 1 + int(log(longest / max(interval, 1)) / log(rate)))
        try:
            grown = interval * (rate**growing - 1) / (rate - 1)
        except OverflowError:
            return float("inf")
        return grown + (attempts - growing) * (longest or 0)


@record(eq=False)
class Catcher:
    """One entry of `Catch`."""

    at: Pointer
    error_equals: tuple[str, ...]
    next: Next
    result_path: ReferencePath | None
    """Where the error output goes in the state's raw input; None for `"ResultPath": null`. JSONPath only."""
    assign: PayloadTemplate | None = None
    output: PayloadTemplate | None = None
    """JSONata only."""
    is_unknown: bool = False
    """Whether a placeholder stands for it, or for all of them; it is the only name, and the target, then."""
