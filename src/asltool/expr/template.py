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
    parser = _Parser(language, report)
    root = parser.node(value, ROOT)
    return PayloadTemplate(value, root, tuple(parser.expressions))


def compile_template(template: PayloadTemplate) -> Evaluate:
    """Give the function that evaluates *template*.

    It raises TemplateError for the first expression that gives no value. What is constant in the
    template is shared by all its results, so these must never be changed.
    """
    return _compile(template.root)


class _Parser:
    """Reads the values of one template, and collects the expressions that it meets."""

    __slots__ = ("_language", "_report", "expressions")

    def __init__(self, language: QueryLanguage, report: Report) -> None:
        self._language = language
        self._report = report
        self.expressions: list[tuple[Pointer, Expression]] = []

    def node(self, value: JsonValue, at: Pointer, step: str | int | None = None) -> Node:
        """Give the node of a value; where *step* is given, of the one that stands there below *at*.

        Most values are plain, and of those nobody needs the pointer.
        """
        if isinstance(value, str):
            try:
                expression = self._language.text_value(value)
            except ExpressionSyntaxError as error:
                self._report(_below(at, step), error)
                return Constant(value)
            return Constant(value) if expression is None else self._computed(_below(at, step), expression)
        if isinstance(value, dict):
            return self._object(value, _below(at, step))
        if isinstance(value, list):
            return self._array(value, _below(at, step))
        return Constant(value)

    def _computed(self, at: Pointer, expression: Expression) -> Computed:
        self.expressions.append((at, expression))
        return Computed(at, expression)

    def _array(self, value: list[JsonValue], at: Pointer) -> Node:
        items = tuple([self.node(item, at, index) for index, item in enumerate(value)])
        if all(isinstance(item, Constant) for item in items):
            return Constant(value)
        return TemplateArray(items)

    def _object(self, value: JsonObject, at: Pointer) -> Node:
        members: list[tuple[str, Node]] = []
        written: dict[str, str] = {}
        is_constant = True
        for key, member in value.items():
            try:
                emitted, expression = self._language.member(key, member)
            except ExpressionSyntaxError as error:
                self._report(at / key, error)
                is_constant = False
                continue
            if emitted in written:
                clash = f'"{key}" clashes with "{written[emitted]}"'
                self._report(at / key, ExpressionSyntaxError(clash))
            written[emitted] = key
            node = self.node(member, at, key) if expression is None else self._computed(at / key, expression)
            is_constant = is_constant and isinstance(node, Constant)
            members.append((emitted, node))
        return Constant(value) if is_constant else TemplateObject(tuple(members))


def _below(at: Pointer, step: str | int | None) -> Pointer:
    return at if step is None else at / step


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
