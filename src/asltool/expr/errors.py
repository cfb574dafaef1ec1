"""What can be wrong with an expression: its text, or its evaluation."""

from __future__ import annotations


class ExpressionSyntaxError(ValueError):
    """An expression's text does not parse.

    Args:
        message: What is wrong, in asltool's words: lower case, no full stop.
        offset: The 0-based character of the expression at which it goes wrong.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class EvaluationError(Exception):
    """An expression that parsed gives no value. Its text is the reason in AWS's words."""


class IntrinsicError(EvaluationError):
    """An intrinsic function that refuses its arguments (`States.IntrinsicFailure`)."""
