from __future__ import annotations

from typing import Any

import pytest

from asltool.model.choice import OPERATORS, And, BooleanCondition, Comparison, Not, Or
from asltool.model.machine import Broken, Choice
from asltool.parse.unknown import UnknownExpression
from parsing import any_state, diagnostics, machine, parsed

TEST = {"Variable": "$.n", "NumericEquals": 1}


def _choice(rule: Any, **fields: Any) -> dict[str, Any]:
    states = {"A": {"Type": "Choice", "Choices": [rule], **fields}, "B": {"Type": "Succeed"}}
    return {"StartAt": "A", "States": states}


def _told(rule: Any, **fields: Any) -> list[tuple[str, str]]:
    found = parsed(_choice(rule, **fields)).diagnostics
    return [(each.rule, str(each.at).removeprefix("/States/A/Choices/0")) for each in found]


def _condition(rule: Any, **fields: Any) -> Any:
    read = machine(_choice(rule, **fields)).states["A"]
    assert isinstance(read, Choice)
    return read.choices[0].condition


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_is_read(operator: str) -> None:
    operands = {"String": "a", "Numeric": 1, "Timestamp": "2030-01-01T00:00:00Z", "Boolean": True, "Is": True}
    operand = next(value for family, value in operands.items() if operator.startswith(family))
    is_path = operator.endswith("Path")

    condition = _condition({"Variable": "$.n", operator: "$.m" if is_path else operand, "Next": "B"})

    assert isinstance(condition, Comparison)
    assert condition.operator == operator.removesuffix("Path")
    assert condition.operand == operand or is_path


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({**TEST, "Next": "B", "Comment": "c", "Assign": {"x": 1}}, []),
        (TEST, [("ASL010", "")]),
        ({"NumericEquals": 1, "Next": "B"}, [("ASL010", "/NumericEquals")]),
        ({"Variable": "$.n", "NumericEqual": 1, "Next": "B"}, [("ASL011", "/NumericEqual")]),
        ({"Variable": "$.n", "Sum": 1, "Next": "B"}, [("ASL011", "/Sum"), ("ASL023", "")]),
        ({**TEST, "End": True, "Next": "B"}, [("ASL012", "/End")]),
        ({**TEST, "Next": "B", "Output": 1}, [("ASL013", "/Output")]),
        ("rule", [("ASL015", "")]),
        ({"Variable": "$.n", "NumericEquals": "1", "Next": "B"}, [("ASL015", "/NumericEquals")]),
        ({"Variable": "$.n", "IsNull": 5, "Next": "B"}, [("ASL015", "/IsNull")]),
        ({"Variable": "$.n", "IsNull": "${Null}", "Next": "B"}, []),
        ({"Variable": "$.n", "StringEquals": None, "Next": "B"}, [("ASL015", "/StringEquals")]),
        ({"Variable": "$.n", "TimestampEquals": "now", "Next": "B"}, [("ASL047", "/TimestampEquals")]),
        ({"Variable": "n", "IsNull": True, "Next": "B"}, [("ASL040", "/Variable")]),
        ({"Variable": "$.n[*]", "IsNull": True, "Next": "B"}, [("ASL041", "/Variable")]),
        ({"Variable": "$.n", "StringEqualsPath": "m", "Next": "B"}, [("ASL040", "/StringEqualsPath")]),
        ({"And": [], "Next": "B"}, [("ASL019", "/And")]),
        ({"And": ["x"], "Next": "B"}, [("ASL015", "/And/0")]),
        ({"And": TEST, "Next": "B"}, [("ASL015", "/And")]),
        ({"And": [{**TEST, "Next": "B"}], "Next": "B"}, [("ASL012", "/And/0/Next")]),
        ({"And": [{"Comment": "c", **TEST}], "Next": "B"}, []),
        ({"And": [{}], "Next": "B"}, [("ASL023", "/And/0")]),
        ({"And": [TEST], "Variable": "$.n", "Next": "B"}, [("ASL018", "/Variable")]),
        ({"Next": "B"}, [("ASL023", "")]),
        ({**TEST, "NumericLessThan": 5, "Next": "B"}, [("ASL024", "/NumericLessThan")]),
        ({"And": [TEST], "Or": [TEST], "Next": "B"}, [("ASL024", "/Or")]),
    ],
)
def test_rules_are_checked(rule: Any, expected: list[tuple[str, str]]) -> None:
    assert _told(rule) == expected


def test_rules_nest() -> None:
    condition = _condition({"Not": {"Or": [{"And": [TEST, TEST]}, TEST]}, "Next": "B"})

    assert isinstance(condition, Not)
    assert isinstance(condition.condition, Or)
    inner = condition.condition.conditions[0]
    assert isinstance(inner, And)
    assert [str(each.at) for each in inner.conditions] == [
        "/States/A/Choices/0/Not/Or/0/And/0",
        "/States/A/Choices/0/Not/Or/0/And/1",
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"Condition": "{% 1 = 1 %}", "Next": "B", "Output": 1, "Assign": {"x": 1}, "Comment": "c"}, []),
        ({"Condition": True, "Next": "B"}, []),
        ({"Condition": "${Condition}", "Next": "B"}, []),
        ({"Condition": "true", "Next": "B"}, [("ASL015", "/Condition")]),
        ({"Condition": 1, "Next": "B"}, [("ASL015", "/Condition")]),
        ({"Next": "B"}, [("ASL010", "")]),
        ({"Condition": True, "Variable": "$.n", "Next": "B"}, [("ASL013", "/Variable")]),
    ],
)
def test_rules_of_jsonata_states_are_checked(rule: Any, expected: list[tuple[str, str]]) -> None:
    assert _told(rule, QueryLanguage="JSONata") == expected


def test_a_jsonata_condition_may_be_plain_computed_or_not_known_yet() -> None:
    plain = _condition({"Condition": False, "Next": "B"}, QueryLanguage="JSONata")
    unknown = _condition({"Condition": "${C}", "Next": "B"}, QueryLanguage="JSONata")

    assert isinstance(plain, BooleanCondition)
    assert plain.value is False
    assert unknown.value == UnknownExpression("${C}")


def test_a_choice_with_a_broken_rule_keeps_the_ways_of_the_others() -> None:
    rules = [{"Next": "B"}, {**TEST, "Next": "C"}, "rule"]

    read = any_state({"Type": "Choice", "Choices": rules, "Default": "D"})

    assert isinstance(read, Broken)
    assert [(way.target, str(way.at)) for way in read.transitions] == [
        ("D", "/States/A/Default"),
        ("B", "/States/A/Choices/0/Next"),
        ("C", "/States/A/Choices/1/Next"),
    ]
    assert not read.is_terminal


def test_aws_says_which_fields_a_rule_lacks() -> None:
    (found,) = diagnostics({"Type": "Choice", "Choices": [TEST]})

    assert found.aws is not None
    assert (found.aws.message, found.aws.location) == (
        "These fields are required: [Next]",
        "/States/A/Choices[0]",
    )
