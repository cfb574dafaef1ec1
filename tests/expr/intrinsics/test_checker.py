from __future__ import annotations

import pytest

from asltool.expr.intrinsics.checker import mistakes
from asltool.expr.intrinsics.parser import parse_intrinsic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("States.MathAdd(1)", [("States.MathAdd takes 2 arguments, not 1", 0)]),
        ("States.MathRandom(1)", [("States.MathRandom takes 2 or 3 arguments, not 1", 0)]),
        ("States.Format()", [("States.Format takes at least 1 argument, not 0", 0)]),
        ("States.ArrayLength()", [("States.ArrayLength takes 1 argument, not 0", 0)]),
        ("States.Array(1, States.UUID(2))", [("States.UUID takes 0 arguments, not 1", 16)]),
        (
            "States.ArrayRange('1', 5, 0)",
            [
                ('argument 1 of States.ArrayRange must be a number, not "1"', 18),
                ("argument 3 of States.ArrayRange must be a number other than 0, not 0", 26),
            ],
        ),
        (
            "States.StringToJson(States.Array($.a))",
            [("argument 1 of States.StringToJson must not be the array that States.Array gives", 20)],
        ),
        (
            "States.Format('{} and {}', $.a)",
            [("the template of States.Format has 2 places for 1 value", 0)],
        ),
        (
            "States.Array(States.Format('{}'))",
            [("the template of States.Format has 1 place for 0 values", 13)],
        ),
        (
            "States.JsonMerge($.a, $.b, true)",
            [("argument 3 of States.JsonMerge must be false, not true", 27)],
        ),
        (
            "States.Hash($.a, 'S')",
            [
                (
                    'argument 2 of States.Hash must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512, not "S"',
                    17,
                )
            ],
        ),
        (
            "States.ArrayPartition($.a, 0)",
            [("argument 2 of States.ArrayPartition must be a positive number, not 0", 27)],
        ),
        ("States.ArrayRange(1, 2000, 1)", [("the range has more than 1000 elements", 0)]),
        ("States.MathRandom(5, 5)", [("the start 5 is not below the end 5", 0)]),
        ("States.MathAdd(2147483647, 1)", [("the sum 2147483648 is not from -2147483648 to 2147483647", 0)]),
        (
            "States.StringToJson('{a: 1}')",
            [('argument 1 of States.StringToJson is no JSON text: "{a: 1}"', 0)],
        ),
        (
            "States.ArrayGetItem(States.Array(1, 2), 2)",
            [("the index 2 is out of bounds for an array of 2 elements", 0)],
        ),
        (
            "States.ArrayLength(States.ArrayGetItem(States.Array('a'), 0))",
            [('argument 1 of States.ArrayLength must be an array, not "a"', 19)],
        ),
        (
            "States.Array(States.MathAdd(1), States.UUID(2))",
            [("States.MathAdd takes 2 arguments, not 1", 13), ("States.UUID takes 0 arguments, not 1", 32)],
        ),
        (
            "States.ArrayLength(States.MathAdd('a', 2))",
            [
                ("argument 1 of States.ArrayLength must not be the number that States.MathAdd gives", 19),
                ('argument 1 of States.MathAdd must be a number, not "a"', 34),
            ],
        ),
    ],
)
def test_a_call_that_cannot_succeed_is_found(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(mistake.message, mistake.start) for mistake in mistakes(parse_intrinsic(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        r"States.Format('{} \{\} {}', $.a, States.UUID())",
        "States.Format($.template, 1, 2, 3)",
        "States.Format(States.ArrayGetItem($.templates, 0), 1)",
        "States.ArrayRange($.a, States.MathAdd($.b, 1), 2)",
        "States.MathRandom(1, 2, $.seed)",
        "States.JsonMerge(States.StringToJson($.a), '{}', false)",
        "States.Hash(States.Array(), 'MD5')",
    ],
)
def test_nothing_is_found_in_a_call_that_may_succeed(text: str) -> None:
    assert not mistakes(parse_intrinsic(text))


def test_a_mistake_is_as_long_as_the_piece_that_is_meant() -> None:
    text = "States.Array(States.MathAdd(1), States.MathAdd('a', $.b))"

    pieces = [text[mistake.start : mistake.end] for mistake in mistakes(parse_intrinsic(text))]

    assert pieces == ["States.MathAdd(1)", "'a'"]


def test_what_is_not_known_yet_is_no_mistake() -> None:
    call = parse_intrinsic("States.Format('${Template}', States.MathAdd('1', 2))")

    found = mistakes(call)

    assert [mistake.message for mistake in found] == [
        'argument 1 of States.MathAdd must be a number, not "1"'
    ]
