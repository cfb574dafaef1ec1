"""JSONata as a query language of state machines: whole strings between `{%` and `%}` are expressions.

AWS: expressions.md 2.1 and 2.4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from asltool.expr import jsonata
from asltool.expr.errors import ExpressionFailure, ExpressionSyntaxError
from asltool.expr.jsonata import UNDEFINED, Jsonata, JSONataError
from asltool.expr.jsonata.ports import SYSTEM, Sources
from asltool.expr.jsonata.tree import Bind, Call, Lambda, Partial, Variable, descendants
from asltool.expr.jsonata.values import Function
from asltool.expr.language import Expression, Reference
from asltool.expr.scope import Evaluate, Scope
from asltool.json_value import JsonValue

BEGIN, END = "{%", "%}"

_ASKS_THE_WORLD = re.compile(r"\$(?:now|millis|random|uuid|shuffle)\b")
"""The functions whose value depends on the time or on chance."""


@dataclass(frozen=True, slots=True)
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
        """Give the variables that the expression reads and does not bind itself, in the order of the text."""
        nodes = list(descendants(self.program.tree))
        bound = {"states", "", "$"} | {node.name for node in nodes if isinstance(node, Bind)}
        bound.update(name for node in nodes if isinstance(node, Lambda) for name in node.parameters)
        called = {id(node.procedure) for node in nodes if isinstance(node, Call | Partial)}
        found = [
            node
            for node in nodes
            if isinstance(node, Variable) and node.name not in bound and id(node) not in called
        ]
        found.sort(key=lambda node: node.start)
        return tuple(Reference("variable", node.name, self.offset + node.start) for node in found)


def _sources(scope: Scope) -> Sources:
    return Sources(millis=lambda: int(scope.now() * 1000), random=scope.random, uuid=scope.uuid)


@lru_cache(maxsize=4096)
def _compiled(text: str) -> Jsonata:
    return jsonata.compile(text, aws=True)


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


JSONATA = _JSONata()
