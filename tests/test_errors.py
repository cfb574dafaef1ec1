from __future__ import annotations

from typing import Any

import pytest

from asltool.errors import AsltoolError, MissingHandlerError, TaskError, UnreadableFileError


@pytest.mark.parametrize("error", [UnreadableFileError, MissingHandlerError])
def test_wrong_use_of_the_tool_is_one_family(error: type[AsltoolError]) -> None:
    assert issubclass(error, AsltoolError)


def test_the_failure_of_a_task_is_no_wrong_use() -> None:
    assert not issubclass(TaskError, AsltoolError)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("Boom", "it blew up"), "Boom: it blew up"),
        (("Boom",), "Boom"),
        ((None, "it blew up"), "it blew up"),
        ((), "task failed"),
        (("Boom", {"code": 5}), "Boom: {'code': 5}"),
    ],
)
def test_a_task_error_reads_as_its_name_and_cause(arguments: tuple[Any, ...], text: str) -> None:
    error = TaskError(*arguments)

    assert str(error) == text
    assert (error.error, error.cause) == (*arguments, None, None)[:2]
