"""Compiled machines: each machine is compiled once, however often it runs."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from asltool.engine.program import compile_machine
from asltool.engine.state_code import ScopeProgram
from asltool.model.machine import StateMachine

_PROGRAMS: WeakKeyDictionary[StateMachine, ScopeProgram] = WeakKeyDictionary()


def program_of(machine: StateMachine) -> ScopeProgram:
    """Give a machine ready to run.

    Raises:
        EngineRefusal: It holds something that cannot be run.
    """
    program = _PROGRAMS.get(machine)
    if program is None:
        program = _PROGRAMS[machine] = compile_machine(machine)
    return program
