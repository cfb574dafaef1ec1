"""The texts were checked against Jackson 2.14.1 itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.source.jackson import jackson_error

VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
COMMENT = (
    "maybe a (non-standard) comment? "
    "(not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"
)
PLUS = (
    "JSON spec does not allow numbers to have plus signs: enable "
    "`JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow"
)
MINUS = "expected digit (0-9) to follow minus sign, for valid numeric value"
ESCAPED = "has to be escaped using backslash to be included in"
BLANKS = r"only regular white space (\r, \n, \t) is allowed between tokens"
CASES = [
    # tokens
    ("what is this", f"Unrecognized token 'what': was expecting {VALUES}", 1, 5),
    ("tru", f"Unrecognized token 'tru': was expecting {VALUES}", 1, 4),
    ("[truer]", f"Unrecognized token 'truer': was expecting {VALUES}", 1, 7),
    ('{"a": ${B}}', f"Unrecognized token '$': was expecting {VALUES}", 1, 8),
    ('\n {\n "a": None\n}', f"Unrecognized token 'None': was expecting {VALUES}", 3, 11),
    ("[a\u0301€\u200b-", f"Unrecognized token 'a\u0301€\u200b': was expecting {VALUES}", 1, 6),
    ("[a😀]", f"Unrecognized token 'a': was expecting {VALUES}", 1, 3),
    ("[null\x7f", f"Unrecognized token 'null\x7f': was expecting {VALUES}", 1, 7),
    # numbers
    ("[NaN]", "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", 1, 5),
    ("-INF", "Non-standard token '-INF': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", 1, 5),
    (
        "[+Infinity]",
        "Non-standard token '+Infinity': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
        1,
        11,
    ),
    ("[-Inf]", f"Unrecognized token '-Inf': was expecting {VALUES}", 1, 6),
    ("[-I", "Unexpected end-of-input in a Number value", 1, 4),
    ("[-Ix", f"Unexpected character ('x' (code 120)) in numeric value: {MINUS}", 1, 5),
    ("[+1]", f"Unexpected character ('+' (code 43)) in numeric value: {PLUS}", 1, 4),
    ("+", "Unexpected end-of-input in a Number value", 1, 2),
    ("-", "Unexpected end-of-inputNo digit following minus sign", 1, 2),
    ("[-a]", f"Unexpected character ('a' (code 97)) in numeric value: {MINUS}", 1, 4),
    ("[-.5]", f"Unexpected character ('.' (code 46)): expected a valid value {VALUES}", 1, 4),
    ("[.5]", f"Unexpected character ('.' (code 46)): expected a valid value {VALUES}", 1, 3),
    (
        "[12.x]",
        "Unexpected character ('x' (code 120)) in numeric value: Decimal point not followed by a digit",
        1,
        5,
    ),
    (
        "[0.x]",
        "Unexpected character ('x' (code 120)) in numeric value: Decimal point not followed by a digit",
        1,
        5,
    ),
    (
        "1.",
        "Unexpected character ('.' (code 46)) in numeric value: Decimal point not followed by a digit",
        1,
        3,
    ),
    (
        "[1.5e+x]",
        "Unexpected character ('x' (code 120)) in numeric value: Exponent indicator not followed by a digit",
        1,
        4,
    ),
    ("[1e", "Unexpected end-of-inputexpected a digit for number exponent", 1, 4),
    ("[-007]", "Invalid numeric value: Leading zeroes not allowed", 1, 4),
    ("0x1F", "Unexpected character ('x' (code 120)): Expected space separating root-level values", 1, 3),
    ("[1e5x]", "Unexpected character ('x' (code 120)): was expecting comma to separate Array entries", 1, 6),
    # strings
    ('["a\nb"]', f"Illegal unquoted character ((CTRL-CHAR, code 10)): {ESCAPED} string value", 1, 5),
    ('{"a\tb": 1}', f"Illegal unquoted character ((CTRL-CHAR, code 9)): {ESCAPED} name", 1, 5),
    ('["a', "Unexpected end-of-input: was expecting closing quote for a string value", 1, 4),
    ('{"a', "Unexpected end-of-input in field name", 1, 4),
    (r'["\q"]', "Unrecognized character escape 'q' (code 113)", 1, 5),
    (
        r'["\u00g0"]',
        "Unexpected character ('g' (code 103)): expected a hex-digit for character escape sequence",
        1,
        8,
    ),
    ('["\\', "Unexpected end-of-input in character escape sequence", 1, 4),
    (r'["\u00', "Unexpected end-of-input in character escape sequence", 1, 7),
    # objects and arrays
    (
        "{'a': 1}",
        "Unexpected character (''' (code 39)): was expecting double-quote to start field name",
        1,
        3,
    ),
    (
        '{"a": 1,}',
        "Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
        1,
        10,
    ),
    (
        '{"a" 1}',
        "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
        1,
        7,
    ),
    (
        '{"a": 1 "b"',
        "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
        1,
        10,
    ),
    ("[1,]", f"Unexpected character (']' (code 93)): expected a valid value {VALUES}", 1, 5),
    ("[1,}", "Unexpected character ('}' (code 125)): expected a value", 1, 5),
    ('{"a":}', f"Unexpected character ('}}' (code 125)): expected a valid value {VALUES}", 1, 7),
    ('{"a"', "Unexpected end-of-input within/between Object entries", 1, 5),
    ('{"a":1,\n', "Unexpected end-of-input within/between Object entries", 2, 1),
    ("[1, ", "Unexpected end-of-input within/between Array entries", 1, 5),
    # other characters
    ("[“a”]", f"Unexpected character ('“' (code 8220 / 0x201c)): expected a valid value {VALUES}", 1, 3),
    ("[\x85]", f"Unexpected character ((CTRL-CHAR, code 133)): expected a valid value {VALUES}", 1, 3),
    ("[\xa0]", f"Unexpected character ('\xa0' (code 160)): expected a valid value {VALUES}", 1, 3),
    ("[1 // a\n]", f"Unexpected character ('/' (code 47)): {COMMENT}", 1, 5),
    ("# a", f"Unexpected character ('#' (code 35)): expected a valid value {VALUES}", 1, 2),
    ('{"a":1\x0b}', f"Illegal character ((CTRL-CHAR, code 11)): {BLANKS}", 1, 8),
    ('{"😀": é}', f"Unrecognized token 'é': was expecting {VALUES}", 1, 9),
    ("[1\r\n2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 2, 2),
]


@pytest.mark.parametrize(("text", "reason", "line", "column"), CASES)
def test_the_first_mistake_is_told_in_jacksons_words(text: str, reason: str, line: int, column: int) -> None:
    error = jackson_error(text)

    assert error is not None
    assert error.reason == reason
    assert error.location.endswith(f"; line: {line}, column: {column}]")


@pytest.mark.parametrize(
    ("text", "reason", "column"),
    [
        ("[1", "expected close marker for Array (start marker at {source}; line: 1, column: 1])", 3),
        (' {"a": [1}', "expected ']' (for Array starting at {source}; line: 1, column: 8])", 11),
        ("[1}", "expected ']' (for Array starting at {source}; line: 1, column: 1])", 4),
        ('{"a": 1]', "expected '}}' (for Object starting at {source}; line: 1, column: 1])", 9),
        ("}", "expected ']' (for root starting at {source}; line: 1, column: 0])", 2),
    ],
)
def test_brackets_that_do_not_match_are_told_with_where_they_began(
    text: str, reason: str, column: int
) -> None:
    error = jackson_error(text)
    source = f'[Source: (String)"{text}"'

    assert error is not None
    assert error.reason.endswith(reason.format(source=source))
    assert error.location == f"{source}; line: 1, column: {column}]"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "{}",
        "{} {}",
        '"a"b',
        "12 x",
        '{"a": 1, "a": 2}',
        "[1e999, 0.5, -0E+1]",
        r'["\ud800"]',
        "null x",
        "true,",
    ],
)
def test_jackson_reads_more_than_json(text: str) -> None:
    assert jackson_error(text) is None


def test_the_message_has_the_location_on_a_second_line() -> None:
    error = jackson_error("oops")

    assert error is not None
    assert error.message == (
        f"Unrecognized token 'oops': was expecting {VALUES}\n"
        ' at [Source: (String)"oops"; line: 1, column: 5]'
    )


def test_a_long_text_is_quoted_in_part_and_a_very_long_one_not_at_all() -> None:
    long, very_long = jackson_error(f'"{"a" * 600}'), jackson_error(f"x{' ' * 33_000}")

    assert long is not None
    assert long.location == f'[Source: (String)""{"a" * 499}"[truncated 101 chars]; line: 1, column: 602]'
    assert very_long is not None
    assert very_long.location == "[Source: (StringReader); line: 1, column: 2]"


def test_control_characters_are_quoted_as_escapes() -> None:
    error = jackson_error("[\t\r\n\x7fx]")

    assert error is not None
    assert error.location == '[Source: (String)"[\\u0009\r\n\\u007Fx]"; line: 2, column: 2]'


def test_a_long_token_is_cut() -> None:
    error = jackson_error("y" * 300)

    assert error is not None
    assert error.reason == f"Unrecognized token '{'y' * 256}...': was expecting {VALUES}"
    assert error.location.endswith("line: 1, column: 257]")


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    error = jackson_error("😀")

    assert error is not None
    assert (
        error.reason == f"Unexpected character ('?' (code 55357 / 0xd83d)): expected a valid value {VALUES}"
    )


@given(st.text(st.sampled_from("{}[]\",:\\truefalsn0123-+.eE/#'\x01\t\r\n aNIF$é😀")))
def test_no_text_makes_it_raise(text: str) -> None:
    jackson_error(text)
