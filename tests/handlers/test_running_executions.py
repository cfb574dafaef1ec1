from __future__ import annotations

import pytest

from asltool.errors import ApiError, AsltoolError
from asltool.handlers.running_executions import RunningExecutions

ARN = "arn:aws:states:us-east-1:123456789012:execution:M:n"


def test_an_execution_is_stopped_as_long_as_it_runs() -> None:
    executions = RunningExecutions()
    stopped: list[tuple[str | None, str | None]] = []
    remove = executions.add(ARN, lambda error, cause: stopped.append((error, cause)))

    executions.stop(ARN, "E", None)
    assert (stopped, executions.is_running(ARN)) == ([("E", None)], True)

    remove()
    remove()
    with pytest.raises(ApiError, match=f"ExecutionDoesNotExist: Execution Does Not Exist: '{ARN}'"):
        executions.stop(ARN, None, None)


def test_of_two_with_one_name_none_is_stopped() -> None:
    executions = RunningExecutions()
    remove = executions.add(ARN, lambda *_: None)
    executions.add(ARN, lambda *_: None)

    with pytest.raises(AsltoolError, match="give each its own name"):
        executions.stop(ARN, None, None)

    remove()
    executions.stop(ARN, None, None)
