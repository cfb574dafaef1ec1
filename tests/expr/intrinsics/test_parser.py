from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.intrinsics.call import IntrinsicCall, Literal
from asltool.expr.intrinsics.errors import InvalidIntrinsic
from asltool.expr.intrinsics.parser import parse_intrinsic
from asltool.expr.jsonpath.path import Path, parse_path

if TYPE_CHECKING:
    from asltool.json_value import JsonValue


def test_a_call_knows_its_arguments_and_their_places() -> None:
    text = "States.Array( $.a[0,1], States.MathAdd($n, 1) ,'x')  "

    call = parse_intrinsic(text)

    first, second, third = call.arguments
    assert (call.name, call.text, call.offset) == ("States.Array", text, 0)
    assert call.offsets == (14, 24, 47)
    assert isinstance(first, Path)
    assert first.text == "$.a[0,1]"
    assert isinstance(second, IntrinsicCall)
    assert (second.text, second.offset, second.offsets) == ("States.MathAdd($n, 1)", 24, (39, 43))
    assert third == Literal("x", "'x'")


@pytest.mark.parametrize("text", ["States.UUID()", "States.UUID( )", "States.UUID ()\n"])
def test_a_call_may_have_no_arguments(text: str) -> None:
    assert parse_intrinsic(text).arguments == ()


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("''", ""),
        ("'plain'", "plain"),
        (r"'it\'s'", "it's"),
        (r"'\{\}'", "{}"),
        (r"'\\{\\\\}'", r"\{\\}"),
        (r"'\\\'\\'", r"\'" + "\\"),
        ("0", 0),
        ("-12", -12),
        ("1.0", 1.0),
        ("-1.5E-1", -0.15),
        ("2e3", 2000.0),
        ("12345678901234567890", 12345678901234567890),
        ("true", True),
        ("false", False),
        ("null", None),
    ],
)
def test_a_literal_has_the_value_that_it_denotes(argument: str, value: JsonValue) -> None:
    (literal,) = parse_intrinsic(f"States.Array({argument})").arguments

    assert isinstance(literal, Literal)
    assert (literal.value, type(literal.value), literal.text) == (value, type(value), argument)


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("", "expected the name of an intrinsic function, found the end", 0),
        ("'x'", "expected the name of an intrinsic function, found 'x'", 0),
        (" States.UUID()", "an intrinsic function call must not begin with a blank", 0),
        ("States.UUID", "expected ( after States.UUID, found the end", 11),
        ("States.Nothing()", "there is no intrinsic function States.Nothing", 0),
        ("States.uuid()", "there is no intrinsic function States.uuid; did you mean States.UUID?", 0),
        (
            "States.Array(States.MathAd(1, 2))",
            "there is no intrinsic function States.MathAd; did you mean States.MathAdd?",
            13,
        ),
        ("States.UUID(", "expected an argument, found the end", 12),
        ("States.Array(1", "expected , or ), found the end", 14),
        ("States.Array(1,)", "expected an argument, found )", 15),
        ("States.Array(,1)", "expected an argument, found ,", 13),
        ("States.Array(1 2)", "expected , or ), found 2", 15),
        ("States.Array(01)", "expected , or ), found 1", 14),
        ("States.Format($.a $.b)", "expected , or ), found $.b", 18),
        ("States.Array(x)", "x is no argument: texts stand in single quotes, paths begin with $", 13),
        ("States.UUID())", "expected the end, found )", 13),
        ("States.UUID() || 'x'", "unexpected |", 14),
        ("States.Array(1e400)", "the number is too large", 13),
        ("States.Array(" + "9" * 400 + ")", "the number is too large", 13),
    ],
)
def test_a_text_that_is_no_call_is_refused_at_its_place(text: str, message: str, offset: int) -> None:
    with pytest.raises(InvalidIntrinsic) as caught:
        parse_intrinsic(text)

    assert (caught.value.message, caught.value.offset) == (message, offset)


def test_a_mistake_in_a_path_is_placed_in_the_whole_text() -> None:
    with pytest.raises(ExpressionSyntaxError) as alone:
        parse_path("$.a[x]")
    with pytest.raises(InvalidIntrinsic) as inside:
        parse_intrinsic("States.Array(1, $.a[x], 2)")

    assert inside.value.message == alone.value.message
    assert inside.value.offset == len("States.Array(1, ") + alone.value.offset


def test_calls_nest_ten_deep_and_no_deeper() -> None:
    def nested(depth: int) -> str:
        return "States.Array(" * (depth + 1) + ")" * (depth + 1)

    assert len(list(parse_intrinsic(nested(10)).calls())) == 11
    with pytest.raises(InvalidIntrinsic, match="more than 10 calls inside one another") as caught:
        parse_intrinsic(nested(5000))
    assert caught.value.offset == 11 * len("States.Array(")
