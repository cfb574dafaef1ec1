from __future__ import annotations

import pytest

from asltool.expr.jsonpath import patterns
from asltool.expr.jsonpath.path import CriterionFailure
from asltool.json_value import JsonValue
from path_evaluating import missing_in, value_of

ITEMS: list[JsonValue] = [
    {"n": 1, "s": "1", "t": True, "z": None, "l": [1, 2], "o": {"x": 3}},
    {"n": 2.5, "s": "b", "t": False, "z": 0, "l": [], "o": {}},
    {"n": -3, "s": "null", "e": "x"},
    {},
    None,
    "text",
]


def accepted(criteria: str, items: JsonValue = ITEMS, **beside: JsonValue) -> list[int]:
    """Give the positions of the items that the filter lets through."""
    found = value_of(f"$.items[?({criteria})]", {"items": items, **beside})
    assert isinstance(found, list)
    assert isinstance(items, list)
    return [position for position, item in enumerate(items) if any(item is one for one in found)]


@pytest.mark.parametrize(
    ("criterion", "positions"),
    [
        # what must exist must not be null; what must not exist may be
        ("@", [0, 1, 2, 3, 5]),
        ("@.n", [0, 1, 2]),
        ("@.z", [1]),
        ("@.l", [0, 1]),
        ("@.l[0]", [0]),
        ("@.l[(@.length-1)]", [0]),
        ("!@.n", [3, 4, 5]),
        ("!@.z", [0, 2, 3, 4, 5]),
        ("@['n','s']", [0, 1, 2, 3]),
        # numbers
        ("@.n == 1", [0]),
        ("@.n == 1.0", [0]),
        ("@.n == '1'", [0]),
        ("@.n == 25e-1", [1]),
        ("@.n != 1", [1, 2]),
        ("@.n > -3", [0, 1]),
        ("@.n >= -3", [0, 1, 2]),
        ("@.n < 1", [2]),
        ("@.n <= 1", [0, 2]),
        # texts
        ("@.s == '1'", [0]),
        ("@.s == 1", [0]),
        ("@.s == b", [1]),
        ("@.s > 1", [1]),
        ('@.s == "b"', []),
        ("@.e == 'x'", [2]),
        # booleans
        ("@.t == true", [0]),
        ("@.t == 'TRUE'", [0]),
        ("@.t == false", [1]),
        ("@.t == anything", [1]),
        ("@.t > false", [0]),
        # null, which the text null is too
        ("@.z == null", [0]),
        ("@.s == null", [2]),
        ("@.z != null", [1]),
        ("@.z == 'null'", [0]),
        ("@.n > null", [0, 1, 2]),
        ("@.n < null", []),
        ("@.z > 1", []),
        ("@.z >= null", [1]),
        # what has no order makes everything false
        ("@.l == 1", []),
        ("@.l != 1", []),
        ("@.o != x", []),
        ("@.n == @.n", [0, 1, 2]),
        ("@.n > @.z", [1]),
        ("@.s == @.n", []),
        ("@.n == @.t", []),
        ("@.t == @.t", [0, 1]),
        ("@.l == @.l", [0, 1]),
        ("@.l == @.o", []),
        ("@.n == /1/", []),
        ("1 == @.n", []),
        ("@.no.x == 1", []),
        # patterns
        ("@.s =~ /[a-c]/", [1]),
        ("@.s =~ /B/i", [1]),
        ("/b/ =~ @.s", [1]),
        ("@.n =~ /-?[0-9]+/", [0, 2]),
        ("@.t =~ /t.*/", [0]),
        ("@.z =~ /.*/", [1]),
        ("@.l =~ /.1,.*/", [0]),
        (r"@.o =~ /\{x=3}/", [0]),
        ("/a+/ =~ /a./", [0, 1, 2, 3, 4, 5]),
        # from the root
        ("@.n == $.wanted", [1]),
        ("@.t == $.yes", [0]),
        ("@.t < $.yes", [1]),
        ("@.n == $.nowhere", []),
        ("@.n == $.items[0].n", [0]),
    ],
)
def test_criteria(criterion: str, positions: list[int]) -> None:
    assert accepted(criterion, wanted=2.5, yes=True) == positions


@pytest.mark.parametrize(
    ("criteria", "positions"),
    [
        ("@.n && @.t", [0, 1]),
        ("@.n == 1 || @.e", [0, 2]),
        ("@.n==1||@.n==2.5||@.e", [0, 1, 2]),
        ("(@.n == 1 || @.n == -3) && @.t", [0]),
        # the last junction binds first
        ("@.e && @.n == 1 || @.n", [2]),
        ("@.n == 1 || @.n && @.e", [0, 2]),
        ("@.e && (@.n == 1 || @.n)", [2]),
    ],
)
def test_junctions(criteria: str, positions: list[int]) -> None:
    assert accepted(criteria) == positions


def test_a_path_that_must_exist_is_followed_from_the_item_even_if_it_begins_at_the_root() -> None:
    assert accepted("$.e", items=[{"e": 1}, {}], e=1) == [0]


def test_an_index_to_something_else_makes_the_whole_filter_false() -> None:
    assert accepted("@.n[0] == 1 || @.n") == [0, 1, 2]
    assert accepted("@.n || @.n[0]") == []
    assert accepted("@.n[0] == 1") == []
    assert accepted("!@.n[0]") == [3, 4, 5]


def test_a_text_that_is_no_number_breaks_a_comparison_with_one() -> None:
    error = missing_in({"items": [{"n": 1}]}, "$.items[?(@.n == one)].x")

    assert isinstance(error, CriterionFailure)
    assert (error.path, error.reason) == ("$.items[?(@.n == one)].x", "one is no number")


def test_a_number_beyond_all_numbers_is_none() -> None:
    assert isinstance(missing_in([{"n": float("nan")}], "$[?(@.n == 1)]"), CriterionFailure)
    assert isinstance(missing_in([{"n": 1}], "$[?(@.n == 1e9999999999)]"), CriterionFailure)


def test_numbers_of_any_size_compare() -> None:
    assert accepted("@.n > 1e999999999", items=[{"n": 10**5000}]) == []
    assert accepted("@.n < 1e5001", items=[{"n": 10**5000}]) == [0]


def test_texts_are_ordered_as_java_orders_them() -> None:
    # U+FF5E comes before U+1F600 in Unicode, but after its surrogates in UTF-16.
    assert accepted("@.s > \uff5e", items=[{"s": "\U0001f600"}]) == []
    assert accepted("@.s < \uff5e", items=[{"s": "\U0001f600"}, {"s": "\ud800"}]) == [0, 1]


def test_matching_without_a_pattern_breaks() -> None:
    error = missing_in([{"s": "a"}], "$[?(@.s =~ a)]")

    assert error.reason == "neither side of =~ is a regular expression"


def test_a_wildcard_does_not_pass_over_a_filter_that_breaks() -> None:
    assert isinstance(missing_in([[{"n": 1}]], "$[*][?(@.n == one)]"), CriterionFailure)


def test_a_match_that_takes_too_long_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "TIMEOUT_SECONDS", 0.01)

    error = missing_in([{"s": "a" * 50_000 + "d"}], r"$[?(@.s =~ /(?:a|a|aa|[a-b])*(?:\w|a)*c\1?|(a|aa)+$/)]")

    assert error.reason.endswith("takes too long")


def test_many_junctions_break_nothing() -> None:
    assert accepted("@.n" + " && @.n" * 5000) == [0, 1, 2]


def test_a_negative_index_counts_from_the_end_in_filters_too() -> None:
    assert accepted("@.l[-1] == 2") == [0]
