"""What rules report of expressions that are bound to fail; each rule takes one kind of mistake."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.expr.language import MistakeKind
from asltool.lint.facts import Facts
from asltool.lint.rule import Mistake
from asltool.model.fields import JSONPATH
from asltool.model.machine import Choice, Fail, Map, Parallel, Pass, State, Succeed, Task, Wait

WITH_EXPRESSIONS = (Task, Parallel, Map, Pass, Wait, Choice, Succeed, Fail)
"""The states that can have expressions: all that could be read."""


def mistakes_of_kind(kind: MistakeKind, state: State, facts: Facts) -> Iterator[Mistake]:
    """Give the mistakes of one kind in the expressions of *state*."""
    if state.query_language == JSONPATH and not facts.may_contain("("):
        return  # of JSONPath only calls of functions are looked at
    for placed in facts.expression_mistakes(state):
        found = placed.mistake
        if found.kind == kind:
            yield Mistake(placed.at, found.message, inner=(found.start, found.end))
