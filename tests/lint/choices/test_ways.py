from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asltool
from asltool.lint.choices.ways import ways_of
from choosing import PAID, PRESENT, SMALL, asks, choice

EARLY = "2024-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "rules",
    [
        [PRESENT, asks("IsPresent", False)],
        [PAID, asks("BooleanEquals", False, "$.paid")],
        [PAID, {"Not": PAID}],
        [PAID, {"Not": {"Not": {"Not": PAID}}}],
        [SMALL, asks("NumericGreaterThanEquals", 5)],
        [SMALL, asks("NumericEquals", 5), asks("NumericGreaterThan", 5)],
        [asks("TimestampGreaterThan", EARLY), asks("TimestampLessThanEquals", EARLY)],
        [asks("StringLessThanPath", "$.m"), asks("StringGreaterThanEqualsPath", "$.m")],
        [{"And": [PAID, SMALL]}, {"Not": {"And": [SMALL, PAID]}}],
        [{"Or": [PAID, SMALL]}, PRESENT, {"Not": {"Or": [SMALL, PAID]}}],
        [asks("IsPresent", False, "$.paid"), PAID, asks("BooleanEquals", False, "$.paid")],
        [asks("IsNull", True, "$.paid"), PAID, asks("BooleanEquals", False, "$.paid")],
        [asks("StringEquals", "${Name}"), {"Not": asks("StringEquals", "${Name}")}],
        [asks("StringLessThan", "m"), asks("StringMatches", "*")],
    ],
)
def test_rules_cover_all_values_of_fitting_types(rules: list[dict[str, Any]]) -> None:
    assert ways_of(choice(*rules)).covers_fitting_types
    assert ways_of(choice(*reversed(rules))).covers_fitting_types


@pytest.mark.parametrize(
    "rules",
    [
        [PAID],
        [PRESENT],
        [PAID, asks("BooleanEquals", False, "$.sent")],
        [SMALL, asks("NumericGreaterThanEquals", 6)],
        [SMALL, asks("NumericGreaterThan", 5)],
        [SMALL, asks("StringGreaterThanEquals", "5")],
        [asks("StringLessThanPath", "$.m"), asks("StringGreaterThanEquals", "$.m")],
        [{"And": [PAID, SMALL]}, {"Not": {"Or": [PAID, SMALL]}}],
        [
            {"And": [asks("IsPresent", True, "$.paid"), PAID]},
            {"And": [asks("IsPresent", True, "$.paid"), {"Not": PAID}]},
        ],
        [asks("IsString", True), asks("IsNumeric", True)],
    ],
)
def test_rules_leave_a_value_over(rules: list[dict[str, Any]]) -> None:
    ways = ways_of(choice(*rules))

    assert not ways.covers_fitting_types
    assert not ways.is_exhaustive


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([True], True),
        ([False], False),
        (["{% $states.input.a %}"], False),
        (["{% $states.input.a %}", True], True),
    ],
)
def test_a_condition_that_is_always_true_leaves_no_case_over(conditions: list[Any], expected: bool) -> None:  # noqa: FBT001 - a column of the table
    rules = [{"Condition": condition} for condition in conditions]
    ways = ways_of(choice(*rules, QueryLanguage="JSONata"))

    assert (ways.is_exhaustive, ways.covers_fitting_types) == (expected, expected)


@pytest.mark.parametrize(
    ("rules", "shadowed"),
    [
        ([PAID, PAID], {1: (0,)}),
        ([SMALL, asks("NumericLessThan", 3)], {1: (0,)}),
        ([asks("NumericLessThan", 3), SMALL], {}),
        (
            [SMALL, asks("NumericGreaterThanEquals", 5), asks("NumericEquals", 7), asks("NumericEquals", 2)],
            {2: (1,), 3: (0,)},
        ),
        ([SMALL, asks("NumericGreaterThanEquals", 5), asks("IsNumeric", True)], {2: (0, 1)}),
        (
            [asks("StringMatches", "a*"), asks("StringMatches", "ab*"), asks("StringEquals", "abc")],
            {1: (0,), 2: (0,)},
        ),
        ([asks("StringMatches", "*b*"), asks("StringEquals", "abc")], {1: (0,)}),
        ([asks("IsString", True), asks("IsTimestamp", True)], {1: (0,)}),
        ([{"Or": [PAID, SMALL]}, {"And": [SMALL, PRESENT]}], {1: (0,)}),
        ([asks("IsNull", False), asks("BooleanEquals", True)], {1: (0,)}),
        ([PRESENT, SMALL], {1: (0,)}),
        ([{"Not": PRESENT}, SMALL], {}),
        ([asks("StringEquals", "a"), asks("StringEquals", "b"), asks("StringEquals", "a", "$.m")], {}),
        ([asks("StringEquals", "a"), asks("StringEquals", "b"), asks("StringEquals", "a")], {2: (0,)}),
        ([asks("StringEquals", "a"), asks("StringEquals", "a", "$['n']")], {1: (0,)}),
        ([PRESENT, asks("StringEquals", "a")], {1: (0,)}),
        ([asks("StringEquals", "a"), PRESENT], {}),
    ],
)
def test_a_rule_is_never_asked_for_what_others_take(
    rules: list[dict[str, Any]], shadowed: dict[int, tuple[int, ...]]
) -> None:
    ways = ways_of(choice(*rules))

    assert ways.shadowed == shadowed
    assert {at[3] for at in ways.dead} == set(shadowed)
    assert ways.impossible == ()


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ({"And": [asks("StringEquals", "a"), asks("StringEquals", "b")]}, "/Choices/0"),
        ({"And": [asks("NumericGreaterThan", 5), SMALL]}, "/Choices/0"),
        ({"And": [PRESENT, asks("IsPresent", False)]}, "/Choices/0"),
        ({"And": [asks("IsString", True), SMALL]}, "/Choices/0"),
        ({"Or": [PAID, {"And": [PAID, {"Not": PAID}]}]}, "/Choices/0/Or/1"),
        ({"Not": {"And": [asks("StringEquals", "a"), asks("StringEquals", "b")]}}, "/Choices/0/Not"),
        (asks("StringLessThan", ""), "/Choices/0"),
    ],
)
def test_a_condition_that_contradicts_itself_never_holds(rule: dict[str, Any], place: str) -> None:
    found = ways_of(choice(rule)).impossible

    assert [str(condition.at) for condition in found] == ["/States/A" + place]


def test_a_default_after_rules_for_all_cases_is_dead() -> None:
    ways = ways_of(choice(PRESENT, asks("IsPresent", False), Default="A"))

    assert [str(at) for at in ways.dead] == ["/States/A/Default"]
    assert ways_of(choice(SMALL, asks("NumericGreaterThanEquals", 5), Default="A")).dead == frozenset()


def test_rules_by_the_thousand_take_no_time() -> None:
    texts = [asks("StringEquals", f"v{number}") for number in range(3_000)]
    pairs = [
        {"And": [asks("NumericEquals", number), asks("NumericEquals", number, "$.m")]}
        for number in range(3_000)
    ]

    assert ways_of(choice(*texts, *texts[:5])).shadowed.keys() == set(range(3_000, 3_005))
    assert ways_of(choice(*pairs)).shadowed == {}


_VALUES = st.sampled_from(
    [None, True, False, [], {}, 0, 1, 2, 1.5, 3, "", "a", "ab", "b", "a*", EARLY, "2025-01-01T00:00:00Z"]
)
_VARIABLES = st.sampled_from(["$.x", "$.y"])


def _tests(kind: str, operands: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    relations = ["Equals"] if kind == "Boolean" else ["Equals", "LessThan", "LessThanEquals", "GreaterThan"]
    names = st.sampled_from([kind + relation for relation in relations])
    plain = st.builds(asks, names, operands, _VARIABLES)
    return plain | st.builds(asks, names.map(lambda name: name + "Path"), _VARIABLES, _VARIABLES)


_COMPARISONS = (
    _tests("String", st.sampled_from(["", "a", "ab", "b"]))
    | _tests("Numeric", st.sampled_from([0, 1, 2]))
    | _tests("Boolean", st.booleans())
    | _tests("Timestamp", st.sampled_from([EARLY, "2024-06-01T00:00:00+02:00"]))
    | st.builds(asks, st.just("StringMatches"), st.sampled_from(["a*", "*b", "a", "*", "a\\*"]), _VARIABLES)
    | st.builds(
        asks,
        st.sampled_from(["IsPresent", "IsNull", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"]),
        st.booleans(),
        _VARIABLES,
    )
)
_CONDITIONS = st.recursive(
    _COMPARISONS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"And": parts})
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"Or": parts})
        | inner.map(lambda part: {"Not": part})
    ),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(
    rules=st.lists(_CONDITIONS, min_size=1, max_size=5),
    data=st.fixed_dictionaries({}, optional={"x": _VALUES, "y": _VALUES}),
)
def test_no_execution_goes_a_way_that_is_called_dead(
    rules: list[dict[str, Any]], data: dict[str, Any]
) -> None:
    ways = ways_of(choice(*rules, Default="A"))
    ends = {f"R{number}": {"Type": "Fail", "Error": str(number)} for number in range(len(rules))}
    chooses = {
        "Type": "Choice",
        "Choices": [{**rule, "Next": f"R{number}"} for number, rule in enumerate(rules)],
        "Default": "Rest",
    }
    machine = {"StartAt": "C", "States": {"C": chooses, **ends, "Rest": {"Type": "Fail", "Error": "Rest"}}}

    taken = asltool.run(machine, data).error

    dead = {str(at[3]) if len(at) > 3 else "Rest" for at in ways.dead}
    assert taken not in dead
    assert not (taken == "Rest" and ways.is_exhaustive)
