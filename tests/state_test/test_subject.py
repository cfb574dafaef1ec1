from __future__ import annotations

from typing import Any

import pytest

from engine_driving import machine, only
from state_test_calls import ask, refusal

PASS = {"Type": "Pass", "End": True}
NESTED = machine(
    "Each",
    Each={
        "Type": "Map",
        "Next": "Both",
        "ItemProcessor": only({"Type": "Pass", "Parameters": {"item.$": "$$.Map.Item"}}, "Item"),
    },
    Both={"Type": "Parallel", "Branches": [only({"Type": "Pass", "Result": 2}, "Branch")], "End": True},
)


def test_a_state_may_come_without_the_states_that_it_leads_to() -> None:
    assert ask({"Type": "Pass", "Next": "Elsewhere"})["nextState"] == "Elsewhere"


@pytest.mark.parametrize(("name", "output"), [("Branch", "2"), ("Both", None)])
def test_a_state_is_found_wherever_it_is_in_the_machine(name: str, output: str | None) -> None:
    mock = {"mock": {"result": [1]}} if output is None else {}

    assert ask(NESTED, stateName=name, **mock)["output"] == (output or "[1]")


def test_a_state_inside_a_map_has_its_input_for_an_item() -> None:
    assert ask(NESTED, {"a": 1}, stateName="Item")["output"] == '{"item":{"Index":0,"Value":{"a":1}}}'


def test_an_unknown_state_is_refused() -> None:
    assert refusal(only(PASS), stateName="Nobody") == (
        "ValidationException",
        "State not found in definition",
    )


@pytest.mark.parametrize(
    ("definition", "members", "reason"),
    [
        (
            {"Type": "Parallel", "Branches": [], "End": True},
            {},
            "SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches",
        ),
        ({"Type": "Pass"}, {}, "SCHEMA_VALIDATION_FAILED: These fields are required: [Next, End] at /States/StateName"),
        (
            only({"Type": "Pass", "Next": "X", "End": False}),
            {"stateName": "S"},
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: X at /States/S/Next, "
            "MISSING_END_STATE: Workflow has no terminal state",
        ),
        (
            {"Type": "Parallel", "Next": "Beside", "Branches": [machine("A", A={"Type": "Pass", "Next": "B"})]},
            {},
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at "
            "/States/StateName/Branches[0]/States/A/Next",
        ),
    ],
)  # fmt: skip
def test_errors_of_the_definition_are_said_as_at_its_creation(
    definition: Any, members: dict[str, Any], reason: str
) -> None:
    code, message = refusal(definition, **members)

    assert code == "InvalidDefinition"
    assert message == f"Invalid State Machine Definition: '{reason}'"


@pytest.mark.parametrize("members", [{}, {"stateName": "S"}])
def test_a_definition_that_is_no_json_is_refused_in_the_parser_s_words(members: dict[str, Any]) -> None:
    code, message = refusal("nope", **members)

    assert code == "InvalidDefinition"
    assert "INVALID_JSON_DESCRIPTION: Unrecognized token 'nope'" in message


@pytest.mark.parametrize(
    "state",
    [
        {"Type": "${Kind}", "End": True},
        {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Retry": "${Retriers}", "End": True},
        {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Catch": ["${Catcher}"], "End": True},
    ],
)
def test_a_state_that_a_deployment_has_yet_to_fill_in_is_refused(state: dict[str, Any]) -> None:
    assert refusal(state) == (
        "InvalidDefinition",
        "Invalid State Machine Definition: 'the state StateName has errors'",
    )
