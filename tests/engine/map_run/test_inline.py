from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.map_run.tolerance import EXCEEDED
from engine_driving import chain, details, listed, machine, run_state, types

FAILS_ABOVE_100 = machine(
    "C",
    C={
        "Type": "Choice",
        "Choices": [{"Variable": "$", "NumericGreaterThan": 100, "Next": "F"}],
        "Default": "D",
    },
    F={"Type": "Fail", "Error": "TooLarge"},
    D={"Type": "Pass", "End": True},
)


def inline(**fields: Any) -> dict[str, Any]:
    return {"Type": "Map", "ItemProcessor": FAILS_ABOVE_100, **fields}


def test_a_borne_failure_leaves_no_result_and_the_next_iteration_follows_it() -> None:
    done = run_state(inline(MaxConcurrency=1, ToleratedFailureCount=1), [101, 1])

    assert done.output == [1]
    assert chain(done)[3:12] == listed("""
        4:MapIterationStarted<3 5:ChoiceStateEntered<4 6:ChoiceStateExited<5 7:FailStateEntered<6
        8:MapIterationFailed<7 9:MapIterationStarted<7 10:ChoiceStateEntered<9 11:ChoiceStateExited<10
        12:PassStateEntered<11
    """)


def test_a_map_of_borne_failures_only_succeeds_from_its_start() -> None:
    done = run_state(inline(MaxConcurrency=1, ToleratedFailurePercentage=100), [101])

    assert done.output == []
    assert chain(done)[-3:] == listed("9:MapStateSucceeded<3 10:MapStateExited<3 11:ExecutionSucceeded<10")


@pytest.mark.parametrize("limit", [0, 1])
def test_one_failure_too_many_fails_the_map(limit: int) -> None:
    done = run_state(inline(MaxConcurrency=limit, ToleratedFailureCount=1), [101, 102, 1])

    assert done.error == EXCEEDED
    assert types(done).count("MapIterationFailed") == 2
    assert types(done)[-2:] == ["MapStateFailed", "ExecutionFailed"]


def test_a_failure_of_the_definition_is_not_borne() -> None:
    done = run_state(inline(ToleratedFailurePercentage=100), ["text", {}])

    assert done.status == "SUCCEEDED"
    broken = machine("P", P={"Type": "Pass", "InputPath": "$.nope", "End": True})

    done = run_state({"Type": "Map", "ItemProcessor": broken, "ToleratedFailurePercentage": 100}, [1])

    assert done.error == "States.Runtime"


def test_each_iteration_follows_the_last_state_of_the_one_before() -> None:
    done = run_state(inline(MaxConcurrency=2), [1, 2, 3])

    starts = [name for name in chain(done) if "IterationStarted" in name]
    assert starts[:2] == ["4:MapIterationStarted<3", "5:MapIterationStarted<3"]
    follows = int(starts[2].split("<")[1])
    assert types(done)[follows - 1] == "PassStateExited"


def test_the_iterations_bear_the_map_s_name() -> None:
    done = run_state(inline(), [1])

    assert details(done, "MapIterationSucceeded") == [{"name": "S", "index": 0}]
