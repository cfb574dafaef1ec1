"""Payload templates: JSON values in which some members are expressions; parsed once, compiled once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar, assert_never

from asltool.expr.errors import EvaluationError, ExpressionSyntaxError
from asltool.expr.language import Expression, QueryLanguage
from asltool.expr.scope import Evaluate, Scope
from asltool.json_value import JsonObject, JsonValue
from asltool.records import record
from asltool.source.pointer import ROOT, Pointer

Report: TypeAlias = Callable[[Pointer, ExpressionSyntaxError], None]
"""Is told each mistake, and where in the template it stands."""


class TemplateError(EvaluationError):
    """An expression of a template that gives no value.

    Args:
        at: Where the expression stands in the template.
        expression: The expression.
        data: What it was evaluated on.
        error: Why it gives no value.
    """

    def __init__(self, at: Pointer, expression: Expression, data: JsonValue, error: EvaluationError) -> None:
        super().__init__(str(error))
        self.at = at
        self.expression = expression
        self.data = data
        self.error = error

    @property
    def field(self) -> str:
        """The key as written, such as `"x.$"`; empty for a value that is no member of an object."""
        last = self.at[-1] if self.at else ""
        return last if isinstance(last, str) else ""


@record
class Constant:
    """A value without any expression inside."""

    value: JsonValue


@record
class Computed:
    """A value that an expression gives."""

    at: Pointer
    expression: Expression


@record
class TemplateObject:
    """An object with an expression somewhere inside: the emitted keys and their values, in order."""

    members: tuple[tuple[str, Node], ...]


@record
class TemplateArray:
    """An array with an expression somewhere inside."""

    items: tuple[Node, ...]


Node: TypeAlias = Constant | Computed | TemplateObject | TemplateArray

_Container = TypeVar("_Container", JsonObject, "list[JsonValue]")


@record
class PayloadTemplate:
    """A payload template that was parsed, without the members that could not be read."""

    value: JsonValue
    """The template as it was written."""
    root: Node
    expressions: tuple[tuple[Pointer, Expression], ...]
    """The expressions and where each stands in the template, in the order of definition."""

    @property
    def is_constant(self) -> bool:
        """Whether nothing in it is an expression, so that it always gives the same value."""
        return isinstance(self.root, Constant)


def parse_template(value: JsonValue, language: QueryLanguage, report: Report) -> PayloadTemplate:
    """Read a payload template; what cannot be read is reported and left out.

    Args:
        value: The template as it was written.
        language: Decides which members and strings are expressions.
        report: Is told each mistake.
    """
    root = _parse(value, ROOT, language, report)
    expressions: list[tuple[Pointer, Expression]] = []
    _collect(root, expressions)
    return PayloadTemplate(value, root, tuple(expressions))


def compile_template(template: PayloadTemplate) -> Evaluate:
    """Give the function that evaluates *template*.

    It raises TemplateError for the first expression that gives no value. What is constant in the
    template is shared by all its results, so these must never be changed.
    """
    return _compile(template.root)


def _parse(value: JsonValue, at: Pointer, language: QueryLanguage, report: Report) -> Node:
    match value:
        case dict():
            return _parse_object(value, at, language, report)
        case list():
            items = tuple(_parse(item, at / index, language, report) for index, item in enumerate(value))
            if all(isinstance(item, Constant) for item in items):
                return Constant(value)
            return TemplateArray(items)
        case str():
            try:
                expression = language.text_value(value)
            except ExpressionSyntaxError as error:
                report(at, error)
                return Constant(value)
            return Constant(value) if expression is None else Computed(at, expression)
        case _:
            return Constant(value)


def _parse_object(value: JsonObject, at: Pointer, language: QueryLanguage, report: Report) -> Node:
    members: list[tuple[str, Node]] = []
    written: dict[str, str] = {}
    for key, member in value.items():
        try:
            emitted, expression = language.member(key, member)
        except ExpressionSyntaxError as error:
            report(at / key, error)
            continue
        if emitted in written:
            report(at / key, ExpressionSyntaxError(f'"{key}" clashes with "{written[emitted]}"'))
        written[emitted] = key
        if expression is None:
            members.append((emitted, _parse(member, at / key, language, report)))
        else:
            members.append((emitted, Computed(at / key, expression)))
    if len(members) == len(value) and all(isinstance(node, Constant) for _, node in members):
        return Constant(value)
    return TemplateObject(tuple(members))


def _collect(node: Node, expressions: list[tuple[Pointer, Expression]]) -> None:
    """Add the expressions in *node* to those found so far."""
    match node:
        case Constant():
            return
        case Computed(at, expression):
            expressions.append((at, expression))
        case TemplateObject(members):
            for _, member in members:
                _collect(member, expressions)
        case TemplateArray(items):
            for item in items:
                _collect(item, expressions)
        case _:
            assert_never(node)


def _compile(node: Node) -> Evaluate:
    match node:
        case Constant(value):
            return lambda _data, _scope: value
        case Computed():
            return _compile_computed(node)
        case TemplateObject(members):
            blank = {key: _blank(member) for key, member in members}
            return _compile_filling(blank, dict(members))
        case TemplateArray(items):
            return _compile_filling([_blank(item) for item in items], dict(enumerate(items)))
        case _:
            assert_never(node)


def _blank(node: Node) -> JsonValue:
    return node.value if isinstance(node, Constant) else None


def _compile_computed(node: Computed) -> Evaluate:
    evaluate = node.expression.compile()

    def run(data: JsonValue, scope: Scope) -> JsonValue:
        try:
            return evaluate(data, scope)
        except EvaluationError as error:
            raise _located(node, data, error) from error

    return run


def _compile_filling(blank: _Container, parts: Mapping[Any, Node]) -> Evaluate:
    """Fill in a copy of *blank*, which has the constants already, and every key in its place.

    Expressions are called without a guard of their own: the key at hand tells which of them failed.
    """
    copy = blank.copy
    computed = {key: node for key, node in parts.items() if isinstance(node, Computed)}
    slots = tuple((key, _unguarded(node)) for key, node in parts.items() if not isinstance(node, Constant))

    def run(data: JsonValue, scope: Scope) -> JsonValue:
        filled = copy()
        try:
            for key, evaluate in slots:
                filled[key] = evaluate(data, scope)
        except TemplateError:
            raise
        except EvaluationError as error:
            raise _located(computed[key], data, error) from error
        return filled

    return run


def _unguarded(node: Node) -> Evaluate:
    return node.expression.compile() if isinstance(node, Computed) else _compile(node)


def _located(node: Computed, data: JsonValue, error: EvaluationError) -> TemplateError:
    return TemplateError(node.at, node.expression, data, error)
