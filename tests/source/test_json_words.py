from __future__ import annotations

import re

import pytest

from asltool.source.json_words import explain_string, explain_word, show


@pytest.mark.parametrize(
    ("text", "message", "piece"),
    [
        ('"abc', "the string that begins here is never closed", '"abc'),
        ('"abc\r\n', "the string that begins here is not closed on its line", '"abc'),
        ('"a\tb"', r"the control character U+0009 stands in a string: write \t", "\t"),
        ('"a\x01b"', r"the control character U+0001 stands in a string: write \u0001", "\x01"),
        (r'"a\qb"', r'\q is no escape of JSON: a backslash itself is written "\\"', r"\q"),
        (r'"a\u12"', r"\u needs four hexadecimal digits after it", r"\u"),
        ('"a\\\n"', "a backslash ends the line within a string", "\\"),
        ('"a\\', "a backslash ends the line within a string", "\\"),
    ],
)
def test_a_string_is_told_what_is_wrong_with_it(text: str, message: str, piece: str) -> None:
    found, start, end = explain_string(text, 0)

    assert (found, text[start:end]) == (message, piece)


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("True", "True is not JSON: write true"),
        ("None", "None is not JSON: write null"),
        ("undefined", "undefined is not JSON: write null"),
        ("NaN", "NaN is not JSON: every number is finite"),
        ("-Infinity", "-Infinity is not JSON: every number is finite"),
        ("+1", "the number +1 begins with a plus sign"),
        ("0x1F", "the number 0x1F is hexadecimal"),
        ("007", "the number 007 begins with a needless 0"),
        ("-01", "the number -01 begins with a needless 0"),
        (".5", "the number .5 needs digits on both sides of its point"),
        ("5.", "the number 5. needs digits on both sides of its point"),
        ("1e", "the number 1e has no digits in its exponent"),
        ("1_000", "1_000 is no number of JSON"),
        ("Pass", "Pass is not in double quotes"),
        ("$.a", "$.a is not in double quotes"),
        ("=", 'expected a value, found "="'),
        ("'a'", 'a string in single quotes: JSON takes only double quotes (")'),
        ("`a`", 'a string in other quotes: JSON takes only double quotes (")'),
        ("\u201ca\u201d", 'a string in other quotes: JSON takes only double quotes (")'),
        ("${A}", "the placeholder ${A} stands outside a string"),
        ("x" * 50, f"{'x' * 37}... is not in double quotes"),
    ],
)
def test_a_word_is_told_why_it_is_no_value(word: str, message: str) -> None:
    assert explain_word(word, 0, len(word), is_key=False) == (message, len(word))


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("Next", "the key Next is not in double quotes"),
        ("$id", "the key $id is not in double quotes"),
        ("=", 'expected a key in double quotes, found "="'),
        ("'Next'", 'a string in single quotes: JSON takes only double quotes (")'),
    ],
)
def test_a_word_is_told_why_it_is_no_key(word: str, message: str) -> None:
    assert explain_word(word, 0, len(word), is_key=True) == (message, len(word))


def test_single_quotes_are_marked_up_to_the_closing_one() -> None:
    text = "['it\\'s' , 1]"

    _, end = explain_word(text, 1, 2, is_key=False)

    assert text[1:end] == "'it\\'s'"


def test_a_long_token_is_cut() -> None:
    assert re.fullmatch(r"a{37}\.\.\.", show("a" * 41))
    assert show("a" * 40) == "a" * 40
