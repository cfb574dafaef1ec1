from __future__ import annotations

from asltool.model.machine import Broken, Map, Succeed
from parsing import INNER, any_state, machine, state


def test_a_map_is_distributed_if_its_processor_says_so() -> None:
    config = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
    inline = state({"Type": "Map", "ItemProcessor": INNER, "End": True})
    distributed = state({"Type": "Map", "ItemProcessor": {**INNER, "ProcessorConfig": config}, "End": True})

    assert isinstance(inline, Map)
    assert isinstance(distributed, Map)
    assert (inline.is_distributed, distributed.is_distributed) == (False, True)


def test_nodes_are_told_apart_by_identity() -> None:
    definition = {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}

    assert isinstance(machine(definition).states["A"], Succeed)
    assert machine(definition).states["A"] != machine(definition).states["A"]


def test_a_broken_state_without_ways_out_has_none() -> None:
    read = any_state(5)

    assert isinstance(read, Broken)
    assert (read.transitions, read.machines) == ((), ())
