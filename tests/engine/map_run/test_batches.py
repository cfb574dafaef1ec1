from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.errors import StatesError
from asltool.engine.map_run.batches import compile_division
from asltool.json_value import json_bytes
from engine_driving import Driver, Identity, only, read_machine

CONFIG = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}


def divided(items: list[Any], batcher: dict[str, Any] | None, data: Any = None) -> list[Any]:
    processor = {"ProcessorConfig": CONFIG, **only({"Type": "Pass"}, "P")}
    fields = {} if batcher is None else {"ItemBatcher": batcher}
    state: Any = read_machine(only({"Type": "Map", "ItemProcessor": processor, **fields})).states["S"]
    driver = Driver(state=Identity(type="Map"))
    driver.enter({})
    inputs = list(compile_division(state)(driver.frame, data)(iter(items)))
    assert all(each.size_bytes == json_bytes(each.value) for each in inputs)
    assert sum(each.item_count for each in inputs) == len(items)
    return [each.value for each in inputs]


def test_without_a_batcher_each_item_is_an_input() -> None:
    assert divided([1, {"a": 2}], None) == [1, {"a": 2}]


def test_the_last_batch_may_be_smaller() -> None:
    batches = divided(list(range(1130)), {"MaxItemsPerBatch": 100})

    assert [len(batch["Items"]) for batch in batches] == [100] * 11 + [30]
    assert "BatchInput" not in batches[0]


def test_a_batch_is_no_larger_than_it_may_be() -> None:
    batches = divided(["x" * 10] * 10, {"MaxInputBytesPerBatch": 60})

    # {"Items":[]} has 12 bytes, the first item 12, each further one 13
    assert [len(batch["Items"]) for batch in batches] == [3, 3, 3, 1]


def test_an_item_too_large_for_a_batch_goes_alone() -> None:
    batches = divided(["x" * 100, 1, 2], {"MaxInputBytesPerBatch": 20})

    assert [batch["Items"] for batch in batches] == [["x" * 100], [1, 2]]


def test_every_batch_gets_the_same_input_beside_its_items() -> None:
    batches = divided([1, 2], {"MaxItemsPerBatch": 1, "BatchInput": {"day.$": "$.day"}}, {"day": "Monday"})

    assert batches == [
        {"BatchInput": {"day": "Monday"}, "Items": [1]},
        {"BatchInput": {"day": "Monday"}, "Items": [2]},
    ]


def test_numbers_may_come_from_the_data() -> None:
    batches = divided([1, 2, 3], {"MaxItemsPerBatchPath": "$.n"}, {"n": 2})

    assert [batch["Items"] for batch in batches] == [[1, 2], [3]]


def test_a_batch_of_nothing_is_refused() -> None:
    with pytest.raises(StatesError, match="MaxItemsPerBatch must be greater than 0"):
        divided([1], {"MaxItemsPerBatchPath": "$.n"}, {"n": 0})


@pytest.mark.parametrize("batcher", [None, {"MaxItemsPerBatch": 5}])
def test_an_item_larger_than_an_input_can_be_fails_the_run(batcher: dict[str, Any] | None) -> None:
    with pytest.raises(StatesError, match=r"Item 1 has \d+ bytes") as raised:
        divided([1, "x" * 262_144], batcher)

    assert raised.value.name == "States.ItemReaderFailed"
