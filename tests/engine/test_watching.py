from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.flow import FlowFields
from asltool.engine.flows import compile_flow
from asltool.engine.states.map import compile_map_around
from asltool.engine.states.pass_ import compile_pass
from asltool.engine.states.task import compile_task
from asltool.engine.watching import watched
from asltool.model.machine import Map, Pass, Task
from engine_driving import LAMBDA, Driver, Identity, only, read_machine

FETCH: dict[str, Any] = {
    "Type": "Task",
    "Resource": LAMBDA,
    "InputPath": "$.order",
    "Parameters": {"id.$": "$.id"},
    "ResultSelector": {"paid.$": "$.ok"},
    "ResultPath": "$.bill",
    "OutputPath": "$.bill",
}


def test_a_step_that_nobody_watches_is_the_step_itself() -> None:
    assert watched("afterInputPath", len, None) is len


def test_what_a_watched_step_gives_is_told() -> None:
    told: list[Any] = []

    given = watched("size", len, lambda *what: told.append(what))("abc")

    assert (given, told) == (3, [("size", 3)])


def test_a_flow_that_nobody_watches_keeps_its_steps() -> None:
    flow = compile_flow("JSONPath", FlowFields())

    assert flow.enter is flow.payload


def test_each_step_of_jsonpath_is_told_in_its_order() -> None:
    state = read_machine(only(FETCH)).states["S"]
    assert isinstance(state, Task)
    told: list[Any] = []

    Driver({"ok": True}).run(compile_task(state, lambda *what: told.append(what)), {"order": {"id": 7}})

    assert told == [
        ("afterInputPath", {"id": 7}),
        ("afterParameters", {"id": 7}),
        ("result", {"ok": True}),
        ("afterResultSelector", {"paid": True}),
        ("afterResultPath", {"order": {"id": 7}, "bill": {"paid": True}}),
    ]


def test_steps_that_a_state_has_no_field_for_are_told_too() -> None:
    state = read_machine(only({"Type": "Pass"})).states["S"]
    assert isinstance(state, Pass)
    told: dict[str, Any] = {}

    Driver(state=Identity(type="Pass")).run(compile_pass(state, told.__setitem__), {"a": 1})

    steps = ("afterInputPath", "afterParameters", "result", "afterResultSelector", "afterResultPath")
    assert told == {step: {"a": 1} for step in steps}


@pytest.mark.parametrize(("arguments", "expected"), [({}, {"id": 7}), ({"Arguments": {"a": 1}}, {"a": 1})])
def test_jsonata_has_arguments_and_a_result(arguments: dict[str, Any], expected: Any) -> None:
    task = {"Type": "Task", "Resource": LAMBDA, "QueryLanguage": "JSONata", "Output": 1, **arguments}
    state = read_machine(only(task)).states["S"]
    assert isinstance(state, Task)
    told: list[Any] = []

    Driver("done").run(compile_task(state, lambda *what: told.append(what)), {"id": 7})

    assert told == [("afterArguments", expected), ("result", "done")]


def test_the_terms_of_a_map_are_told() -> None:
    processor = only({"Type": "Pass"}, "P")
    tolerance = {"ToleratedFailureCountPath": "$.few", "ToleratedFailurePercentage": 5}
    definition = only({"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": processor, **tolerance})
    definition["States"]["S"]["ItemProcessor"]["ProcessorConfig"] = {
        "Mode": "DISTRIBUTED",
        "ExecutionType": "STANDARD",
    }
    state = read_machine(definition).states["S"]
    assert isinstance(state, Map)
    told: dict[str, Any] = {}

    def read(_frame: Any, data: Any) -> Any:
        return data["items"]

    def iterate(frame: Any, plan: Any) -> Any:
        raise LookupError(plan.limit)
        yield

    with pytest.raises(LookupError):
        Driver(state=Identity(type="Map")).run(
            compile_map_around(state, read, iterate, told.__setitem__), {"items": [1, 2], "few": 1}
        )

    assert told == {
        "afterInputPath": {"items": [1, 2], "few": 1},
        "maxConcurrency": None,
        "afterItemsPath": [1, 2],
        "toleratedFailureCount": 1,
        "toleratedFailurePercentage": 5,
    }
