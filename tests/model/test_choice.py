from __future__ import annotations

from asltool.model.choice import OPERATORS


def test_there_are_39_operators() -> None:
    assert len(OPERATORS) == len(set(OPERATORS)) == 39


def test_what_compares_has_a_path_form_and_what_matches_or_tests_has_none() -> None:
    assert {"NumericLessThanEqualsPath", "BooleanEqualsPath"} <= set(OPERATORS)
    assert not {"StringMatchesPath", "IsNullPath", "BooleanLessThan"} & set(OPERATORS)
