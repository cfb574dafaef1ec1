"""The error names that retriers and catchers wait for, and what the integration of a task raises."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.model.error_handling import Catcher, Retrier
from asltool.model.machine import Map, Parallel, Task
from asltool.model.resource import readable_resource_of
from asltool.model.task_errors import TaskErrors, is_lambda, lambda_errors, task_errors
from asltool.records import record
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer


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


def error_names(state: Task | Parallel | Map) -> Iterator[ErrorName]:
    """Give the names that the retriers and then the catchers of *state* wait for, but for placeholders."""
    entries: tuple[Retrier | Catcher, ...] = (*state.retry, *state.catch)
    for entry in entries:
        at = entry.at / "ErrorEquals"
        for index, name in enumerate(entry.error_equals):
            if not is_placeholder(name):
                yield ErrorName(at / index, name)


def service_error_names(task: Task) -> Iterator[ServiceErrorName]:
    """Give the names that *task* waits for from a service; none where it may raise any error.

    What Step Functions itself raises is left out, and what a Lambda function may raise.
    """
    named = [error for error in error_names(task) if error.prefix != "States"]
    resource = readable_resource_of(task.resource.text) if named else None
    if resource is None:
        return
    if is_lambda(resource):
        raised = lambda_errors()
        for error in named:
            if error.prefix.lower() in raised.aliases and error.rest is not None:
                yield ServiceErrorName(error, "Lambda", raised)
    elif (errors := task_errors(resource)) is not None:
        for error in named:
            yield ServiceErrorName(error, resource.key, errors)
