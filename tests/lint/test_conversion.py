from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.conversion import as_jsonata
from asltool.model.machine import State
from asltool.source.pointer import ROOT
from linting import facts_of

TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": True}
PASS = {"Type": "Pass", "End": True}


def state_of(definition: dict[str, Any]) -> State:
    machine = {"StartAt": "A", "QueryLanguage": "JSONata", "States": {"A": definition}}
    return facts_of(machine).machine.states["A"]


@pytest.mark.parametrize(
    ("path", "expression"),
    [
        ("$", "{% $states.input %}"),
        ("$.a.b", "{% $states.input.a.b %}"),
        ("$.a[0]['b c']", "{% $states.input.a[0].`b c` %}"),
        ("$$.Execution.Id", "{% $states.context.Execution.Id %}"),
        ("$name.a", "{% $name.a %}"),
    ],
)
def test_a_path_of_names_and_indexes_has_an_expression(path: str, expression: str) -> None:
    assert as_jsonata(path, state_of(PASS), ROOT / "Output") == expression


@pytest.mark.parametrize("path", ["$.a[*]", "$..a", "$.a[0:2]", "States.UUID()", "$['a`b']", "$["])
def test_other_texts_have_none(path: str) -> None:
    assert as_jsonata(path, state_of(PASS), ROOT / "Output") is None


def test_what_a_path_in_the_output_of_a_task_starts_at_is_not_clear() -> None:
    assert as_jsonata("$.a", state_of(TASK), ROOT / "Output") is None
    assert as_jsonata("$.a", state_of(TASK), ROOT / "Arguments") == "{% $states.input.a %}"
    assert as_jsonata("$$.State.Name", state_of(TASK), ROOT / "Output") == "{% $states.context.State.Name %}"
