from __future__ import annotations

from typing import Any

import asltool
from asltool.cli.visits import Visits
from engine_driving import machine

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f"
TASK = {"Type": "Task", "Resource": FUNCTION, "End": True}
FAIL = {"Type": "Fail", "Error": "Bad"}


def owners(definition: dict[str, Any], input_: Any = None, **terms: Any) -> tuple[list[str], list[str]]:
    """Give `EventType:label` for each event of a run, and the labels that are open at its end."""
    visits = Visits()
    seen = []
    for event in asltool.run(definition, input_, **terms).history:
        visit = visits.follow(event)
        seen.append(f"{event['type']}:{'' if visit is None else visit.label}")
    return seen, [visit.label for visit in visits.open]


def mapping(**fields: Any) -> dict[str, Any]:
    inner = machine("T", T={**TASK, "End": True})
    return machine("M", M={"Type": "Map", "ItemProcessor": inner, "MaxConcurrency": 1, "End": True, **fields})


def test_events_belong_to_the_state_that_they_follow() -> None:
    seen, still_open = owners(machine("T", T=TASK), handlers={"f": lambda _: 1})

    assert seen == [
        "ExecutionStarted:",
        "TaskStateEntered:T",
        "LambdaFunctionScheduled:T",
        "LambdaFunctionStarted:T",
        "LambdaFunctionSucceeded:T",
        "TaskStateExited:T",
        "ExecutionSucceeded:T",
    ]
    assert still_open == []


def test_states_inside_a_map_bear_the_items_index() -> None:
    seen, still_open = owners(mapping(), [1, 2], handlers={"f": lambda _: 1})

    assert [entry for entry in seen if entry.startswith("Task")] == [
        "TaskStateEntered:T[0]",
        "TaskStateExited:T[0]",
        "TaskStateEntered:T[1]",
        "TaskStateExited:T[1]",
    ]
    assert seen[-3:] == ["MapStateSucceeded:M", "MapStateExited:M", "ExecutionSucceeded:M"]
    assert still_open == []


def test_maps_inside_maps_bear_both_indexes() -> None:
    outer = machine("O", O={"Type": "Map", "ItemProcessor": mapping(), "MaxConcurrency": 1, "End": True})

    seen, _ = owners(outer, [[1], [2, 3]], handlers={"f": lambda _: 1})

    assert [entry.partition(":")[2] for entry in seen if entry.startswith("TaskStateEntered")] == [
        "T[0][0]",
        "T[1][0]",
        "T[1][1]",
    ]


def test_a_map_that_is_repeated_or_fails_ends_what_was_inside() -> None:
    retry = [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}]
    failing = machine("F", F=FAIL)

    seen, still_open = owners(mapping(Retry=retry, ItemProcessor=failing), [1])

    assert [entry for entry in seen if entry.startswith("MapState")] == [
        "MapStateEntered:M",
        "MapStateStarted:M",
        "MapStateStarted:M",
        "MapStateFailed:M",
    ]
    assert still_open == ["M"]


def test_a_state_that_is_aborted_is_left() -> None:
    branches = [machine("T", T=TASK), machine("W", W={"Type": "Wait", "Seconds": 9, "End": True})]
    parallel = machine("P", P={"Type": "Parallel", "Branches": branches, "End": True})

    seen, still_open = owners(parallel, mocks={"T": [{"throw": {"error": "E"}, "delay": 1}]})

    assert "WaitStateAborted:W" in seen
    assert still_open == ["P"]


def test_what_follows_nothing_known_belongs_to_nothing() -> None:
    visits = Visits()

    for type_ in ("TaskSucceeded", "MapStateStarted", "TaskStateAborted", "TaskScheduled"):
        assert visits.follow({"id": 5, "previousEventId": 4, "type": type_}) is None
    exited = {
        "id": 6,
        "previousEventId": 4,
        "type": "TaskStateExited",
        "stateExitedEventDetails": {"name": "T"},
    }
    assert visits.follow(exited) is None
    started = {
        "id": 7,
        "previousEventId": 4,
        "type": "MapIterationStarted",
        "mapIterationStartedEventDetails": {"name": "M", "index": 0},
    }
    assert visits.follow(started) is None


def test_attempts_are_counted() -> None:
    retry = [{"ErrorEquals": ["States.ALL"]}]
    visits = Visits()
    mocks = {"T": [{"throw": {"error": "E"}}, {"return": 1}]}

    followed = [
        visits.follow(event)
        for event in asltool.run(machine("T", T={**TASK, "Retry": retry}), mocks=mocks).history
    ]

    assert followed[-1] is not None
    assert followed[-1].attempts == 2
