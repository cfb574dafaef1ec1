from __future__ import annotations

import pytest

from asltool.expr.intrinsics.errors import InvalidIntrinsic
from asltool.expr.intrinsics.lexer import tokens


def _kinds_and_texts(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text)]


def test_tokens_leave_blanks_out_and_know_their_places() -> None:
    found = tokens(" States.Array (\n'a', -1.5e3 )")

    assert [(token.kind, token.text, token.start) for token in found] == [
        ("name", "States.Array", 1),
        ("mark", "(", 14),
        ("string", "'a'", 16),
        ("mark", ",", 19),
        ("number", "-1.5e3", 21),
        ("mark", ")", 28),
        ("end", "", 29),
    ]
    assert [token.end for token in found] == [13, 15, 19, 20, 27, 29, 29]


@pytest.mark.parametrize(
    "path",
    [
        "$",
        "$$",
        "$.a.b",
        "$$.Execution.Id",
        "$name",
        "$.a[0][1:3]",
        "$.a[0, 1].b",
        "$['a, b)']['c']",
        '$["it\'s ]"].x',
        r"$['a\'],b']",
        "$.a[?(@.x == 'p,q)' && @.y in [1, 2])].z",
        "$..a[*]",
        "$.a.length()",
        "$.a[",
        "$['open",
        "$['open\\",
        "$.a]",
    ],
)
def test_a_path_is_one_token_with_all_that_its_brackets_hold(path: str) -> None:
    assert _kinds_and_texts(path) == [("path", path), ("end", "")]


@pytest.mark.parametrize("after", [",", ")", " ", "\n"])
def test_a_path_ends_where_its_argument_does(after: str) -> None:
    assert _kinds_and_texts(f"$.a['b'].c{after}x")[0] == ("path", "$.a['b'].c")


@pytest.mark.parametrize("string", ["''", "'a \"b\" {c}'", r"'it\'s \\ \{\}'", "'two\nlines'", r"'\\'"])
def test_a_string_ends_at_the_quote_that_is_not_escaped(string: str) -> None:
    assert _kinds_and_texts(string + ",") == [("string", string), ("mark", ","), ("end", "")]


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("f('abc", r"the string does not end; a quote inside of one is written \'", 2),
        ("f('abc\\", r"the string does not end; a quote inside of one is written \'", 2),
        (r"f('abc\')", r"the string does not end; a quote inside of one is written \'", 2),
        (r"f('a\"b')", r"\" is no escape; those of a string are \' \\ \{ \}", 4),
        (r"f('a\nb')", r"\n is no escape; those of a string are \' \\ \{ \}", 4),
        ('f("a")', 'unexpected "; strings stand in single quotes', 2),
        ("f(+1)", "unexpected +", 2),
        ("f(-)", "unexpected -", 2),
    ],
)
def test_what_is_no_token_is_refused_at_its_place(text: str, message: str, offset: int) -> None:
    with pytest.raises(InvalidIntrinsic) as caught:
        tokens(text)

    assert (caught.value.message, caught.value.offset) == (message, offset)
