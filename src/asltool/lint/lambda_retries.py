"""Which of Lambda's own errors a Lambda task tries again after."""

from __future__ import annotations

from functools import lru_cache

from asltool.lint.resources import readable_resource
from asltool.model.error_handling import LAMBDA_TRANSIENT_ERRORS, matches
from asltool.model.machine import Task
from asltool.model.resource import Kind

_INVOKE = "lambda:invoke"


def unretried_errors(task: Task) -> tuple[str, ...]:
    """Give the transient errors of Lambda that *task* does not retry, as far as its retriers are known.

    None for what is no Lambda task.
    """
    resource = readable_resource(task)
    if resource is None or not (resource.kind is Kind.LAMBDA_FUNCTION or resource.key == _INVOKE):
        return ()
    if not task.retry:
        return LAMBDA_TRANSIENT_ERRORS
    if any(retrier.is_unknown for retrier in task.retry):
        return ()
    return _unretried(tuple((retrier.error_equals, retrier.max_attempts > 0) for retrier in task.retry))


@lru_cache(maxsize=1024)  # most tasks have the same retriers
def _unretried(retriers: tuple[tuple[tuple[str, ...], bool], ...]) -> tuple[str, ...]:
    """Give the same for retriers of which each has its names and whether it tries again."""
    return tuple(
        name
        for name in LAMBDA_TRANSIENT_ERRORS
        if not next((retries for names, retries in retriers if matches(names, name)), False)
    )
