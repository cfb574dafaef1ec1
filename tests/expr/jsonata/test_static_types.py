from __future__ import annotations

import pytest

from asltool.expr.jsonata.functions.library import AWS_LIBRARY
from asltool.expr.jsonata.shaping import parse
from asltool.expr.jsonata.static_types import (
    ANYTHING,
    argument_counts,
    call_problem,
    types_in_words,
    types_of,
)

FUNCTIONS = frozenset(AWS_LIBRARY)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("'a'", "s"),
        ("5", "n"),
        ("true", "b"),
        ("null", "l"),
        ("[]", "a"),
        ("{}", "o"),
        ("function($x) { $x }", "f"),
        ("/a/", "f"),
        ("|$|{}|", "f"),
        ("$substring(?, 1)", "f"),
        ("1 + 1", "nm"),
        ("-$x", "nm"),
        ("1 < 2", "bm"),
        ("1 = 2", "b"),
        ("1 & 2", "s"),
        ("($x; 'a')", "s"),
        ("$x := 5", "n"),
        ("$x ? 'a' : 5", "sn"),
        ("$x ? 'a'", "sm"),
        ("$string($x)", "sm"),
        ("$count($x)", "nm"),
        ("$merge($x)", "om"),
    ],
)
def test_the_text_tells_the_types_of_a_value(text: str, types: str) -> None:
    assert types_of(parse(text), FUNCTIONS) == frozenset(types)


@pytest.mark.parametrize(
    "text", ["$x", "a.b", "'a'[0]", "[1][]", "$split('a', ',')", "$f('a')", "$x ~> $sum"]
)
def test_what_only_data_tells_can_be_anything(text: str) -> None:
    assert types_of(parse(text), FUNCTIONS) == ANYTHING


def test_a_function_that_got_another_meaning_gives_anything() -> None:
    assert types_of(parse("$string(5)"), FUNCTIONS - {"string"}) == ANYTHING


@pytest.mark.parametrize(
    ("name", "given", "problem"),
    [
        ("count", [], ("$count takes 1 argument, not 0", None)),
        ("substring", ["s"], ("$substring takes 2 to 3 arguments, not 1", None)),
        ("substring", ["s", "n", "n", "n"], ("$substring takes 2 to 3 arguments, not 4", None)),
        ("zip", [], ("$zip takes at least 1 argument, not 0", None)),
        ("uuid", ["n"], ("$uuid takes 0 arguments, not 1", None)),
        ("substring", ["s", "s"], ("$substring cannot take text as argument 2", 1)),
        ("contains", ["sm", "nb"], ("$contains cannot take a number or true or false as argument 2", 1)),
        ("map", ["a", "s"], ("$map cannot take text as argument 2", 1)),
    ],
)
def test_arguments_that_no_value_can_mend_are_a_problem(
    name: str, given: list[str], problem: tuple[str, int | None]
) -> None:
    assert call_problem(name, [frozenset(each) for each in given], has_context=False) == problem


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("substring", ["s", "n"]),
        ("substring", ["snb", "nm", "n"]),
        ("sum", ["n"]),
        ("zip", ["a", "s", "o"]),
        ("contains", ["s", "f"]),
        ("exists", ["m"]),
    ],
)
def test_arguments_that_may_fit_are_none(name: str, given: list[str]) -> None:
    assert call_problem(name, [frozenset(each) for each in given], has_context=False) is None


def test_a_context_stands_in_for_the_first_argument() -> None:
    assert call_problem("substring", [frozenset("n")], has_context=True) is None
    assert call_problem("substring", [frozenset("n")], has_context=False) is not None


@pytest.mark.parametrize("name", sorted(AWS_LIBRARY))
def test_as_many_arguments_as_a_function_takes_are_never_refused_by_their_number(name: str) -> None:
    signature = AWS_LIBRARY[name].signature
    assert signature is not None
    least, most = argument_counts(signature)

    for count in range(least, int(min(most, 5)) + 1):
        assert call_problem(name, [ANYTHING] * count, has_context=False) is None


def test_types_are_named_in_words() -> None:
    assert types_in_words(frozenset("snm")) == "text or a number"
