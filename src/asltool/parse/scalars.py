"""Readers of plain values: text, numbers, true and false."""

from __future__ import annotations

import difflib
from typing import Any

from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.language import Expression, QueryLanguage
from asltool.json_value import JsonValue
from asltool.model.fields import Field, Kind
from asltool.parse import notation
from asltool.parse.field_problems import OUT_OF_RANGE, UNKNOWN_VALUE, WRONG_TYPE
from asltool.parse.jsonata import report_refusals, report_syntax_error
from asltool.parse.reading import (
    Reading,
    described,
    quoted,
    schema_failure,
)
from asltool.parse.unknown import UnknownExpression
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer

BROKEN = object()
"""What a reader gives for a value that is unusable; it has reported why."""

ABSENT = None
"""What a reader gives for a value that is not known yet and is no expression: the field's default counts."""


def wrong_type(
    reading: Reading, wanted: str, aws_type: str, value: JsonValue, at: Pointer, hint: str = ""
) -> object:
    """Report that the value at *at* is not *wanted* (`a whole number`), and give BROKEN.

    A placeholder is not reported: what will stand there may well be right.
    """
    if is_placeholder(value):
        return BROKEN
    subject = f'"{at[-1]}"' if at and isinstance(at[-1], str) else "this"
    message = f"{subject} must be {wanted}, not {described(value)}{hint}"
    reading.report(WRONG_TYPE, message, at, aws=schema_failure(f"Expected value of type [{aws_type}]", at))
    return BROKEN


def read_text(reading: Reading, field: Field, raw: JsonValue, at: Pointer, language: QueryLanguage) -> Any:
    """Read a text, or where the field may be computed the expression that it is."""
    if not isinstance(raw, str):
        return wrong_type(reading, "text", "STRING", raw, at / field.name)
    if field.is_dynamic:
        expression = read_expression(reading, field, raw, at, language)
        return raw if expression is None else expression
    if field.allowed and raw not in field.allowed and not is_placeholder(raw):
        report_unknown_value(reading, field.name, raw, field.allowed, at / field.name)
    if field.max_characters is not None and len(raw) > field.max_characters and not is_placeholder(raw):
        message = f'"{field.name}" has {len(raw)} characters; {field.max_characters} are the most'
        reading.report(
            OUT_OF_RANGE, message, at / field.name, aws=schema_failure("Value is too long", at / field.name)
        )
    return raw


def report_unknown_value(
    reading: Reading, name: str, value: str, allowed: tuple[str, ...], at: Pointer, aws_message: str = ""
) -> None:
    """Report that *value* is none of the texts that the field takes."""
    near = difflib.get_close_matches(value.lower(), [text.lower() for text in allowed], n=1)
    guess = next((text for text in allowed if text.lower() in near), None)
    hint = f'; did you mean "{guess}"?' if guess else f"; it takes {quoted(allowed, 'or')}"
    aws = schema_failure(aws_message or f"Value should be one of the following: [{', '.join(allowed)}]", at)
    reading.report(UNKNOWN_VALUE, f'"{name}" cannot be {described(value)}{hint}', at, aws=aws)


def read_boolean(reading: Reading, field: Field, raw: JsonValue, at: Pointer, language: QueryLanguage) -> Any:
    """Read true or false."""
    if isinstance(raw, bool) or is_placeholder(raw):
        return raw
    hint = notation.of_value(field, raw, language.name)
    return wrong_type(reading, "true or false", "BOOLEAN", raw, at / field.name, hint)


def read_number(reading: Reading, field: Field, raw: JsonValue, at: Pointer, language: QueryLanguage) -> Any:
    """Read a number within the field's limits, or the expression that gives it.

    A whole number may be written as `5.0`. One beyond the limits is reported, and given all the same.
    """
    if isinstance(raw, str):
        return _read_number_text(reading, field, raw, at, language)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return _not_a_number(reading, field, raw, at / field.name)
    number = raw
    if field.kind is Kind.INTEGER and isinstance(raw, float):
        if not raw.is_integer():
            return _not_a_number(reading, field, raw, at / field.name)
        number = int(raw)
    if field.minimum is not None and number < field.minimum:
        _out_of_range(reading, field, number, at / field.name, "Minimum", field.minimum)
    elif field.maximum is not None and number > field.maximum:
        _out_of_range(reading, field, number, at / field.name, "Maximum", field.maximum)
    return number


def _read_number_text(reading: Reading, field: Field, raw: str, at: Pointer, language: QueryLanguage) -> Any:
    if is_placeholder(raw):
        return UnknownExpression(raw) if field.is_dynamic else ABSENT
    if field.is_dynamic:
        expression = read_expression(reading, field, raw, at, language)
        if expression is not None:
            return expression
    return _not_a_number(reading, field, raw, at / field.name, notation.of_value(field, raw, language.name))


def read_expression(
    reading: Reading, field: Field, raw: str, at: Pointer, language: QueryLanguage
) -> Expression | object | None:
    """Give the expression that a field's text is; None for plain text, BROKEN if it does not parse."""
    here = at / field.name
    try:
        expression = language.text_value(raw)
    except ExpressionSyntaxError as error:
        report_syntax_error(reading, error, raw, here)
        return UnknownExpression(raw) if is_placeholder(raw) else BROKEN
    if expression is not None:
        report_refusals(reading, language, expression, here, field.sees)
    return expression


def _not_a_number(reading: Reading, field: Field, raw: JsonValue, here: Pointer, hint: str = "") -> object:
    return wrong_type(reading, f"a {field.kind.value}", "NUMBER", raw, here, hint)


def _out_of_range(
    reading: Reading, field: Field, number: float, here: Pointer, side: str, limit: float
) -> None:
    shown = float(limit) if field.kind is Kind.NUMBER else int(limit)
    bound = "at least" if side == "Minimum" else "at most"
    message = f'"{field.name}" is {number}; it must be {bound} {int(limit)}'
    reading.report(OUT_OF_RANGE, message, here, aws=schema_failure(f"{side} value is {shown}", here))
