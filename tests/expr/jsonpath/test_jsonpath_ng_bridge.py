"""jsonpath-ng's tree against the walker, and its text parser as a second opinion on whole paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonpath_ng.ext import parse as parse_with_jsonpath_ng

from asltool.expr.jsonpath.definite import PathPlan
from asltool.expr.jsonpath.errors import PathNotFound
from asltool.expr.jsonpath.jsonpath_ng_bridge import MAX_STEPS, lower
from asltool.expr.jsonpath.parser import parse_parts
from asltool.expr.jsonpath.walker import compile_walk
from asltool.json_value import json_text
from path_evaluating import DOCUMENTS, value_of

if TYPE_CHECKING:
    from asltool.json_value import JsonValue

NAMES = st.sampled_from([".a", ".b", "['id']", "['x y']"])
SLICES = st.sampled_from(["[1:]", "[:1]", "[-2:]", "[:-1]", "[0:2]", "[1:1]", "[2:1]", "[-9:]", "[:9]"])
WILDCARDS = st.lists(st.sampled_from(["[*]", ".*"]), max_size=3).map("".join)
LOWERED = st.one_of(
    st.builds("[*]{}".format, WILDCARDS),
    st.builds("{}{}".format, SLICES, WILDCARDS),
    st.builds("[*]{}{}".format, st.lists(NAMES, min_size=1, max_size=3).map("".join), WILDCARDS),
    st.builds("..{}{}".format, st.sampled_from(["a", "b", "*", "['id']", "[*]"]), WILDCARDS),
)


@given(LOWERED, DOCUMENTS)
def test_what_is_lowered_gives_what_the_walker_gives(end: str, document: JsonValue) -> None:
    steps = parse_parts("$" + end)[1]
    lowered = lower(steps)

    assert lowered is not None
    if lowered.fits(document):
        walked = compile_walk(PathPlan("$" + end, steps))(document)
        assert json_text(lowered.find(document)) == json_text(walked)


@pytest.mark.parametrize(
    ("end", "arrays_only"),
    [
        ("[*]", False),
        ("[*][*].*", False),
        ("[*].a", True),
        ("[*].a['b'][*]", True),
        ("[1:]", True),
        ("[:-1][*]", True),
        ("[0:2]", True),
        ("..a", False),
        ("..*[*]", False),
    ],
)
def test_where_the_two_agree(*, end: str, arrays_only: bool) -> None:
    lowered = lower(parse_parts("$" + end)[1])

    assert lowered is not None
    assert lowered.fits([])
    assert lowered.fits({}) is not arrays_only


@pytest.mark.parametrize(
    "end",
    [
        "['a','b']",
        "[0,1]",
        "[-3:-1]",
        "[0:-1]",
        "[1:].a",
        "[*][0]",
        "[*].a[0]",
        "[*].a[*].b",
        "[*]['*']",
        "[*]['a','b']",
        "..a.b",
        "..a[0]",
        "..[0]",
        "..['*']",
        "..['a','b']",
        "..[?(@.a)]",
        "....a",
        "[?(@.a)]",
        "[*][?(@.a)]",
        "[*]" * (MAX_STEPS + 1),
    ],
)
def test_where_they_differ_nothing_is_lowered(end: str) -> None:
    assert lower(parse_parts("$" + end)[1]) is None


# Each is in both dialects, and jsonpath-ng's ways with missing members and null do not show in its answer.
SECOND_OPINION_DOCUMENT: JsonValue = {
    "shop": {
        "books": [
            {"title": "Sayings", "price": 8.95, "tags": ["old", "wise"], "isbn": "1"},
            {"title": "Sword", "price": 12, "tags": [], "isbn": "2"},
            {"title": "Moby", "price": 9, "tags": ["whale"], "isbn": "3"},
        ],
        "bike": {"colour": "red", "price": 20},
    },
    "grid": [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    "limit": 10,
}


@pytest.mark.parametrize(
    "path",
    [
        "$.shop.books[*].title",
        "$.shop.books[*].tags[*]",
        "$.shop.*",
        "$.shop.books[0:2]",
        "$.shop.books[0:2].title",
        "$.shop.books[-1:].price",
        "$.shop.books[:-1].isbn",
        "$.grid[*][*]",
        "$.grid[*][1]",
        "$.grid[1:][0:2]",
        "$.grid[0,2]",
        "$.grid[0][2,0]",
        "$..price",
        "$..tags",
        "$.shop..price",
        "$..tags[*]",
        "$..*",
        "$.shop.books[?(@.price < 10)].title",
        "$.shop.books[?(@.price >= 9)].title",
        "$.shop.books[?(@.title == 'Moby')].price",
        "$.shop.books[?(@.title != 'Moby')].price",
        "$.shop.books[?(@.isbn)].isbn",
        "$.shop.books[?(@.tags[0])].isbn",
    ],
)
def test_jsonpath_ng_gives_the_same_for_paths_of_both_dialects(path: str) -> None:
    second_opinion = [match.value for match in parse_with_jsonpath_ng(path).find(SECOND_OPINION_DOCUMENT)]

    assert value_of(path, SECOND_OPINION_DOCUMENT) == second_opinion


@pytest.mark.parametrize(
    "path",
    ["$", "$.limit", "$.shop.bike.colour", "$.grid[1][2]", "$.shop['books'][0]['tags'][1]", "$.grid[-1]"],
)
def test_jsonpath_ng_gives_the_same_for_reference_paths(path: str) -> None:
    [match] = parse_with_jsonpath_ng(path).find(SECOND_OPINION_DOCUMENT)

    assert value_of(path, SECOND_OPINION_DOCUMENT) == match.value


SHARED_STEPS = st.lists(
    st.sampled_from([".a", ".b", "['id']", "[0]", "[1]", "[*]", "[1:]", "[:2]", "..a", "..*"]), max_size=4
).map("".join)


@given(SHARED_STEPS, DOCUMENTS)
def test_jsonpath_ng_gives_the_same_wherever_nothing_is_missing(end: str, document: JsonValue) -> None:
    path = "$" + end
    second_opinion = [match.value for match in parse_with_jsonpath_ng(path).find(document)]
    try:
        found = value_of(path, document)
    except PathNotFound:
        return  # AWS fails where jsonpath-ng passes over

    definite = not any(mark in end for mark in ("*", ":", ".."))
    assert ([found] if definite else found) == second_opinion
