from __future__ import annotations

from asltool.expr.errors import EvaluationError, ExpressionSyntaxError, IntrinsicError


def test_a_syntax_error_says_what_and_where() -> None:
    error = ExpressionSyntaxError("no path", 3)

    assert (str(error), error.message, error.offset) == ("no path", "no path", 3)
    assert ExpressionSyntaxError("no path").offset == 0


def test_a_function_that_refuses_is_an_evaluation_that_failed() -> None:
    assert issubclass(IntrinsicError, EvaluationError)
    assert not issubclass(ExpressionSyntaxError, EvaluationError)
