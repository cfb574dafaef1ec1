from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.choices.boxes import EVERYWHERE, NOWHERE, are_apart
from asltool.lint.choices.cases import Cases
from choosing import PAID, PRESENT, SMALL, asks, choice


def never_both(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two conditions are known to hold in no common case."""
    state = choice(one, other)
    cases = Cases(state)
    first, second = (cases.outcome(rule.condition) for rule in state.choices)
    assert are_apart(first[0], second[0]) == are_apart(second[0], first[0])
    return are_apart(first[0], second[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (asks("StringEquals", "a"), asks("StringEquals", "b")),
        (asks("StringEquals", "a"), asks("NumericEquals", 1)),
        (asks("StringEquals", "a"), asks("IsString", False)),
        (asks("StringEquals", "a"), asks("IsNull", True)),
        (asks("StringEquals", "${Name}"), asks("IsNumeric", True)),
        (asks("StringMatches", "log-*"), asks("StringEquals", "lag-1")),
        (asks("StringMatches", "log-*"), asks("StringLessThan", "log-")),
        (asks("StringMatches", "*.csv"), asks("StringEquals", "a.json")),
        (asks("StringMatches", "plain"), asks("StringEquals", "other")),
        (asks("StringLessThan", "\U0001f600"), asks("StringEquals", "\uffee")),
        (asks("NumericLessThan", 5), asks("NumericGreaterThanEquals", 5.0)),
        (asks("NumericEqualsPath", "$.m"), asks("NumericLessThanPath", "$.m")),
        (asks("NumericLessThanPath", "$.m"), asks("NumericLessThanPath", "$.n", "$.m")),
        (asks("NumericEqualsPath", "$.m"), asks("StringEquals", "a")),
        (
            asks("TimestampEquals", "2024-01-01T00:00:00Z"),
            asks("TimestampLessThan", "2024-01-01T01:00:00+01:00"),
        ),
        (asks("TimestampEquals", "2024-01-01T00:00:00Z"), asks("IsTimestamp", False)),
        (asks("IsTimestamp", True), asks("BooleanEquals", True)),
        (asks("IsPresent", False), asks("StringEquals", "a")),
        (asks("IsPresent", False), {"Not": asks("StringEquals", "a")}),
        (asks("IsNull", True, "$['n']"), asks("IsNull", False, "$.n")),
        (PAID, {"Not": {"Or": [PAID, SMALL]}}),
    ],
)
def test_these_never_hold_together(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert never_both(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (asks("StringEquals", "a"), asks("StringEquals", "b", "$.m")),
        (asks("StringEquals", "${Name}"), asks("StringEquals", "b")),
        (asks("StringEquals", "a"), asks("TimestampEquals", "2024-01-01T00:00:00Z")),
        (asks("StringMatches", "log-*"), asks("StringMatches", "*.csv")),
        (asks("StringMatches", "a\\*"), asks("StringEquals", "a*")),
        (asks("NumericLessThan", 5), asks("NumericGreaterThan", 4)),
        (asks("NumericLessThanEqualsPath", "$.m"), asks("NumericGreaterThanEqualsPath", "$.m")),
        (asks("NumericEquals", 10**400), asks("NumericGreaterThan", 5)),
        (asks("IsPresent", "${Wanted}"), asks("IsPresent", False)),
        (asks("IsNumeric", False), asks("IsString", False)),
        (asks("TimestampEquals", "${Start}"), asks("StringEquals", "a")),
        (asks("TimestampEquals", "2024-13-01T00:00:00.1234567890Z"), asks("IsTimestamp", False)),
        (PAID, PRESENT),
    ],
)
def test_these_may_hold_together(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not never_both(one, other)


def test_plain_conditions_always_hold_or_never() -> None:
    state = choice({"Condition": True}, {"Condition": False}, QueryLanguage="JSONata")
    cases = Cases(state)

    assert [cases.outcome(rule.condition) for rule in state.choices] == [
        (EVERYWHERE, NOWHERE),
        (NOWHERE, EVERYWHERE),
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("$a = 1", "$a  =\n 1", True),
        ("$a = ' x'", "$a = '  x'", False),
        ("$a = 1", "$a = 2", False),
        ("$random() < 0.5", "$random() < 0.5", False),
        ("$match($a, /a  b/)", "$match($a, /a b/)", False),
    ],
)
def test_expressions_are_one_if_their_texts_are(one: str, other: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    state = choice(*({"Condition": f"{{% {text} %}}"} for text in (one, other)), QueryLanguage="JSONata")
    cases = Cases(state)
    first, second = (cases.outcome(rule.condition) for rule in state.choices)

    assert are_apart(first[0], second[1]) is expected
