"""What can be wrong with an intrinsic function call: its text, or its evaluation."""

from __future__ import annotations

from asltool.expr.errors import EvaluationError, ExpressionSyntaxError


class InvalidIntrinsic(ExpressionSyntaxError):  # noqa: N818 - named as `InvalidPath` beside it
    """A text that is no intrinsic function call, or a call that can never succeed."""


class IntrinsicFailure(EvaluationError):  # noqa: N818 - the word of the error name `States.IntrinsicFailure`
    """An intrinsic function call that gives no value; its text is AWS's cause.

    Args:
        function_text: The outermost call, as written.
        reason: What went wrong inside it.
        is_path_problem: Whether an argument's path found nothing. That is `States.Runtime`, which nothing
            catches; every other failure is `States.IntrinsicFailure`.
    """

    def __init__(self, function_text: str, reason: str, *, is_path_problem: bool) -> None:
        super().__init__(f"The function '{function_text}' had the following error: {reason}")
        self.function_text = function_text
        self.reason = reason
        self.is_path_problem = is_path_problem
