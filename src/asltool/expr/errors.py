"""What can be wrong with an expression: its text, or its evaluation."""

from __future__ import annotations


class ExpressionSyntaxError(ValueError):
    """An expression's text does not parse.

    Args:
        message: What is wrong, in asltool's words: lower case, no full stop.
        offset: The 0-based character of the expression at which it goes wrong.
        length: How many characters are wrong.
    """

    length = 1

    def __init__(self, message: str, offset: int = 0, length: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.length = length


class EvaluationError(Exception):
    """An expression that parsed gives no value. Its text is the reason in AWS's words."""


class IntrinsicError(EvaluationError):
    """An intrinsic function that refuses its arguments (`States.IntrinsicFailure`)."""


class ExpressionFailure(EvaluationError):  # noqa: N818 - the word that AWS uses for it
    """An expression whose failure AWS reports under its own text (`States.QueryEvaluationError`).

    Args:
        text: The expression, as it was written.
        outcome: What came of it, as the end of a sentence: `returned nothing (undefined).`
    """

    def __init__(self, text: str, outcome: str) -> None:
        super().__init__(f"The expression '{text}' {outcome}")
        self.text = text
        self.outcome = outcome
