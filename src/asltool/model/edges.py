"""The edges of the graph: every way out of a state, those of rules and catchers too; machines inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from asltool.model.machine import (
    Broken,
    Choice,
    Fail,
    Map,
    Parallel,
    Pass,
    State,
    StateMachine,
    Succeed,
    Task,
    Wait,
)
from asltool.model.transitions import Next


def outgoing(state: State) -> tuple[Next, ...]:
    """Give every transition that can lead from *state* to another one of its scope."""
    match state:
        case Task() | Parallel() | Map():
            following = _next(state)
            return (*following, *(catcher.next for catcher in state.catch)) if state.catch else following
        case Pass() | Wait():
            return _next(state)
        case Choice():
            default = () if state.default is None else (state.default,)
            return (*(rule.next for rule in state.choices), *default)
        case Succeed() | Fail():
            return ()
        case Broken():
            return state.transitions
        case _:
            assert_never(state)


def _next(state: Pass | Wait | Task | Parallel | Map) -> tuple[Next, ...]:
    return (state.transition,) if isinstance(state.transition, Next) else ()


def is_terminal(state: State) -> bool:
    """Tell whether the scope can end with *state*."""
    match state:
        case Pass() | Wait() | Task() | Parallel() | Map():
            return not isinstance(state.transition, Next)
        case Succeed() | Fail():
            return True
        case Choice():
            return False
        case Broken():
            return state.is_terminal
        case _:
            assert_never(state)


def inner_machines(state: State) -> tuple[StateMachine, ...]:
    """Give the machines that *state* runs: branches, or the item processor."""
    if not isinstance(state, _WITH_MACHINES):
        return ()
    match state:
        case Parallel():
            return state.branches
        case Map():
            return (state.item_processor,)
        case Broken():
            return state.machines
        case _:
            assert_never(state)


_WITH_MACHINES = (Parallel, Map, Broken)


def all_machines(machine: StateMachine) -> Iterator[StateMachine]:
    """Give *machine* and every machine inside it, outer ones first."""
    yield machine
    for state in machine.states.values():
        for inner in inner_machines(state):
            yield from all_machines(inner)


def all_states(machine: StateMachine) -> Iterator[State]:
    """Give every state of *machine* and of the machines inside it, in the order of the definition."""
    for state in machine.states.values():
        yield state
        for inner in inner_machines(state):
            yield from all_states(inner)
