"""The error names that retriers and catchers wait for, and what the integration of a task raises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import TypeAlias

from asltool.model.machine import Map, Parallel, Task
from asltool.model.resource import readable_resource_of
from asltool.model.task_errors import TaskErrors, is_lambda, lambda_errors, task_errors
from asltool.records import record
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer

Wanted: TypeAlias = Callable[[tuple[str, ...]], tuple[int, ...]]
"""Gives the indexes of those names in an `ErrorEquals` that are wanted."""


@record
class ErrorName:
    """A name in `ErrorEquals`."""

    at: Pointer
    name: str

    @property
    def prefix(self) -> str:
        """What stands before the first full stop; all of it if there is none."""
        return self.name.partition(".")[0]

    @property
    def rest(self) -> str | None:
        """What stands behind the first full stop; None if there is none."""
        _, dot, rest = self.name.partition(".")
        return rest if dot else None


@record
class ServiceErrorName:
    """A name in `ErrorEquals` of a task that calls a service, and what the service raises."""

    error: ErrorName
    call: str
    """What is called: "sqs:sendMessage"."""
    raised: TaskErrors


def error_names(state: Task | Parallel | Map, wanted: Wanted) -> Iterator[ErrorName]:
    """Give those names that are wanted of which the retriers and then the catchers of *state* wait for."""
    for entry in state.error_handling:
        for index in wanted(entry.error_equals):
            yield ErrorName(entry.at / "ErrorEquals" / index, entry.error_equals[index])


def service_error_names(task: Task) -> Iterator[ServiceErrorName]:
    """Give the names that *task* waits for from a service; none where it may raise any error.

    What the service surely raises is left out, what Step Functions itself raises, and what a Lambda function
    may raise.
    """
    resource = readable_resource_of(task.resource.text)
    if resource is None:
        return
    of_lambda = is_lambda(resource)
    raised = lambda_errors() if of_lambda else task_errors(resource)
    if raised is None:
        return
    for error in error_names(task, partial(_doubtful, raised)):
        if not of_lambda:
            yield ServiceErrorName(error, resource.key, raised)
        elif error.prefix.lower() in raised.aliases and error.rest is not None:
            yield ServiceErrorName(error, "Lambda", raised)


@lru_cache(maxsize=1024)  # most states that call a service wait for the same names
def _doubtful(raised: TaskErrors, names: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(index for index, name in enumerate(names) if _is_doubtful(raised, name))


def _is_doubtful(raised: TaskErrors, name: str) -> bool:
    return name.partition(".")[0] != "States" and not raised.has(name) and not is_placeholder(name)
