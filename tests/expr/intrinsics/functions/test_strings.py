from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intrinsic_calling import reason_of, value_of

if TYPE_CHECKING:
    from asltool.json_value import JsonValue


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("", ""),
        (None, "null"),
        (False, "false"),
        (-1.5, "-1.5"),
        (10, "10"),
        ([], "[]"),
        ({}, "{}"),
        ({"a": 1, "b": [], "c": {"d": "x", "e": None}}, "{a=1, b=[], c={d=x, e=null}}"),
        ([1, "x", [True, None]], '[1,"x",[true,null]]'),
        (12345678.5, "1.23456785E7"),
        ('{"a": 1}', '{"a": 1}'),
        ("{}", "{}"),
    ],
)
def test_format_writes_values_as_java_does(value: JsonValue, text: str) -> None:
    assert value_of("States.Format('<{}>', $)", value) == f"<{text}>"


def test_format_fills_its_places_in_order() -> None:
    assert value_of("States.Format('{}{} {}', 'a', 1, $.b)", {"b": "c"}) == "a1 c"


def test_format_without_places_gives_the_template() -> None:
    assert value_of("States.Format('nothing to fill')") == "nothing to fill"


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        (r"It\'s", "It's"),
        (r"\{\}", "{}"),
        (r"a\\b", r"a\b"),
        (r"\\\{x\}", r"\{x}"),
        ("{ } ${name} }{", "{ } ${name} }{"),
        ('say "hi"', 'say "hi"'),
        ("two\nlines", "two\nlines"),
    ],
)
def test_format_reads_escapes_and_keeps_lone_braces(literal: str, text: str) -> None:
    assert value_of(f"States.Format('{literal}')") == text


def test_format_reads_the_escapes_of_a_template_that_is_data() -> None:
    assert value_of(r"States.Format($, 1)", r"\{\} {} \n c:\\d") == r"{} 1 \n c:\d"


def test_format_refuses_a_template_that_ends_in_a_backslash() -> None:
    assert reason_of("States.Format($)", "open\\") == "the template of States.Format ends in an open escape"


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        ("States.Format('{}')", "the template of States.Format has 1 place for 0 values"),
        ("States.Format('{}{}', 1)", "the template of States.Format has 2 places for 1 value"),
        ("States.Format('', 1)", "the template of States.Format has 0 places for 1 value"),
    ],
)
def test_format_wants_a_value_for_each_place(call: str, reason: str) -> None:
    assert reason_of(call) == reason


def test_format_counts_the_places_of_a_template_that_is_data() -> None:
    assert (
        reason_of("States.Format($, 1)", "{} {}") == "the template of States.Format has 2 places for 1 value"
    )


def test_format_wants_a_string_for_its_template() -> None:
    assert reason_of("States.Format($)", None) == "argument 1 of States.Format must be a string, not null"


@pytest.mark.parametrize(
    ("text", "delimiters", "pieces"),
    [
        ("a,b", ",", ["a", "b"]),
        (",a,,b,", ",", ["a", "b"]),
        ("", ",", []),
        ("a::b", "::", ["a", "b"]),
        ("a.b*c", ".*", ["a", "b", "c"]),
        ("one\ntwo three", " \n", ["one", "two", "three"]),
        ("abc", "", ["abc"]),
        ("", "", []),
        (" a ", ",", [" a "]),
        ("2024-01-02T03:04", "T-:", ["2024", "01", "02", "03", "04"]),
    ],
)
def test_string_split_takes_each_character_as_a_delimiter(
    text: str, delimiters: str, pieces: list[str]
) -> None:
    assert value_of("States.StringSplit($[0], $[1])", [text, delimiters]) == pieces


def test_string_split_takes_strings_only() -> None:
    assert reason_of("States.StringSplit($, ',')", ["a"]) == (
        'argument 1 of States.StringSplit must be a string, not ["a"]'
    )
