from __future__ import annotations

from typing import Any

from asltool.lint.assignments import assignments, catcher_assignments, own_assignments
from asltool.model.machine import State
from linting import facts_of


def state_of(state: dict[str, Any]) -> State:
    definition = {"StartAt": "A", "States": {"A": state, "B": {"Type": "Succeed"}}}
    return facts_of(definition).machine.states["A"]


def test_a_task_assigns_by_itself_and_by_its_catchers() -> None:
    catcher = {"ErrorEquals": ["States.ALL"], "Next": "B", "Assign": {"why.$": "$.Cause"}}
    task = state_of({"Type": "Task", "Resource": "r", "Assign": {"x": 1}, "Catch": [catcher], "Next": "B"})

    assert [name for name, _ in own_assignments(task)] == ["x"]
    assert [(name, str(at)) for name, at in catcher_assignments(task)] == [
        ("why", "/States/A/Catch/0/Assign/why.$")
    ]
    assert [name for name, _ in assignments(task)] == ["x", "why"]


def test_the_rules_of_a_choice_assign() -> None:
    rule = {"Variable": "$.a", "IsNull": True, "Next": "B", "Assign": {"x": 1}}
    choice = state_of({"Type": "Choice", "Choices": [rule], "Default": "B", "Assign": {"y": 1}})

    assert [str(at) for _, at in own_assignments(choice)] == [
        "/States/A/Assign/y",
        "/States/A/Choices/0/Assign/x",
    ]


def test_other_states_assign_nothing() -> None:
    assert list(assignments(state_of({"Type": "Fail"}))) == []
