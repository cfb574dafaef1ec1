"""Readers of what is computed: paths, payload templates, conditions, timestamps."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.jsonpath.path import Path, parse_path
from asltool.expr.jsonpath.reference_path import parse_reference_path
from asltool.expr.jsonpath_language import JSONPATH, parse_expression
from asltool.expr.language import QueryLanguage
from asltool.expr.template import Constant, PayloadTemplate, parse_template
from asltool.json_value import JsonObject, JsonValue
from asltool.model.fields import STATE_FIELDS, Field
from asltool.model.limits import MAX_NAME_CHARACTERS
from asltool.parse import notation
from asltool.parse.expression_problems import (
    DOUBTFUL_VARIABLE,
    INVALID_PATH,
    INVALID_REFERENCE_PATH,
    INVALID_TEMPLATE_FIELD,
    INVALID_TIMESTAMP,
    KEY_TWICE,
    MISSING_COMMA,
    NOT_TEXT,
    RESERVED_VARIABLE,
    RESULT_PATH_OUTSIDE,
)
from asltool.parse.jsonata import report_refusals, report_syntax_error
from asltool.parse.reading import KEY, Reading, mark, schema_failure
from asltool.parse.scalars import BROKEN, read_expression, wrong_type
from asltool.parse.unknown import UnknownExpression
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer

WHOLE = parse_path("$")
"""The default of `InputPath` and `OutputPath`."""

WHOLE_INPUT = parse_reference_path("$")
"""The default of `ResultPath`."""

TEXT_FUNCTIONS = frozenset(
    {
        "States.Format",
        "States.JsonToString",
        "States.ArrayGetItem",
        "States.Base64Encode",
        "States.Base64Decode",
        "States.Hash",
        "States.UUID",
    }
)
"""What `ErrorPath` and `CausePath` may call."""

_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)

_NO_REFERENCE_PATH = "Value is not a Reference Path: "


def read_path(reading: Reading, field: Field, raw: JsonValue, at: Pointer, _: QueryLanguage) -> Any:
    """Read a path; None for null where the field may be null."""
    text = _path_text(reading, field, raw, at)
    if not isinstance(text, str):
        return text
    return _parse(reading, parse_path, text, at / field.name)


def read_reference_path(reading: Reading, field: Field, raw: JsonValue, at: Pointer, _: QueryLanguage) -> Any:
    """Read a path to exactly one place; for `ResultPath` a place in the state's input."""
    text = _path_text(reading, field, raw, at)
    if not isinstance(text, str):
        return text
    here = at / field.name
    path = _parse(reading, parse_path, text, here, _NO_REFERENCE_PATH)
    if path is BROKEN:
        return BROKEN
    if text.endswith("."):
        reading.report(
            INVALID_PATH,
            "a reference path cannot end with a dot",
            here,
            inner=(len(text) - 1, len(text)),
            aws=schema_failure(f"{_NO_REFERENCE_PATH}Reference path ends with a dot", here),
        )
        return BROKEN
    if not path.is_reference:
        aws = schema_failure(f"{_NO_REFERENCE_PATH}Reference path selects more than one place", here)
        message = f'"{field.name}" must lead to one place, but {text} may lead to several'
        reading.report(INVALID_REFERENCE_PATH, message, here, aws=aws)
        return BROKEN
    return _result_path(reading, path, here) if field.name == "ResultPath" else path


def _result_path(reading: Reading, path: Path, here: Pointer) -> Any:
    if path.of_context or path.variable is not None:
        aws = schema_failure(f"{_NO_REFERENCE_PATH}Reference path does not start at the input", here)
        message = f'"ResultPath" puts the result into the input, which {path.text} is not in'
        reading.report(RESULT_PATH_OUTSIDE, message, here, aws=aws)
        return BROKEN
    return parse_reference_path(path.text)


def read_string_path(reading: Reading, field: Field, raw: JsonValue, at: Pointer, _: QueryLanguage) -> Any:
    """Read a reference path, or the call of a function that gives text."""
    text = _path_text(reading, field, raw, at)
    if not isinstance(text, str):
        return text
    here = at / field.name
    expression = _parse(reading, parse_expression, text, here)
    is_call = expression is not BROKEN and not isinstance(expression, Path)
    if is_call and expression.name not in TEXT_FUNCTIONS:
        aws = schema_failure(
            f"The function {expression.name} is not supported for the field '{field.name}'", here
        )
        reading.report(
            NOT_TEXT, f'"{field.name}" needs text, which {expression.name} does not give', here, aws=aws
        )
        return BROKEN
    return expression


def _path_text(reading: Reading, field: Field, raw: JsonValue, at: Pointer) -> object:
    """Give the text of a path; None for an allowed null, BROKEN for what is no path or not known yet."""
    if isinstance(raw, str):
        return BROKEN if is_placeholder(raw) else raw
    if raw is None and field.nullable:
        return None
    return wrong_type(reading, "a path", "STRING", raw, at / field.name)


def _parse(
    reading: Reading, parse: Callable[[str], Any], text: str, here: Pointer, aws_prefix: str = ""
) -> Any:
    try:
        return parse(text)
    except ExpressionSyntaxError as error:
        _report_path(reading, error, text, here, aws_prefix)
        return BROKEN


def _report_path(
    reading: Reading, error: ExpressionSyntaxError, text: str, here: Pointer, aws_prefix: str
) -> None:
    reason = error.message if text.startswith("$") else "Reference path didn't start with '$'"
    aws_message = aws_prefix + reason if aws_prefix else "Value must be a valid JSONPath."
    message = error.message + notation.of_path(text)
    reading.report(
        INVALID_PATH, message, here, inner=mark(error, text), aws=schema_failure(aws_message, here)
    )


def read_template(
    reading: Reading, field: Field, raw: JsonValue, at: Pointer, language: QueryLanguage
) -> Any:
    """Read a payload template; members that do not parse are reported and left out."""
    return parsed_template(reading, raw, at / field.name, language, field.sees)


def parsed_template(
    reading: Reading,
    raw: JsonValue,
    here: Pointer,
    language: QueryLanguage,
    sees: Collection[str] = STATE_FIELDS,
) -> PayloadTemplate:
    """Give the payload template that stands at *here*; what does not parse is reported and left out.

    Args:
        reading: Collects the reports.
        raw: The template as it was written.
        here: Where it stands.
        language: The query language that is in force.
        sees: What the variable `$states` has there.
    """

    def report(inside: Pointer, error: ExpressionSyntaxError) -> None:
        if language is JSONPATH:
            _report_member(reading, raw, here, inside, error)
        else:
            report_syntax_error(reading, error, _member(raw, inside), Pointer((*here, *inside)))

    template = parse_template(raw, language, report)
    for inside, expression in template.expressions:
        report_refusals(reading, language, expression, Pointer((*here, *inside)), sees)
    return template


def _report_member(
    reading: Reading, raw: JsonValue, here: Pointer, inside: Pointer, error: ExpressionSyntaxError
) -> None:
    """Report a member whose key ends in `.$` and that does not parse, or that another one clashes with.

    A placeholder is not reported, but left out like all that cannot be read.
    """
    at = Pointer((*here, *inside))
    key, value = str(at[-1]), _member(raw, inside)
    reason = f"The value for the field '{key}' must be a valid JSONPath or a valid intrinsic function call"
    aws = schema_failure(reason, at.parent)
    if not key.endswith(".$") or (isinstance(value, str) and _parses(value)):
        _report_clash(reading, error, key.removesuffix(".$"), at)
    elif not isinstance(value, str):
        reading.report(INVALID_TEMPLATE_FIELD, error.message, at, part=KEY, aws=aws)
    elif is_placeholder(value):
        return
    elif _lacks_commas(value, error):
        reading.report(
            MISSING_COMMA, "a comma is missing between two arguments", at, inner=mark(error, value)
        )
    else:
        reading.report(INVALID_TEMPLATE_FIELD, error.message, at, inner=mark(error, value), aws=aws)


def _report_clash(reading: Reading, error: ExpressionSyntaxError, name: str, at: Pointer) -> None:
    words = f"There should only be one of the following fields: [{name}, {name}.$]"
    reading.report(KEY_TWICE, error.message, at, part=KEY, aws=schema_failure(words, at.parent))


def _parses(text: str) -> bool:
    try:
        parse_expression(text)
    except ExpressionSyntaxError:
        return False
    return True


def _lacks_commas(text: str, error: ExpressionSyntaxError) -> bool:
    """Tell whether *text* would parse with a comma before each path at which it goes wrong."""
    while error.offset > 0 and text.startswith("$", error.offset):
        text = f"{text[: error.offset]},{text[error.offset :]}"
        try:
            parse_expression(text)
        except ExpressionSyntaxError as next_error:
            error = next_error
        else:
            return True
    return False


def _member(value: JsonValue, inside: Pointer) -> Any:
    member: Any = value
    for step in inside:
        member = member[step]
    return member


def silent_template(raw: JsonValue, language: QueryLanguage) -> PayloadTemplate:
    """Give a payload template whose expressions are checked elsewhere."""
    return parse_template(raw, language, lambda _at, _error: None)


def constant_template(value: JsonValue) -> PayloadTemplate:
    """Give the template that is *value* as it is."""
    return PayloadTemplate(value, Constant(value), ())


def read_object_template(
    reading: Reading, field: Field, raw: JsonValue, at: Pointer, language: QueryLanguage
) -> Any:
    """Read a payload template that must be an object."""
    if isinstance(raw, dict):
        return parsed_template(reading, raw, at / field.name, language, field.sees)
    return wrong_type(reading, "an object", "OBJECT", raw, at / field.name)


def read_assignments(
    reading: Reading, field: Field, raw: JsonValue, at: Pointer, language: QueryLanguage
) -> Any:
    """Read `Assign`: an object whose members are variables."""
    here = at / field.name
    if not isinstance(raw, dict):
        return wrong_type(reading, "an object of variables", "OBJECT", raw, here)
    _check_variables(reading, raw, here, language)
    return parsed_template(reading, raw, here, language, field.sees)


def _check_variables(reading: Reading, raw: JsonObject, here: Pointer, language: QueryLanguage) -> None:
    for key in raw:
        name = key.removesuffix(".$") if language is JSONPATH else key
        if name == "states":
            aws = schema_failure("The variable name 'states' is reserved", here)
            reading.report(
                RESERVED_VARIABLE, 'the variable "states" cannot be assigned', here / key, part=KEY, aws=aws
            )
        elif not name.isidentifier() and not is_placeholder(name):
            message = f'"{name}" is no identifier, so no expression can mention it'
            reading.report(DOUBTFUL_VARIABLE, message, here / key, part=KEY)
        elif len(name) > MAX_NAME_CHARACTERS:
            message = f"a variable name of {len(name)} characters; {MAX_NAME_CHARACTERS} are the most"
            reading.report(DOUBTFUL_VARIABLE, message, here / key, part=KEY)


def read_condition(
    reading: Reading, field: Field, raw: JsonValue, at: Pointer, language: QueryLanguage
) -> Any:
    """Read true, false or the expression that says which."""
    here = at / field.name
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str):
        if is_placeholder(raw):
            return UnknownExpression(raw)
        expression = read_expression(reading, field, raw, at, language)
        if expression is not None:
            return expression
    hint = notation.of_value(field, raw, language.name)
    return wrong_type(reading, "true, false or an expression", "BOOLEAN", raw, here, hint)


def read_timestamp(
    reading: Reading, field: Field, raw: JsonValue, at: Pointer, language: QueryLanguage
) -> Any:
    """Read an RFC 3339 timestamp, or where the field may be computed the expression that gives it."""
    here = at / field.name
    if not isinstance(raw, str):
        return wrong_type(reading, "a timestamp", "STRING", raw, here)
    if field.is_dynamic:
        expression = read_expression(reading, field, raw, at, language)
        if expression is not None:
            return expression
    if not is_placeholder(raw) and not is_timestamp(raw):
        aws = schema_failure("String does not match RFC3339 timestamp", here)
        hint = notation.of_value(field, raw, language.name)
        reading.report(INVALID_TIMESTAMP, f'"{raw}" is no RFC 3339 timestamp{hint}', here, aws=aws)
    return raw


def is_timestamp(text: str) -> bool:
    """Tell whether *text* is an instant in the profile of RFC 3339 that the service takes."""
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        return False
    try:
        datetime.fromisoformat(match[1] + match[2])
    except ValueError:
        return False
    return True
