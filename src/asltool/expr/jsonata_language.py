"""JSONata as a query language of state machines: whole strings between `{%` and `%}` are expressions.

AWS: expressions.md 2.1 and 2.4.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import lru_cache

from asltool.expr import jsonata
from asltool.expr.errors import ExpressionFailure, ExpressionSyntaxError
from asltool.expr.jsonata import UNDEFINED, Jsonata, JSONataError, checker
from asltool.expr.jsonata.functions.library import AWS_LIBRARY
from asltool.expr.jsonata.ports import SYSTEM, Sources
from asltool.expr.jsonata.static import Mention, References, references
from asltool.expr.jsonata.values import Function
from asltool.expr.language import (
    ContextField,
    Expression,
    ExpressionMistake,
    Known,
    Reference,
    Refusal,
)
from asltool.expr.scope import Evaluate, Scope
from asltool.json_value import JsonValue
from asltool.records import record, replace
from asltool.source.placeholder import is_placeholder

BEGIN, END = "{%", "%}"

_STATES = "states"
"""The variable that holds what the service itself knows."""

_ERROR_OUTPUT = "errorOutput"
_CONTEXT = "context"
_MEASURED = frozenset({"result", _ERROR_OUTPUT})

_AFTER_NAME = re.compile(r"\w-$")
"""What comes before the second half of a name with a hyphen, which JSONata takes for a subtraction."""

_ASKS_THE_WORLD = re.compile(r"\$(?:now|millis|random|uuid|shuffle)\b")
"""The functions whose value depends on the time or on chance."""


@record
class JSONataExpression:
    """A JSONata expression of a definition.

    Args:
        text: The expression, without marks and outer blanks, as AWS quotes it.
        offset: Where in the marked string it begins.
    """

    text: str
    offset: int

    @property
    def program(self) -> Jsonata:
        """The compiled expression; compiled once for each text."""
        return _compiled(self.text)

    def compile(self) -> Evaluate:
        """Give the function that evaluates the expression; its data is `$states`.

        It raises ExpressionFailure where the expression gives no value that JSON has.
        """
        program, text = self.program, self.text
        asks_the_world = _ASKS_THE_WORLD.search(text) is not None

        def evaluate(states: JsonValue, scope: Scope) -> JsonValue:
            sources = _sources(scope) if asks_the_world else SYSTEM
            try:
                value = program.evaluate(UNDEFINED, {**scope.variables, "states": states}, sources=sources)
            except JSONataError as error:
                raise ExpressionFailure(text, f"threw an error during evaluation. {error}") from error
            if value is UNDEFINED:
                raise ExpressionFailure(text, "returned nothing (undefined).")
            if isinstance(value, Function):
                raise ExpressionFailure(text, "returned an unsupported result type.")
            return value  # type: ignore[no-any-return]  # plain JSON, neither of the two above

        return evaluate

    def references(self) -> tuple[Reference, ...]:
        """Give the variables that the expression reads and does not bind itself, in the order of the text.

        Functions of the library that it mentions come behind them: a variable may have the name of one.
        """
        found = _references(self.text)
        variables = [mention for mention in found.variables if mention.name != _STATES]
        return (
            *(Reference("variable", mention.name, self.offset + mention.offset) for mention in variables),
            *(
                Reference("function", mention.name, self.offset + mention.offset)
                for mention in found.functions
            ),
        )

    def refusals(self, sees: Collection[str]) -> Iterator[Refusal]:
        """Give what the service does not take in the expression; *sees* is what `$states` has."""
        found = _references(self.text)
        refusals = [self._refused(mention, *self._outer_words(mention)) for mention in found.fields]
        refusals += [self._refused(mention, *_context_words(mention.name)) for mention in found.contexts]
        for members in found.states:
            if members and members[0].name not in sees:
                field = members[0].name
                words = _states_words(field, sees), f"Field '$states.{field}' does not exist."
                refusals.append(self._refused(members[0], *words, is_measured=_is_measured(field, sees)))
        yield from sorted(refusals, key=lambda refusal: refusal.start)

    def _outer_words(self, mention: Mention) -> tuple[str, str]:
        """Give our words and AWS's for a field of the data as a whole."""
        name = mention.name
        message = f'"{name}" is a field of nothing: an expression sees $states and variables only'
        if name in AWS_LIBRARY:
            message = f'"{name}" is a field of nothing; did you mean the function ${name}?'
        elif name == "States":
            message = '"States" is nothing here: intrinsic functions belong to JSONPath'
        elif _AFTER_NAME.search(self.text, 0, mention.offset):
            message = f'"{name}" is a field of nothing; a name with - in it stands in backquotes'
        return message, f"Reference to '{name}' at the top level is not supported."

    def _refused(
        self, mention: Mention, message: str, aws_message: str, *, is_measured: bool = True
    ) -> Refusal:
        start, end = self.offset + mention.offset, self.offset + mention.end
        return Refusal(message, aws_message, start, end, is_measured=is_measured)


def _states_words(field: str, sees: Collection[str]) -> str:
    """Say that `$states` has not *field* where it has *sees*."""
    near = get_close_matches(field, sees, n=1)
    hint = f"; did you mean $states.{near[0]}?" if near else f"; it has {', '.join(sees)}"
    return f"there is no $states.{field} here{hint}"


def _context_words(name: str) -> tuple[str, str]:
    """Give our words and AWS's for `$` and `$$` themselves."""
    if name == "$":
        return (
            "$$ is nothing here; the context object is $states.context",
            "Reference to '$$' is not supported.",
        )
    return (
        "$ is nothing here: an expression sees $states and variables only",
        "Reference to '$' at the top level is not supported.",
    )


def _is_measured(field: str, sees: Collection[str]) -> bool:
    """Tell whether AWS was seen to refuse a field of `$states`: result and errorOutput, not in catchers."""
    return field in _MEASURED and _ERROR_OUTPUT not in sees


def _sources(scope: Scope) -> Sources:
    return Sources(millis=lambda: int(scope.now() * 1000), random=scope.random, uuid=scope.uuid)


@lru_cache(maxsize=4096)
def _compiled(text: str) -> Jsonata:
    return jsonata.compile(text, aws=True)


@lru_cache(maxsize=4096)
def _references(text: str) -> References:
    return references(_compiled(text).tree)


def parse_expression(value: str) -> JSONataExpression:
    """Read a marked string.

    Raises:
        ExpressionSyntaxError: The expression does not parse; the offset counts from the string's beginning.
    """
    inside = value[len(BEGIN) : -len(END)]
    text = inside.strip()
    offset = len(BEGIN) + len(inside) - len(inside.lstrip())
    try:
        _compiled(text)
    except ExpressionSyntaxError as error:
        raise ExpressionSyntaxError(error.message, offset + error.offset) from error
    return JSONataExpression(text, offset)


class _JSONata:
    """JSONata: any string of a template may be an expression, and keys are never more than keys."""

    name = "JSONata"

    def member(self, key: str, value: JsonValue) -> tuple[str, Expression | None]:
        """Give the key as it is, and the expression that its value is."""
        return key, self.text_value(value) if isinstance(value, str) else None

    def text_value(self, value: str) -> Expression | None:
        """Give the expression that a marked string is; None for plain text.

        Raises:
            ExpressionSyntaxError: It does not parse, or one of its marks is missing.
        """
        if self.is_expression(value):
            return parse_expression(value)
        if (value.startswith(BEGIN) and END not in value) or (value.endswith(END) and BEGIN not in value):
            raise ExpressionSyntaxError('an expression stands between "{%" and "%}"; one of them is missing')
        return None

    def is_expression(self, value: JsonValue) -> bool:
        """Tell whether a value is a string that begins and ends with the marks."""
        return isinstance(value, str) and value.startswith(BEGIN) and value.endswith(END) and len(value) > 3

    def refusals(self, expression: Expression, sees: Collection[str]) -> tuple[Refusal, ...]:
        """Give mentions of data that no expression has, and of members that `$states` has not here."""
        if not isinstance(expression, JSONataExpression):
            return ()
        return tuple(expression.refusals(sees))

    def mistakes(self, expression: Expression) -> tuple[ExpressionMistake, ...]:
        """Give functions that do not exist, arguments and operands of wrong types, constants that fail."""
        if not isinstance(expression, JSONataExpression):
            return ()
        offset = expression.offset
        return tuple(
            replace(mistake, start=offset + mistake.start, end=offset + mistake.end)
            for mistake in _mistakes(expression.text)
        )

    def constant(self, expression: Expression) -> Known | None:
        """Give the value of an expression that mentions no data, nor time or chance."""
        return _constant(expression.text) if isinstance(expression, JSONataExpression) else None

    def context_fields(self, expression: Expression) -> tuple[ContextField, ...]:
        """Give what follows each `$states.context`."""
        if not isinstance(expression, JSONataExpression):
            return ()
        offset = expression.offset
        return tuple(
            ContextField(tuple(step.name for step in rest), offset + rest[0].offset, offset + rest[-1].end)
            for first, *rest in filter(None, _references(expression.text).states)
            if first.name == _CONTEXT and rest
        )


@lru_cache(maxsize=4096)
def _constant(text: str) -> Known | None:
    found = _references(text)
    if is_placeholder(text) or not found.is_constant or found.functions:
        return None
    return checker.constant(_compiled(text))


@lru_cache(maxsize=4096)
def _mistakes(text: str) -> tuple[ExpressionMistake, ...]:
    return checker.mistakes(_compiled(text), _references(text), is_known=not is_placeholder(text))


JSONATA = _JSONata()
