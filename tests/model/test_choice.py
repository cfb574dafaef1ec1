from __future__ import annotations

import pytest

from asltool.model.choice import OPERATORS, matches_pattern


def test_there_are_39_operators() -> None:
    assert len(OPERATORS) == len(set(OPERATORS)) == 39


def test_what_compares_has_a_path_form_and_what_matches_or_tests_has_none() -> None:
    assert {"NumericLessThanEqualsPath", "BooleanEqualsPath"} <= set(OPERATORS)
    assert not {"StringMatchesPath", "IsNullPath", "BooleanLessThan"} & set(OPERATORS)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("log-*.txt", "log-7.txt", True),
        ("log-*.txt", "log-.txt", True),
        ("log-*.txt", "log-7.txt.gz", False),
        ("log-*.txt", "LOG-7.txt", False),
        ("*", "", True),
        ("*", "two\nlines", True),
        ("a*b*c", "a-b-b-c", True),
        ("a*b*c", "acb", False),
        ("ab*ba", "aba", False),
        ("ab*ba", "abba", True),
        ("*a*", "bab", True),
        ("a" * 20 + "*" * 20 + "b", "a" * 60, False),
        (r"5\*5", "5*5", True),
        (r"5\*5", "5x5", False),
        (r"c:\\*", "c:\\temp", True),
        (r"c:\d", r"c:\d", True),
        ("a.c", "abc", False),
        ("[ab]?", "[ab]?", True),
        ("", "", True),
        ("", "x", False),
    ],
)
def test_stars_match_any_run_of_characters(pattern: str, text: str, expected: bool) -> None:  # noqa: FBT001
    assert matches_pattern(text, pattern) is expected
