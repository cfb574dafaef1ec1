from __future__ import annotations

import pytest

from asltool.expr import jsonata
from asltool.expr.jsonata.mentions import mentions


def told(text: str) -> list[tuple[str, str]]:
    return [(mention.kind, mention.text) for mention in mentions(jsonata.compile(text).tree)]


def names(text: str) -> list[str]:
    return [mention.text for mention in mentions(jsonata.compile(text).tree) if mention.kind == "name"]


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a.b",
        "a[0]",
        "a[b = 1]",
        "a{b: c}",
        "a^(b)",
        "a.(b)",
        "(a)",
        "-a",
        "[a]",
        "{a: 1}",
        "{'k': a}",
        "a ? 1 : 2",
        "1 ~> a",
        "$f(a)",
        "$f(?, a)",
        "$x := a",
        "($x; a)",
        "a ~> |b|{'c': d}|",
        "`a`",
        "'a'.b",
        "a(1)",
        "a@$b.c[d = $b.e]",
    ],
)
def test_a_field_counts_where_it_is_evaluated_on_the_data_as_a_whole(text: str) -> None:
    assert names(text) == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        "$x.a",
        "$x[a > 1]",
        "$x.y[a > 1]",
        "$x.(a)",
        "$x.{'k': a}",
        "$x{a: b}",
        "$x^(a)",
        "$x ~> |a|{'b': c}, d|",
        "function($x) { a }",
        "$map($x, function($y) { $y.a & a })",
        "1 + 'a'",
        "/a/",
    ],
)
def test_a_field_does_not_count_where_something_else_is_at_hand(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$", [("context", "")]),
        ("$.a", [("context", "")]),
        ("$x.($)", [("variable", "x")]),
        ("$x[$ > 1]", [("variable", "x")]),
        ("$$", [("root", "")]),
        ("$x[$$.a]", [("variable", "x"), ("root", "")]),
        ("$x", [("variable", "x")]),
        ("$x.a.b", [("variable", "x"), ("member", "x.a")]),
        ("$x[0].a", [("variable", "x"), ("member", "x.a")]),
        ("$x.*.a", [("variable", "x")]),
        ("$f($x)", [("function", "f"), ("variable", "x")]),
        ("$x ~> $f", [("variable", "x"), ("variable", "f")]),
    ],
)
def test_variables_and_their_members_count_everywhere(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "($x := 1; $x.a)",
        "function($x) { $x.a }",
        "$y.a@$x.($x.b)",
        "$y.a#$x.($x)",
        "$y.a[b]#$x.($x)",
        "function($x) { $x() }",
    ],
)
def test_what_the_expression_binds_does_not_count(text: str) -> None:
    assert "x" not in {name.partition(".")[0] for _, name in told(text)}


def test_mentions_stand_in_the_order_of_the_text_with_their_places() -> None:
    text = "$states.result[0] & ` a ` & $x[1]"

    found = mentions(jsonata.compile(text).tree)

    assert [text[mention.start : mention.end] for mention in found] == [
        "$states",
        "$states.result",
        "` a `",
        "$x",
    ]


def test_long_chains_are_no_danger() -> None:
    assert names(" & ".join(["a"] * 2000)) == ["a"] * 2000
