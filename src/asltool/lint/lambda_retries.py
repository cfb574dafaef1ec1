"""Which of Lambda's own errors a Lambda task tries again after."""

from __future__ import annotations

from asltool.lint.resources import readable_resource
from asltool.model.error_handling import LAMBDA_TRANSIENT_ERRORS, matches
from asltool.model.machine import Task
from asltool.model.resource import Kind

_INVOKE = "lambda:invoke"


def unretried_errors(task: Task) -> tuple[str, ...]:
    """Give the transient errors of Lambda that *task* does not retry; none for what is no Lambda task."""
    resource = readable_resource(task)
    if resource is None or not (resource.kind is Kind.LAMBDA_FUNCTION or resource.key == _INVOKE):
        return ()
    if not task.retry:
        return LAMBDA_TRANSIENT_ERRORS
    return tuple(name for name in LAMBDA_TRANSIENT_ERRORS if not _is_retried(task, name))


def _is_retried(task: Task, name: str) -> bool:
    for retrier in task.retry:
        if matches(retrier.error_equals, name):
            return retrier.max_attempts > 0
    return False
