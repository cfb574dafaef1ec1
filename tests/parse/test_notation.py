from __future__ import annotations

from typing import Any

import pytest

from parsing import INNER, diagnostics

LAMBDA = "arn:aws:states:::lambda:invoke"


def said(state: dict[str, Any]) -> list[str]:
    """Give the messages about a state."""
    return [found.message for found in diagnostics({"End": True, **state})]


def rule(**operator: Any) -> dict[str, Any]:
    return {"Type": "Choice", "Choices": [{"Variable": "$.a", "Next": "A", **operator}], "Default": "A"}


@pytest.mark.parametrize(
    ("state", "hint"),
    [
        ({"Type": "Wait", "Seconds": "$.s"}, '"SecondsPath" takes a path'),
        ({"Type": "Wait", "Timestamp": "$.s"}, '"TimestampPath" takes a path'),
        ({"Type": "Task", "Resource": LAMBDA, "TimeoutSeconds": "$.s"}, '"TimeoutSecondsPath" takes a path'),
        (
            {"Type": "Map", "ItemProcessor": INNER, "MaxConcurrency": "$.s"},
            '"MaxConcurrencyPath" takes a path',
        ),
        (
            {"Type": "Wait", "Seconds": "{% 5 %}"},
            '"{% %}" is JSONata, and the query language here is JSONPath',
        ),
        (
            {"Type": "Wait", "QueryLanguage": "JSONata", "Seconds": "$.s"},
            'in JSONata an expression stands in "{% %}"',
        ),
        ({"Type": "Pass", "InputPath": "States.UUID()"}, "intrinsic functions are not evaluated here"),
        (
            {"Type": "Pass", "InputPath": "{% $states.input %}"},
            '"{% %}" is JSONata, and the query language here is JSONPath',
        ),
        ({"Type": "Pass", "InputPath.$": "$.a"}, '"InputPath" takes the path without a suffix'),
        ({"Type": "Pass", "Parameters.$": "$.a"}, 'the suffix ".$" belongs to the keys inside "Parameters"'),
        ({"Type": "Pass", "Comment.$": "$.a"}, '"Comment" cannot be computed'),
        (
            {"Type": "Task", "Resource": LAMBDA, "TimeoutSeconds.$": "$.s"},
            '"TimeoutSecondsPath" takes a path',
        ),
    ],
)
def test_a_message_ends_in_what_to_write_instead(state: dict[str, Any], hint: str) -> None:
    (message,) = said(state)

    assert message.endswith("; " + hint)


@pytest.mark.parametrize(
    ("operator", "hint"),
    [
        ({"NumericEquals": "$.b"}, '"NumericEqualsPath" takes a path'),
        ({"BooleanEquals": "$.b"}, '"BooleanEqualsPath" takes a path'),
        ({"TimestampLessThan": "$.b"}, '"TimestampLessThanPath" takes a path'),
    ],
)
def test_an_operator_has_a_form_for_paths(operator: dict[str, Any], hint: str) -> None:
    state = rule(**operator)

    assert [found.message.rpartition("; ")[2] for found in diagnostics(state)] == [hint]


def test_a_retrier_takes_no_expression() -> None:
    retrier = {"ErrorEquals": ["E"], "MaxAttempts": "{% 3 %}"}
    task = {"Type": "Task", "QueryLanguage": "JSONata", "Resource": LAMBDA, "Retry": [retrier]}

    (message,) = said(task)

    assert message.endswith("; it takes no expression")


@pytest.mark.parametrize(
    "state",
    [
        {"Type": "Wait", "Seconds": "five"},
        {"Type": "Wait", "Seconds": True},
        {"Type": "Pass", "InputPath": "a"},
        {"Type": "Pass", "Foo.$": "$.a"},
        {"Type": "Map", "ItemProcessor": {**INNER, "ProcessorConfig": {"Mode": 5}}},
        {"Type": "Task", "Resource": LAMBDA, "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": "$.n"}]},
    ],
)
def test_where_nothing_is_typical_nothing_is_added(state: dict[str, Any]) -> None:
    (message,) = said(state)

    assert ";" not in message


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("$a == 1", "JSONata writes == as ="),
        ("$a && $b", "JSONata writes && as and"),
        ("$a || $b", "JSONata writes || as or"),
        ("!$a", "JSONata negates with $not(...)"),
        ("$a ?: 1", "JSONata 2.0.6 has no ?:"),
        ("$a ?? 1", "JSONata 2.0.6 has no ??"),
        ("$a %} and {% $b", "one expression takes the whole text, and & joins texts"),
    ],
)
def test_operators_of_other_languages_are_told_as_jsonata_writes_them(expression: str, hint: str) -> None:
    (message,) = said({"Type": "Pass", "QueryLanguage": "JSONata", "Output": f"{{% {expression} %}}"})

    assert message.endswith("; " + hint)


@pytest.mark.parametrize("expression", ["", "$a +", "f(", "(1; 2"])
def test_an_expression_that_is_not_whole_gets_no_such_hint(expression: str) -> None:
    (message,) = said({"Type": "Pass", "QueryLanguage": "JSONata", "Output": f"{{% {expression} %}}"})

    assert ";" not in message
