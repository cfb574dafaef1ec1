from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.errors import StatesError
from asltool.engine.map_run.items import compile_item_selector, compile_items, context_item
from asltool.model.machine import Map
from engine_driving import Driver, Identity, only, read_machine


def model(**fields: Any) -> Map:
    state = {"Type": "Map", "ItemProcessor": only({"Type": "Succeed"}, "I"), **fields}
    read = read_machine(only(state)).states["S"]
    assert isinstance(read, Map)
    return read


def driver() -> Driver:
    driven = Driver(state=Identity("S", "Map"))
    driven.enter({})
    return driven


@pytest.mark.parametrize(
    ("fields", "data", "items"),
    [
        ({}, [1, 2], [1, 2]),
        ({"ItemsPath": "$"}, [1], [1]),
        ({"ItemsPath": "$.list"}, {"list": []}, []),
        ({"ItemsPath": "$$.Execution.Name"}, {}, None),
        ({}, {"a": 1}, None),
        ({"ItemsPath": "$.list"}, {"list": None}, None),
    ],
)
def test_items_are_an_array(fields: dict[str, Any], data: Any, items: list[Any] | None) -> None:
    read = compile_items(model(**fields))

    if items is None:
        with pytest.raises(StatesError, match="must point to array"):
            read(driver().frame, data)
    else:
        assert read(driver().frame, data) == items


def test_without_a_selector_an_iteration_gets_its_item() -> None:
    select = compile_item_selector(model())

    assert select(driver().frame, {}, context_item(3, "value")) == "value"


def test_a_selector_sees_the_data_and_the_item_and_leaves_no_trace_of_it() -> None:
    select = compile_item_selector(model(ItemSelector={"i.$": "$$.Map.Item.Index", "d.$": "$.d"}))
    frame = driver().frame

    assert select(frame, {"d": 5}, context_item(3, "value")) == {"i": 3, "d": 5}
    assert frame.map_item is None


def test_a_selector_that_fails_leaves_no_trace_either() -> None:
    select = compile_item_selector(model(ItemSelector={"x.$": "$$.Map.Item.Nope"}))
    frame = driver().frame

    with pytest.raises(StatesError) as raised:
        select(frame, {}, context_item(3, "value"))

    assert raised.value.name == "States.Runtime"
    assert raised.value.cause is not None
    assert '"Map":{"Item":{"Index":3,"Value":"value","Source":"STATE_DATA"}}' in raised.value.cause
    assert frame.map_item is None
