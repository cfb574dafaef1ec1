from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.states.choice import NOWHERE_TO_GO
from asltool.runner.execution import Execution
from engine_driving import chain, details, listed, machine, run

PREFIX = "An error occurred while executing the state 'S' (entered at the event id #2). "
INVALID = "Invalid path '{}': The choice state's condition path references an invalid value."
INPUT: dict[str, Any] = {
    "n": 5,
    "m": 5.0,
    "s": "text",
    "b": True,
    "t": "2026-01-01T00:00:00Z",
    "null": None,
    "list": [1, 2],
}
PRESENT = {"Variable": "$.n", "IsPresent": True}
ABSENT = {"Variable": "$.nope", "IsPresent": True}
WRONG = {"Variable": "$.nope", "NumericEquals": 1}
"""A test that fails the execution where it is asked."""


def choose(*rules: dict[str, Any], default: bool = True, **fields: Any) -> Execution:
    """Run a Choice state whose rules lead to R0, R1 and so on, and otherwise to D."""
    choices = [{**rule, "Next": f"R{number}"} for number, rule in enumerate(rules)]
    targets = {f"R{number}": {"Type": "Succeed"} for number in range(len(rules))}
    state = {"Type": "Choice", "Choices": choices, **fields}
    if default:
        state["Default"] = "D"
        targets["D"] = {"Type": "Succeed"}
    return run(machine("S", S=state, **targets), INPUT)


def way(*rules: dict[str, Any]) -> str:
    """Give the state that the rules lead to."""
    return str(details(choose(*rules), "SucceedStateEntered")[0]["name"])


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ({"NumericEquals": 5}, True),
        ({"NumericGreaterThan": 5}, False),
        ({"NumericEqualsPath": "$.m"}, True),
        ({"NumericLessThanEqualsPath": "$.s"}, False),
        ({"StringEquals": "5"}, False),
        ({"IsNumeric": True}, True),
        ({"IsString": False}, True),
        ({"IsNull": True}, False),
        ({"BooleanEquals": True}, False),
    ],
)
def test_a_rule_holds_or_not(test: dict[str, Any], holds: bool) -> None:  # noqa: FBT001
    assert way({"Variable": "$.n", **test}) == ("R0" if holds else "D")


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ({"Variable": "$.n", "IsPresent": True}, True),
        ({"Variable": "$.n", "IsPresent": False}, False),
        ({"Variable": "$.null", "IsPresent": True}, True),
        ({"Variable": "$.nope", "IsPresent": True}, False),
        ({"Variable": "$.nope.deeper", "IsPresent": False}, True),
        ({"Variable": "$.list[5]", "IsPresent": True}, False),
        ({"Variable": "$$.State.Name", "IsPresent": True}, True),
    ],
)
def test_presence_is_asked_of_the_path(rule: dict[str, Any], holds: bool) -> None:  # noqa: FBT001
    assert way(rule) == ("R0" if holds else "D")


def test_operands_may_come_from_the_context_object() -> None:
    assert way({"Variable": "$$.State.Name", "StringEquals": "S"}) == "R0"
    assert way({"Variable": "$.s", "StringEqualsPath": "$$.Execution.Input.s"}) == "R0"


def test_the_first_rule_that_holds_is_taken() -> None:
    assert way(ABSENT, PRESENT, PRESENT) == "R1"


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ({"And": [PRESENT, PRESENT]}, True),
        ({"And": [PRESENT, ABSENT]}, False),
        ({"And": [ABSENT, WRONG]}, False),
        ({"Or": [ABSENT, PRESENT]}, True),
        ({"Or": [ABSENT, ABSENT]}, False),
        ({"Or": [PRESENT, WRONG]}, True),
        ({"Not": PRESENT}, False),
        ({"Not": ABSENT}, True),
        ({"Not": {"And": [PRESENT, {"Or": [ABSENT, {"Not": PRESENT}]}]}}, True),
    ],
)
def test_conditions_combine_and_ask_no_more_than_they_must(rule: dict[str, Any], holds: bool) -> None:  # noqa: FBT001
    assert way(rule) == ("R0" if holds else "D")


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        (WRONG, "$.nope"),
        ({"Variable": "$.nope", "IsNull": True}, "$.nope"),
        ({"Variable": "$.n", "NumericEqualsPath": "$.gone"}, "$.gone"),
        ({"And": [PRESENT, WRONG]}, "$.nope"),
        ({"Or": [ABSENT, WRONG]}, "$.nope"),
        ({"Not": WRONG}, "$.nope"),
    ],
)
def test_a_missing_value_ends_the_execution(rule: dict[str, Any], path: str) -> None:
    done = choose(rule)

    assert (done.error, done.cause) == ("States.Runtime", PREFIX + INVALID.format(path))
    assert chain(done)[1:] == ["2:ChoiceStateEntered<0", "3:ExecutionFailed<2"]


def test_nowhere_to_go_ends_the_execution() -> None:
    done = choose(ABSENT, default=False)

    assert (done.error, done.cause) == ("States.Runtime", PREFIX + NOWHERE_TO_GO)


def test_the_history_shows_the_choice_and_where_it_led() -> None:
    assert chain(choose(PRESENT)) == listed("""
        1:ExecutionStarted<0 2:ChoiceStateEntered<0 3:ChoiceStateExited<2
        4:SucceedStateEntered<3 5:SucceedStateExited<4 6:ExecutionSucceeded<5
    """)


def test_a_rule_s_assign_counts_in_place_of_the_state_s() -> None:
    rules = ({**ABSENT, "Assign": {"x": "no"}}, {**PRESENT, "Assign": {"x.$": "$.s"}})

    done = choose(*rules, Assign={"x": "state", "y": 1})

    assert details(done, "ChoiceStateExited")[0]["assignedVariables"] == {"x": '"text"'}


def test_the_state_s_assign_counts_with_the_default_only() -> None:
    assert details(choose(ABSENT, Assign={"x": 1}), "ChoiceStateExited")[0]["assignedVariables"] == {"x": "1"}
    assert "assignedVariables" not in details(choose(PRESENT, Assign={"x": 1}), "ChoiceStateExited")[0]


def test_rules_see_the_selected_input_which_is_passed_on() -> None:
    rule = {"Variable": "$[0]", "NumericEquals": 1, "Assign": {"x.$": "$[1]"}}

    done = choose(rule, InputPath="$.list", OutputPath="$[1]")

    assert done.output == 2
    assert details(done, "ChoiceStateExited")[0]["assignedVariables"] == {"x": "2"}


@pytest.mark.parametrize("field", ["InputPath", "OutputPath"])
def test_other_paths_fail_as_in_every_state(field: str) -> None:
    done = choose(PRESENT, ABSENT, **{field: "$$.nope"})

    assert done.cause == PREFIX + "Invalid path '$$.nope' : No results for path: $['nope']"


def test_a_choice_can_lead_back_until_it_is_enough() -> None:
    count = {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "S"}
    rule = {"Variable": "$.n", "NumericLessThan": 3, "Next": "Count"}
    definition = machine(
        "S", S={"Type": "Choice", "Choices": [rule], "Default": "D"}, Count=count, D={"Type": "Succeed"}
    )

    done = run(definition, {"n": 0})

    assert done.output == {"n": 3}
