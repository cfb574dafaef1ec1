"""Expressions whose value nobody knows yet: placeholders that a deployment fills in."""

from __future__ import annotations

from dataclasses import dataclass

from asltool.expr.errors import EvaluationError, ExpressionSyntaxError
from asltool.expr.language import Expression, QueryLanguage, Reference
from asltool.expr.languages import LANGUAGES
from asltool.expr.scope import Evaluate, Scope
from asltool.json_value import JsonValue


@dataclass(frozen=True, slots=True)
class UnknownExpression:
    """Stands for the value of a text with `${...}`, which can be checked but not run."""

    text: str

    def compile(self) -> Evaluate:
        """Give a function that raises EvaluationError, which names the placeholder."""

        def refuse(_data: JsonValue, _scope: Scope) -> JsonValue:
            raise EvaluationError(f'the placeholder "{self.text}" is not filled in')

        return refuse

    def references(self) -> tuple[Reference, ...]:
        """Give nothing: what will stand there is not known."""
        return ()


class UnreadLanguage:
    """Stands for a query language that cannot be read yet: its expressions are recognized by their marks."""

    def __init__(self, name: str) -> None:
        self.name = name

    def member(self, key: str, value: JsonValue) -> tuple[str, Expression | None]:
        """Give the key as it is; values are walked."""
        return key, self.text_value(value) if isinstance(value, str) else None

    def text_value(self, value: str) -> Expression | None:
        """Give an expression without contents for `{% ... %}`.

        Raises:
            ExpressionSyntaxError: One of the marks is missing, or there is nothing in between.
        """
        if not self.is_expression(value):
            if value.startswith("{%") or (value.endswith("%}") and "{%" not in value):
                raise ExpressionSyntaxError(
                    'an expression stands between "{%" and "%}"; one of them is missing'
                )
            return None
        if not value[2:-2].strip():
            raise ExpressionSyntaxError("unexpected end of expression")
        return UnknownExpression(value)

    def is_expression(self, value: JsonValue) -> bool:
        """Tell whether *value* is `{% ... %}`."""
        return isinstance(value, str) and value.startswith("{%") and value.endswith("%}") and len(value) > 3


def language_named(name: str) -> QueryLanguage:
    """Give the query language of that name."""
    return LANGUAGES.get(name) or UnreadLanguage(name)
