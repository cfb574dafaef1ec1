from __future__ import annotations

from typing import Any

import pytest

from engine_driving import chain, run_state


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"a": {"b": 1}}),
        ({"InputPath": "$.a"}, {"b": 1}),
        ({"InputPath": "$.a", "OutputPath": "$.b"}, 1),
        ({"OutputPath": "$.a"}, {"b": 1}),
        ({"InputPath": None}, {}),
        ({"OutputPath": None}, {}),
        ({"InputPath": "$$.State.Name"}, "S"),
    ],
)
def test_the_execution_ends_with_what_the_paths_select(fields: dict[str, Any], expected: Any) -> None:
    done = run_state({"Type": "Succeed", **fields}, {"a": {"b": 1}})

    assert (done.status, done.output) == ("SUCCEEDED", expected)
    assert chain(done)[1:] == ["2:SucceedStateEntered<0", "3:SucceedStateExited<2", "4:ExecutionSucceeded<3"]


@pytest.mark.parametrize("field", ["InputPath", "OutputPath"])
def test_a_path_that_leads_nowhere_fails_the_execution(field: str) -> None:
    done = run_state({"Type": "Succeed", field: "$.nope"})

    assert done.error == "States.Runtime"
    assert done.cause is not None
    assert "Invalid path '$.nope'" in done.cause
