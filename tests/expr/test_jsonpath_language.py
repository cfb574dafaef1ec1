from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.intrinsics.call import IntrinsicCall
from asltool.expr.jsonpath.path import Path
from asltool.expr.jsonpath_language import JSONPATH, parse_expression
from asltool.expr.language import Known
from asltool.expr.languages import language_named

if TYPE_CHECKING:
    from asltool.json_value import JsonValue


@pytest.mark.parametrize("text", ["$", "$.a[0]", "$$.Execution.Id", "$name", "$name.a"])
def test_what_begins_with_a_dollar_is_a_path(text: str) -> None:
    expression = parse_expression(text)

    assert isinstance(expression, Path)
    assert expression.text == text


@pytest.mark.parametrize("text", ["States.UUID()", "States.Format('$.a')  "])
def test_what_begins_with_states_is_an_intrinsic_call(text: str) -> None:
    expression = parse_expression(text)

    assert isinstance(expression, IntrinsicCall)
    assert expression.text == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", '"" is neither a path nor an intrinsic function call'),
        ("plain", '"plain" is neither a path nor an intrinsic function call'),
        ("{% 1 %}", '"{% 1 %}" is neither a path nor an intrinsic function call'),
        (" $.a", '" $.a" that begins with a blank is neither a path nor an intrinsic function call'),
        (
            " States.UUID()",
            '" States.UUID()" that begins with a blank is neither a path nor an intrinsic function call',
        ),
        ("States.Nope()", "there is no intrinsic function States.Nope"),
    ],
)
def test_other_texts_are_no_expressions(text: str, message: str) -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        parse_expression(text)

    assert (caught.value.message, caught.value.offset) == (message, 0)


def test_a_path_that_does_not_parse_is_no_expression() -> None:
    with pytest.raises(ExpressionSyntaxError):
        parse_expression("$.a[")


def test_a_marked_member_is_emitted_without_its_mark() -> None:
    key, expression = JSONPATH.member("x.$", "$.a")

    assert key == "x"
    assert expression is not None
    assert expression.text == "$.a"
    assert JSONPATH.member("x", "$.a") == ("x", None)


@pytest.mark.parametrize(
    ("value", "kind"),
    [(None, "null"), (True, "a boolean"), (1.5, "a number"), ([], "an array"), ({}, "an object")],
)
def test_a_marked_member_must_be_a_string(value: JsonValue, kind: str) -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        JSONPATH.member("x.$", value)

    assert caught.value.message == f'"x.$" takes a path or an intrinsic function call, not {kind}'


@pytest.mark.parametrize(
    ("value", "is_expression"),
    [
        ("$", True),
        ("$.a", True),
        ("$$.x", True),
        ("States.UUID()", True),
        ("States.", True),
        ("plain", False),
        (" $.a", False),
        (5, False),
        (["$.a"], False),
    ],
)
def test_an_expression_is_known_by_how_it_begins(value: JsonValue, is_expression: bool) -> None:  # noqa: FBT001
    assert JSONPATH.is_expression(value) is is_expression


def test_no_string_is_an_expression_by_itself() -> None:
    assert JSONPATH.text_value("$.a") is None


def test_mistakes_are_those_of_calls() -> None:
    text = "States.Array(States.MathAdd(1), $.a)"

    found = JSONPATH.mistakes(parse_expression(text))

    assert [(each.kind, text[each.start : each.end]) for each in found] == [
        ("arguments", "States.MathAdd(1)")
    ]
    assert JSONPATH.mistakes(parse_expression("$.a")) == ()


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("$$.Execution.Id", [(("Execution", "Id"), "$$.Execution.Id")]),
        ("$$", [((), "$$")]),
        ("$$.Execution[*].a", [(("Execution",), "$$.Execution[*].a")]),
        ("$.Execution.Id", []),
        ("States.Format('{}{}', $.a, States.Array($$.State.Name))", [(("State", "Name"), "$$.State.Name")]),
    ],
)
def test_paths_into_the_context_object_are_found(
    text: str, fields: list[tuple[tuple[str, ...], str]]
) -> None:
    found = JSONPATH.context_fields(parse_expression(text))

    assert [(each.names, text[each.start : each.end]) for each in found] == fields


def test_the_expressions_of_the_other_language_have_nothing_here() -> None:
    expression = language_named("JSONata").text_value("{% $foo($states.context.State.Name) %}")

    assert expression is not None
    assert JSONPATH.mistakes(expression) == JSONPATH.context_fields(expression) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("States.ArrayRange(1, 3, 1)", Known([1, 2, 3])),
        ("States.Array()", Known([])),
        ("States.ArrayGetItem(States.Array(null), 0)", Known(None)),
        ("States.Array($.a)", None),
        ("States.UUID()", None),
        ("States.MathAdd('a', 1)", None),
        ("States.Format('${X}')", None),
        ("$.a", None),
    ],
)
def test_calls_on_constants_have_a_known_value(text: str, value: Known | None) -> None:
    assert JSONPATH.constant(parse_expression(text)) == value
