"""What a query language must offer, so that parser, linter and engine never ask which one it is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, Protocol, TypeAlias

from asltool.expr.scope import Evaluate
from asltool.json_value import JsonValue
from asltool.records import record

ReferenceKind: TypeAlias = Literal["data", "context", "variable", "function"]

MistakeKind: TypeAlias = Literal["function", "arguments", "operands", "outcome"]
"""What a mistake is about: an unknown function, arguments, operands, or the value of the whole."""


@record
class Reference:
    """One mention of something outside the expression."""

    kind: ReferenceKind
    """`data` is what the expression works on (`$`), `context` the context object, `variable` a variable.

    `function` is a function that is not called there; where a variable has its name, it is that variable.
    """
    name: str
    """The name of the variable or function, without `$`; empty for the other kinds."""
    offset: int
    """The 0-based character of the expression's text at which the mention begins."""


@record
class Refusal:
    """What the service does not take in an expression that parses."""

    message: str
    """What is wrong, in asltool's words: lower case, no full stop."""
    aws_message: str
    """The same in AWS's words."""
    start: int
    """The 0-based characters of the expression's text where it begins and ends."""
    end: int
    is_measured: bool = True
    """Whether the service was seen to refuse it; if not, only the specification says so."""


@record
class ExpressionMistake:
    """A piece of an expression that is bound to fail, or cannot do what it says, whatever the data is."""

    kind: MistakeKind
    message: str
    """What is wrong, in asltool's words: lower case, no full stop."""
    start: int
    """The 0-based characters of the string that holds the expression where the piece begins and ends."""
    end: int


@record
class ContextField:
    """A member of the context object that an expression reads by name."""

    names: tuple[str, ...]
    """The names that lead to it: `("Execution", "Id")`."""
    start: int
    """The 0-based characters of the string that holds the expression where the mention begins and ends."""
    end: int


@record
class Known:
    """The value of an expression that always has the same one."""

    value: JsonValue


class Expression(Protocol):
    """An expression that parsed: a path, an intrinsic function call, a JSONata expression."""

    @property
    def text(self) -> str:
        """The expression as it was written."""

    def compile(self) -> Evaluate:
        """Give the function that evaluates this expression; worth keeping, as it is made anew."""

    def references(self) -> tuple[Reference, ...]:
        """Give what the expression mentions, in the order of the text."""


class QueryLanguage(Protocol):
    """Which strings of a definition are expressions, and how to read them."""

    @property
    def name(self) -> str:
        """The value of `QueryLanguage` that selects it: `"JSONPath"`, `"JSONata"`."""

    def member(self, key: str, value: JsonValue) -> tuple[str, Expression | None]:
        """Tell what an object member of a payload template stands for.

        Returns:
            The key that is emitted, and the expression that gives its value; None if *value* is to be walked.

        Raises:
            ExpressionSyntaxError: The member must hold an expression, and does not.
        """

    def text_value(self, value: str) -> Expression | None:
        """Give the expression that a string is in an array, or as a whole value; None for plain text.

        Raises:
            ExpressionSyntaxError: The string is marked as an expression, and does not parse.
        """

    def is_expression(self, value: JsonValue) -> bool:
        """Tell whether *value* is written as an expression, well formed or not."""

    def refusals(self, expression: Expression, sees: Collection[str]) -> tuple[Refusal, ...]:
        """Give what the service does not take in an expression of this language, in the order of the text.

        Args:
            expression: The expression.
            sees: What the variable `$states` has where the expression stands.
        """

    def mistakes(self, expression: Expression) -> tuple[ExpressionMistake, ...]:
        """Give what is bound to fail in an expression of this language, in the order of the text.

        What stands in place of a placeholder is taken for unknown.
        """

    def constant(self, expression: Expression) -> Known | None:
        """Give the value of an expression of this language that mentions no data, if it has one."""

    def context_fields(self, expression: Expression) -> tuple[ContextField, ...]:
        """Give what an expression of this language reads of the context object, in the order of the text."""
