from __future__ import annotations

from asltool.expr.intrinsics.errors import IntrinsicFailure


def test_a_failure_reads_as_the_cause_that_aws_writes() -> None:
    failure = IntrinsicFailure("States.UUID(1)", "it is Monday", is_path_problem=False)

    assert str(failure) == "The function 'States.UUID(1)' had the following error: it is Monday"
    assert (failure.function_text, failure.reason) == ("States.UUID(1)", "it is Monday")
    assert not failure.is_path_problem
