from __future__ import annotations

import pytest

from asltool.expr.jsonpath.parser import parse_parts
from asltool.expr.jsonpath.steps import Root, fragment, is_definite, member


@pytest.mark.parametrize(
    ("path", "normalized"),
    [
        ("$.a.b", "['a']['b']"),
        ("$['a', 'b c']", "['a', 'b c']"),
        ("$[03][-2]", "[3][-2]"),
        ("$[(@.length - 1)]", "[@.size()-1]"),
        ("$[0, 2]", "[0,2]"),
        ("$[1:][:2][1:2]", "[1:][:2][1:2]"),
        ("$.*..a", "[*]..['a']"),
        ("$[?(@.a)]", "[?]"),
        ("$.a[0]$", "['a'][0]$"),
    ],
)
def test_steps_have_one_normalized_text(path: str, normalized: str) -> None:
    assert "".join(map(fragment, parse_parts(path)[1])) == normalized


@pytest.mark.parametrize("path", ["$", "$.a[0]['b']", "$['a','b']", "$[-1]", "$[(@.length-1)]", "$[0]$"])
def test_names_and_indexes_are_definite(path: str) -> None:
    assert is_definite(parse_parts(path)[1])


@pytest.mark.parametrize("path", ["$[*]", "$..a", "$[0,1]", "$[0:1]", "$[?(@.a)]", "$.a[*].b"])
def test_all_else_is_indefinite(path: str) -> None:
    assert not is_definite(parse_parts(path)[1])


def test_a_member_that_is_named_often_is_made_once() -> None:
    assert member("a") is member("a")


def test_the_root_inside_a_path_is_a_step() -> None:
    assert parse_parts("$[0]$")[1][1] == Root()
