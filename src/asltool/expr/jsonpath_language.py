"""JSONPath as a query language: paths and intrinsic functions, under keys that end in `.$`."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterable

from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.jsonpath.path import FromLength, Index, Indexes, IndexOutOfBounds, Path, parse_path
from asltool.expr.language import ContextField, Expression, ExpressionMistake, Known, Refusal
from asltool.expr.scope import Evaluate, Scope
from asltool.json_value import JsonValue, json_type
from asltool.records import record

_CALLS = "asltool.expr.intrinsics.parser"
"""The module that reads calls of intrinsic functions; it and the functions are loaded for the first call."""

_CHECKER = "asltool.expr.intrinsics.checker"

_MARK = ".$"
_INTRINSIC = "States."
_COUNTED = (Index, Indexes, FromLength)


def parse_expression(text: str) -> Expression:
    """Give the path or the intrinsic function call that *text* is.

    Raises:
        ExpressionSyntaxError: It is neither, or a wrong one.
    """
    if text.startswith("$"):
        return parse_path(text)
    if text.startswith(_INTRINSIC):
        call: Expression = importlib.import_module(_CALLS).parse_intrinsic(text)
        return call
    blank = " that begins with a blank" if text.lstrip().startswith(("$", _INTRINSIC)) else ""
    raise ExpressionSyntaxError(f'"{text}"{blank} is neither a path nor an intrinsic function call')


@record
class MemberPath(Path):
    """A path that gives a template's member: null where it points past the end of an array.

    AWS fails for such a path anywhere else, as it does for a member that is missing.
    """

    def compile(self) -> Evaluate:
        """Give the function that evaluates it, as that of any path but for the indexes."""
        evaluate = Path.compile(self)

        def run(data: JsonValue, scope: Scope) -> JsonValue:
            try:
                return evaluate(data, scope)
            except IndexOutOfBounds:
                return None

        return run


class JsonPathLanguage:
    """The query language of states that name none."""

    name = "JSONPath"

    def member(self, key: str, value: JsonValue) -> tuple[str, Expression | None]:
        """Give the key without its `.$` and the expression of its value; any other member is walked.

        Raises:
            ExpressionSyntaxError: The key ends in `.$`, and the value is no expression.
        """
        if not key.endswith(_MARK):
            return key, None
        if not isinstance(value, str):
            article = "an" if isinstance(value, list | dict) else "a"
            kind = "null" if value is None else f"{article} {json_type(value)}"
            raise ExpressionSyntaxError(f'"{key}" takes a path or an intrinsic function call, not {kind}')
        expression = parse_expression(value)
        if isinstance(expression, Path) and any(isinstance(step, _COUNTED) for step in expression.steps):
            expression = MemberPath(
                expression.text, expression.variable, expression.of_context, expression.steps
            )
        return key.removesuffix(_MARK), expression

    def text_value(self, value: str) -> None:
        """Give None: only members whose keys end in `.$` are expressions."""

    def is_expression(self, value: JsonValue) -> bool:
        """Tell whether *value* would be an expression under a key that ends in `.$`."""
        return isinstance(value, str) and value.startswith(("$", _INTRINSIC))

    def refusals(self, expression: Expression, sees: Collection[str]) -> tuple[Refusal, ...]:  # noqa: ARG002
        """Give nothing: a path that parses is taken wherever it leads."""
        return ()

    def mistakes(self, expression: Expression) -> tuple[ExpressionMistake, ...]:
        """Give the calls of intrinsic functions that can never succeed."""
        if not _is_call(expression):
            return ()
        found: tuple[ExpressionMistake, ...] = importlib.import_module(_CHECKER).mistakes(expression)
        return found

    def constant(self, expression: Expression) -> Known | None:
        """Give the value of a call of intrinsic functions on constants."""
        if not _is_call(expression):
            return None
        found: Known | None = importlib.import_module(_CHECKER).constant(expression)
        return found

    def context_fields(self, expression: Expression) -> tuple[ContextField, ...]:
        """Give the paths into the context object, as far as they name members."""
        if "$$" not in expression.text:
            return ()
        return tuple(
            ContextField(path.names(), offset, offset + len(path.text))
            for offset, path in _paths(expression)
            if path.of_context
        )


def _is_call(expression: Expression) -> bool:
    return not isinstance(expression, Path) and expression.text.startswith(_INTRINSIC)


def _paths(expression: Expression) -> Iterable[tuple[int, Path]]:
    """Give the paths that an expression is or has among its arguments, and where each begins."""
    if isinstance(expression, Path):
        return ((0, expression),)
    if not _is_call(expression):
        return ()
    paths: Iterable[tuple[int, Path]] = expression.paths()  # type: ignore[attr-defined]  # a call
    return paths


JSONPATH = JsonPathLanguage()
"""The one instance: the language has no settings."""
