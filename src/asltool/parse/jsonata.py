"""Mistakes in JSONata expressions: what does not parse, and what the service does not take."""

from __future__ import annotations

from collections.abc import Collection

from asltool.diagnostics import AwsDiagnostic, Severity
from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.language import Expression, QueryLanguage
from asltool.parse import notation
from asltool.parse.expression_problems import INVALID_EXPRESSION, UNSUPPORTED_REFERENCE
from asltool.parse.reading import Reading, aws_location, mark
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer


def report_syntax_error(reading: Reading, error: ExpressionSyntaxError, text: str, at: Pointer) -> None:
    """Report that the string *text*, which stands at *at*, is marked as an expression and does not parse.

    A placeholder is not reported: what will stand there may well parse.
    """
    if is_placeholder(text):
        return
    ours = error.message[:1].lower() + error.message[1:] + notation.of_jsonata(text, error.offset)
    words = error.message[:1].upper() + error.message[1:]
    aws = AwsDiagnostic("INVALID_JSONATA_EXPRESSION", words, aws_location(at))
    reading.report(INVALID_EXPRESSION, ours, at, inner=mark(error, text), aws=aws)


def report_refusals(
    reading: Reading, language: QueryLanguage, expression: Expression, at: Pointer, sees: Collection[str]
) -> None:
    """Report what the service does not take in the expression at *at*.

    Args:
        reading: Collects the reports.
        language: The expression's language.
        expression: The expression.
        at: Where it stands.
        sees: What `$states` has there.
    """
    for refusal in language.refusals(expression, sees):
        aws = AwsDiagnostic("UNSUPPORTED_JSONATA_EXPRESSION", refusal.aws_message, aws_location(at))
        reading.report(
            UNSUPPORTED_REFERENCE,
            refusal.message,
            at,
            severity=UNSUPPORTED_REFERENCE.severity if refusal.is_measured else Severity.WARNING,
            inner=(refusal.start, refusal.end),
            aws=aws,
        )
