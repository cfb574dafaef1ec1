from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.loops.item_counts import known_item_count
from asltool.model.machine import Map
from linting import facts_of
from parsing import INNER

DISTRIBUTED = {**INNER, "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}}


def counted(fields: dict[str, Any], before: dict[str, Any] | None = None) -> int | None:
    """Give the number of items of a Map behind a Pass state."""
    first = {"Type": "Pass", "Next": "M", **(before or {})}
    map_ = {"Type": "Map", "ItemProcessor": INNER, "End": True, **fields}
    facts = facts_of({"StartAt": "A", "States": {"A": first, "M": map_}})
    state = facts.machine.states["M"]
    assert isinstance(state, Map)
    return known_item_count(state, facts.sources(facts.machine_of(state)))


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ([1, 2, 3], 3),
        (["{% $a %}", 2], 2),
        ("{% [1..50] %}", 50),
        ("{% $states.input.items %}", None),
        ("text", None),
        ({"a": "{% 1 %}"}, None),
    ],
)
def test_items_of_jsonata_are_counted_where_they_are_constant(items: Any, count: int | None) -> None:
    assert counted({"QueryLanguage": "JSONata", "Items": items}) == count


@pytest.mark.parametrize(
    ("fields", "before", "count"),
    [
        ({"ItemsPath": "$.n"}, {"Result": {"n": [1, 2]}}, 2),
        ({}, {"Result": [1, 2, 3]}, 3),
        ({"ItemsPath": "$.n"}, {"Parameters": {"n.$": "States.ArrayRange(1, 9, 2)"}}, 5),
        ({"ItemsPath": "$v"}, {"Assign": {"v": [1]}}, 1),
        ({"ItemsPath": "$.n"}, {"Parameters": {"n.$": "$.m"}}, None),
        ({"ItemsPath": "$.n[0]"}, {"Result": {"n": [[1, 2]]}}, None),
        ({"ItemsPath": "$$.Execution.Input"}, {"Result": {"Execution": {"Input": [1]}}}, None),
        ({"InputPath": "$.a", "ItemsPath": "$.n"}, {"Result": {"n": [1, 2]}}, None),
        ({"QueryLanguage": "JSONata"}, {"Result": [1, 2]}, None),
    ],
)
def test_items_of_jsonpath_are_looked_for_in_the_states_before(
    fields: dict[str, Any], before: dict[str, Any], count: int | None
) -> None:
    assert counted(fields, before) == count


def test_items_that_are_read_are_not_known() -> None:
    reader = {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"}}

    assert counted({"ItemProcessor": DISTRIBUTED, "ItemReader": reader}, {"Result": [1]}) is None
