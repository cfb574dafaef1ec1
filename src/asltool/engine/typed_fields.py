"""Single fields that JSONata may give: numbers, texts, truth values; each with the type that it takes."""

from __future__ import annotations

from asltool.engine.evaluation_failure import expression_failure, wrong_type
from asltool.engine.flow import Enter
from asltool.engine.frame import Frame
from asltool.expr.errors import ExpressionFailure
from asltool.expr.language import Expression
from asltool.json_value import JsonValue, json_type


def compile_typed(location: str, expression: Expression, expected: str) -> Enter:
    """Give the evaluation of *expression* on `$states`; *expected* is the JSON type that the field takes.

    Raises (when evaluated):
        FieldFailure: It gives no value, or one of another type.
    """
    evaluate, text = expression.compile(), expression.text

    def read(states: JsonValue, frame: Frame) -> JsonValue:
        try:
            value = evaluate(states, frame)
        except ExpressionFailure as failure:
            raise expression_failure(location, text, failure.outcome) from None
        if json_type(value) != expected:
            raise wrong_type(location, text, expected, value)
        return value

    return read
