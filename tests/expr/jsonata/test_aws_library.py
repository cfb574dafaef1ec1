from __future__ import annotations

import pytest

from asltool.expr.jsonata import UNDEFINED, JSONataError, Sources, compile  # noqa: A004

RESULTS = {
    "$partition([1, 2, 3, 4, 5], 2)": [[1, 2], [3, 4], [5]],
    "$partition([0], 1)": [[0]],
    "$partition([1, 2, 3], 2.9)": [[1, 2], [3]],
    "$range(0, 9, 3)": [0, 3, 6, 9],
    "$range(0, 10, 3)": [0, 3, 6, 9],
    "$range(1, 9, 9)": 1,
    "$range(5, 1, -2)": [5, 3, 1],
    "$range(0, 1, 0.5)": [0, 0.5, 1],
    "$hash('input data', 'MD5')": "812f45842bc6d66ee14572ce20db8e86",
    "$hash({'a': 1}, 'SHA-256')": "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862",
    "$parse('-0')": 0,
    "$parse('{\"a\": [1.0, 2.5]}')": {"a": [1, 2.5]},
    "$count($range(1, 360145, 1))": 360145,
    "$random(7) = $random(7)": True,
    "$random(7) = $random(8)": False,
}

UNDEFINED_ONES = [
    "$partition([], 2)",
    "$partition([1], 0)",
    "$partition($missing, 2)",
    "$range(1, 2, 0)",
    "$range(1, 2, -1)",
    "$range(1, 2, $missing)",
    "$hash('x')",
    "$hash($missing, 'MD5')",
    "$parse($missing)",
]

ERRORS = {
    "$eval('1')": "T1006: Attempted to invoke a non-function",
    "$randomSeeded(1)": "T1006: Attempted to invoke a non-function",
    "$hash('x', 'CRC')": "D3137: Unsupported hash algorithm: CRC",
    "$count($range(1, 360146, 1))": "Expression evaluation memory limit exceeded",
    "$range('a', 1, 1)": 'T0410: Argument 1 of function "range" does not match function signature',
}


@pytest.mark.parametrize("text", RESULTS)
def test_function_of_step_functions_gives(text: str) -> None:
    assert compile(text, aws=True)() == RESULTS[text]


@pytest.mark.parametrize("text", UNDEFINED_ONES)
def test_function_of_step_functions_gives_nothing(text: str) -> None:
    assert compile(text, aws=True)() is UNDEFINED


@pytest.mark.parametrize("text", ERRORS)
def test_function_of_step_functions_fails(text: str) -> None:
    with pytest.raises(JSONataError) as raised:
        compile(text, aws=True)()

    assert str(raised.value) == ERRORS[text]


@pytest.mark.parametrize("text", ["nope", "NaN", "[1", ""])
def test_text_that_is_no_json_is_not_parsed(text: str) -> None:
    with pytest.raises(JSONataError, match="Unable to parse JSON"):
        compile("$parse($text)", aws=True)(text=text)


def test_plain_library_has_none_of_them() -> None:
    for name in ("partition", "range", "hash", "uuid", "parse"):
        with pytest.raises(JSONataError, match="T1006"):
            compile(f"${name}(1)")()


def test_time_and_chance_come_from_the_caller() -> None:
    sources = Sources(millis=lambda: 86_400_000, random=lambda: 0.25, uuid=lambda: "an-id")
    text = "[$now(), $millis(), $random(), $uuid()]"

    value = compile(text, aws=True).evaluate(sources=sources)

    assert value == ["1970-01-02T00:00:00.000Z", 86_400_000, 0.25, "an-id"]


def test_shuffle_asks_for_chance() -> None:
    draws = iter([0.0, 0.0, 0.0])

    value = compile("$shuffle([1, 2, 3])").evaluate(sources=Sources(random=lambda: next(draws)))

    assert value == [3, 1, 2]


def test_time_stands_still_during_an_evaluation() -> None:
    ticks = iter(range(5))

    value = compile("[$millis(), $millis()]").evaluate(sources=Sources(millis=lambda: next(ticks)))

    assert value == [0, 0]


def test_computer_is_the_source_unless_another_is_named() -> None:
    value = compile("[$millis(), $random(), $length($uuid()), $length($now())]", aws=True)()

    assert value[0] > 1_700_000_000_000
    assert 0 <= value[1] < 1
    assert value[2:] == [36, 24]
