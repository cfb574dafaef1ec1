from __future__ import annotations

from typing import Any

import pytest

from asltool.expr.jsonpath.path import parse_path
from asltool.lint.data_flow.context import Surroundings, context_shape
from asltool.lint.data_flow.places import is_present
from asltool.lint.data_flow.shapes import NUMBER, STRING, UNKNOWN, exact
from asltool.model.machine import Fail, Task
from asltool.parse.machine import parse_machine
from asltool.source.document import Document
from asltool.source.pointer import ROOT

STATE = Fail(name="F", at=ROOT)


def task() -> Any:
    definition: Any = {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": True}}}
    machine = parse_machine(Document.from_value(definition)).machine
    assert machine is not None
    state = machine.states["T"]
    assert isinstance(state, Task)
    return state


@pytest.mark.parametrize(
    ("path", "is_there"),
    [
        ("$.Execution.Id", True),
        ("$.Execution.Input.a.b", None),
        ("$.Execution.id", False),
        ("$.Execution.RedriveTime", None),
        ("$.State.RetryCount", None),
        ("$.StateMachine.Name", True),
        ("$.StateMachine.Version", False),
        ("$.Task.Token", False),
        ("$.Map.Item.Index", False),
    ],
)
def test_the_fields_that_every_state_sees(path: str, is_there: object) -> None:
    shape = context_shape(STATE, Surroundings(UNKNOWN), None)

    assert is_present(shape, parse_path(path).steps) is is_there


def test_a_task_may_have_a_token() -> None:
    shape = context_shape(task(), Surroundings(UNKNOWN), None)

    assert is_present(shape, parse_path("$.Task.Token").steps) is None


def test_inside_a_map_there_may_be_an_item() -> None:
    shape = context_shape(STATE, Surroundings(UNKNOWN, NUMBER), None)

    assert is_present(shape, parse_path("$.Map.Item.Index").steps) is None


def test_a_map_that_selects_sees_its_item() -> None:
    shape = context_shape(STATE, Surroundings(UNKNOWN, NUMBER), STRING)

    assert is_present(shape, parse_path("$.Map.Item.Value").steps) is True
    assert is_present(shape, parse_path("$.Map.Item.Key").steps) is None
    assert is_present(shape, parse_path("$.Map.Item.Name").steps) is False


def test_the_execution_input_is_as_known() -> None:
    shape = context_shape(STATE, Surroundings(exact({"a": 1})), None)

    assert is_present(shape, parse_path("$.Execution.Input.a").steps) is True
    assert is_present(shape, parse_path("$.Execution.Input.b").steps) is False
