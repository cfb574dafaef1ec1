from __future__ import annotations

import pytest

from asltool.expr.errors import EvaluationError, ExpressionSyntaxError
from asltool.expr.languages import LANGUAGES
from asltool.expr.scope import EmptyScope
from asltool.parse.unknown import UnknownExpression, UnreadLanguage, language_named


def test_a_placeholder_cannot_be_evaluated() -> None:
    expression = UnknownExpression("${Name}")

    assert expression.references() == ()
    with pytest.raises(EvaluationError, match="is not filled in"):
        expression.compile()({}, EmptyScope())


def test_a_language_that_is_read_is_taken_from_the_table() -> None:
    assert language_named("JSONPath") is LANGUAGES["JSONPath"]


def test_a_language_that_is_not_read_yet_knows_its_expressions_by_their_marks() -> None:
    language = UnreadLanguage("Other")

    assert language.name == "Other"
    assert language.member("a", "{% 1 %}") == ("a", UnknownExpression("{% 1 %}"))
    assert language.member("a.$", 5) == ("a.$", None)
    assert language.text_value(" {% 1 %}") is None
    assert not language.is_expression(5)


@pytest.mark.parametrize("text", ["{% 1", "1 %}", "{%}", "{%%}", "{%  %}"])
def test_marks_must_come_in_pairs_with_something_in_between(text: str) -> None:
    with pytest.raises(ExpressionSyntaxError):
        UnreadLanguage("Other").text_value(text)


def test_text_around_the_marks_makes_plain_text() -> None:
    assert UnreadLanguage("Other").text_value("a {% 1 %}") is None


def test_every_language_has_a_reader() -> None:
    assert language_named("Other").name == "Other"
