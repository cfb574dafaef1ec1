from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.counted_loops import counted_loop
from asltool.model.machine import Choice
from linting import facts_of


def rounds(
    rule: dict[str, Any],
    *,
    start: Any = 0,
    step: int = 1,
    stays: bool = True,
    states: dict[str, Any] | None = None,
    entry: str = "C",
) -> int | None:
    """Give the rounds of a loop that counts `$.n`, and stays in it by its rule or else by its default."""
    on, off = ("Work", "End") if stays else ("End", "Work")
    facts = facts_of(
        {
            "StartAt": "A",
            "States": {
                "A": {"Type": "Pass", "Result": {"n": start}, "Next": entry},
                "C": {"Type": "Choice", "Choices": [{"Variable": "$.n", **rule, "Next": on}], "Default": off},
                "Work": {"Type": "Wait", "Seconds": 1, "Next": "Count"},
                "Count": {
                    "Type": "Pass",
                    "Parameters": {"n.$": f"States.MathAdd($.n, {step})"},
                    "Next": "C",
                },
                "End": {"Type": "Succeed"},
                **(states or {}),
            },
        }
    )
    choice = facts.machine.states["C"]
    assert isinstance(choice, Choice)
    loop = counted_loop(choice, facts)
    return None if loop is None else loop.rounds


@pytest.mark.parametrize(
    ("rule", "how", "expected"),
    [
        ({"NumericLessThan": 10}, {}, 10),
        ({"NumericLessThan": 10}, {"step": 3}, 4),
        ({"NumericLessThanEquals": 10}, {}, 11),
        ({"NumericLessThan": 10}, {"start": 20}, 0),
        ({"NumericGreaterThan": 0}, {"start": 10, "step": -1}, 10),
        ({"NumericGreaterThanEquals": 0}, {"start": 10, "step": -2}, 6),
        ({"NumericGreaterThanEquals": 10}, {"stays": False}, 10),
        ({"NumericGreaterThan": 10}, {"stays": False}, 11),
        ({"NumericEquals": 10}, {"stays": False}, 10),
        ({"NumericEquals": 10}, {"stays": False, "step": 5}, 2),
    ],
)
def test_rounds_are_counted_from_constants(rule: dict[str, Any], how: dict[str, Any], expected: int) -> None:
    assert rounds(rule, **how) == expected


@pytest.mark.parametrize(
    ("rule", "how"),
    [
        ({"NumericLessThan": 10}, {"step": -1}),
        ({"NumericLessThan": 10}, {"step": 0}),
        ({"NumericEquals": 10}, {"stays": False, "step": 3}),
        ({"NumericEquals": 10}, {}),
        ({"NumericLessThanPath": "$.m"}, {}),
        ({"IsNumeric": True}, {}),
        ({"NumericLessThan": 10}, {"start": "0"}),
        ({"NumericLessThan": 10}, {"start": True}),
        ({"NumericLessThan": 10}, {"entry": "Work"}),
        ({"NumericLessThan": 10}, {"states": {"Work": {"Type": "Pass", "Result": {}, "Next": "Count"}}}),
        (
            {"NumericLessThan": 10},
            {
                "states": {
                    "Work": {
                        "Type": "Choice",
                        "Choices": [{"Variable": "$.n", "IsNull": True, "Next": "End"}],
                        "Default": "Count",
                    }
                }
            },
        ),
        ({"NumericLessThan": 10}, {"states": {"Count": {"Type": "Pass", "Next": "C"}}}),
        ({"NumericLessThan": 10}, {"states": {"Work": {"Type": "Pass", "Next": "Work"}}}),
        ({"NumericLessThan": 10}, {"states": {"Work": {"Type": "Succeed"}}}),
    ],
)
def test_what_constants_do_not_decide_is_no_counted_loop(rule: dict[str, Any], how: dict[str, Any]) -> None:
    assert rounds(rule, **how) is None


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{% $i < 5 %}", 5),
        ("{% $i <= 5 %}", 6),
        ("{% $i < $n %}", None),
        ("{% $count($x) < 5 %}", None),
        (True, None),
    ],
)
def test_conditions_of_jsonata_are_read(condition: Any, expected: int | None) -> None:
    facts = facts_of(
        {
            "StartAt": "A",
            "QueryLanguage": "JSONata",
            "States": {
                "A": {"Type": "Pass", "Assign": {"i": 0}, "Next": "C"},
                "C": {"Type": "Choice", "Choices": [{"Condition": condition, "Next": "D"}], "Default": "E"},
                "D": {"Type": "Pass", "Assign": {"i": "{% $i + 1 %}"}, "Next": "C"},
                "E": {"Type": "Succeed"},
            },
        }
    )
    choice = facts.machine.states["C"]
    assert isinstance(choice, Choice)

    loop = counted_loop(choice, facts)

    assert (None if loop is None else loop.rounds) == expected


def test_a_choice_with_several_rules_is_no_guard() -> None:
    rules = [{"Variable": "$.n", "NumericLessThan": limit, "Next": "C"} for limit in (1, 2)]
    facts = facts_of(
        {
            "StartAt": "C",
            "States": {"C": {"Type": "Choice", "Choices": rules, "Default": "E"}, "E": {"Type": "Succeed"}},
        }
    )
    choice = facts.machine.states["C"]
    assert isinstance(choice, Choice)

    assert counted_loop(choice, facts) is None
