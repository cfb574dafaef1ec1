"""Expressions whose value nobody knows yet: placeholders that a deployment fills in."""

from __future__ import annotations

from asltool.expr.errors import EvaluationError
from asltool.expr.language import Reference
from asltool.expr.scope import Evaluate, Scope
from asltool.json_value import JsonValue
from asltool.records import record


@record
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
