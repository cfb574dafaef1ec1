from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.conditions import comparisons, is_exhaustive
from asltool.model.machine import Choice
from parsing import any_state

PAID: dict[str, Any] = {"Variable": "$.paid", "BooleanEquals": True}
SMALL: dict[str, Any] = {"Variable": "$.n", "NumericLessThan": 5}
PRESENT: dict[str, Any] = {"Variable": "$.n", "IsPresent": True}


def choice(*rules: dict[str, Any], **fields: Any) -> Choice:
    state = any_state({"Type": "Choice", "Choices": [{**rule, "Next": "A"} for rule in rules], **fields})
    assert isinstance(state, Choice)
    return state


@pytest.mark.parametrize(
    "rules",
    [
        [PRESENT, {"Variable": "$.n", "IsPresent": False}],
        [PAID, {"Variable": "$.paid", "BooleanEquals": False}],
        [PAID, {"Not": PAID}],
        [PAID, {"Not": {"Not": {"Not": PAID}}}],
        [SMALL, {"Variable": "$.n", "NumericGreaterThanEquals": 5}],
        [
            {"Variable": "$.n", "TimestampGreaterThan": "2024-01-01T00:00:00Z"},
            {"Variable": "$.n", "TimestampLessThanEquals": "2024-01-01T00:00:00Z"},
        ],
        [
            {"Variable": "$.n", "StringLessThanPath": "$.m"},
            {"Variable": "$.n", "StringGreaterThanEqualsPath": "$.m"},
        ],
        [{"And": [PAID, SMALL]}, {"Not": {"And": [SMALL, PAID]}}],
        [{"Or": [PAID, SMALL]}, PRESENT, {"Not": {"Or": [SMALL, PAID]}}],
    ],
)
def test_a_rule_and_its_opposite_leave_no_case_over(rules: list[dict[str, Any]]) -> None:
    assert is_exhaustive(choice(*rules))
    assert is_exhaustive(choice(*reversed(rules)))


@pytest.mark.parametrize(
    "rules",
    [
        [PAID],
        [PAID, {"Variable": "$.sent", "BooleanEquals": False}],
        [SMALL, {"Variable": "$.n", "NumericGreaterThanEquals": 6}],
        [SMALL, {"Variable": "$.n", "NumericGreaterThan": 5}],
        [SMALL, {"Variable": "$.n", "StringGreaterThanEquals": "5"}],
        [
            {"Variable": "$.n", "StringLessThanPath": "$.m"},
            {"Variable": "$.n", "StringGreaterThanEquals": "$.m"},
        ],
        [{"And": [PAID, SMALL]}, {"Not": {"Or": [PAID, SMALL]}}],
        [{"And": [PAID, PRESENT]}, {"Not": {"And": [PAID, SMALL]}}],
    ],
)
def test_rules_that_are_no_opposites_may_leave_one_over(rules: list[dict[str, Any]]) -> None:
    assert not is_exhaustive(choice(*rules))


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

    assert is_exhaustive(choice(*rules, QueryLanguage="JSONata")) is expected


def test_comparisons_are_given_however_deep_they_stand() -> None:
    nested = choice({"And": [PAID, {"Or": [SMALL, {"Not": PRESENT}]}]}, PAID)

    assert [comparison.operator for comparison in comparisons(nested)] == [
        "BooleanEquals",
        "NumericLessThan",
        "IsPresent",
        "BooleanEquals",
    ]


def test_expressions_have_no_comparisons() -> None:
    assert list(comparisons(choice({"Condition": True}, QueryLanguage="JSONata"))) == []
