from __future__ import annotations

import gc
import weakref

import pytest

from asltool.engine.errors import EngineRefusal
from asltool.runner.programs import program_of
from engine_driving import only, read_machine


def test_a_machine_is_compiled_once() -> None:
    machine = read_machine(only({"Type": "Succeed"}))

    assert program_of(machine) is program_of(machine)


def test_machines_are_told_apart_by_identity() -> None:
    one, other = (read_machine(only({"Type": "Succeed"})) for _ in range(2))

    assert program_of(one) is not program_of(other)


def test_a_machine_that_nobody_else_needs_is_forgotten() -> None:
    machine = read_machine(only({"Type": "Succeed"}))
    program_of(machine)
    forgotten = weakref.ref(machine)

    del machine
    gc.collect()

    assert forgotten() is None


def test_what_cannot_be_run_is_refused_each_time() -> None:
    machine = read_machine(only({"Type": "Pass"}))
    object.__setattr__(machine.states["S"], "query_language", "Klingon")

    for _ in range(2):
        with pytest.raises(EngineRefusal):
            program_of(machine)
