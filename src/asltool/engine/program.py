"""Compiles a machine: each state to its code, branches and item processors along with it."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from asltool.engine.catch import catching
from asltool.engine.errors import EngineRefusal
from asltool.engine.flows import FLOWS
from asltool.engine.retry import retrying
from asltool.engine.sizes import UNKNOWN, Growth, growth_of_pass_through
from asltool.engine.state_code import PlainCode, ScopeProgram, StateProgram, WaitingCode
from asltool.engine.state_failure import recording_failure
from asltool.engine.states.choice import compile_choice
from asltool.engine.states.fail import compile_fail
from asltool.engine.states.map import compile_map
from asltool.engine.states.parallel import compile_parallel
from asltool.engine.states.pass_ import compile_pass, growth_of_pass
from asltool.engine.states.succeed import compile_succeed
from asltool.engine.states.task import compile_task
from asltool.engine.states.wait import compile_wait
from asltool.history.events import (
    MAP_STATE_FAILED,
    PARALLEL_STATE_FAILED,
    STATE_ENTERED,
    STATE_EXITED,
)
from asltool.model.machine import (
    Broken,
    Choice,
    Fail,
    Map,
    Parallel,
    Pass,
    ResultFields,
    State,
    StateMachine,
    Succeed,
    Task,
    Wait,
)

SoundState: TypeAlias = Pass | Task | Choice | Wait | Succeed | Fail | Parallel | Map


def compile_machine(machine: StateMachine) -> ScopeProgram:
    """Make a machine ready to run; what it gives may be run any number of times.

    Raises:
        EngineRefusal: It holds something that cannot be run.
    """
    states = {name: _compile_state(state) for name, state in machine.states.items()}
    return ScopeProgram(machine.start_at.target, states)


def _compile_state(state: State) -> StateProgram:
    state = sound_state(state)
    if state.query_language not in FLOWS:
        raise EngineRefusal(
            f'state "{state.name}" uses {state.query_language}, which asltool does not run yet', str(state.at)
        )
    plain, waiting = _compile_code(state)
    return state_program(state, plain, waiting, _growth(state))


def sound_state(state: State) -> SoundState:
    """Give a state of which all is known that it does.

    Raises:
        EngineRefusal: It could not be read, or nobody knows yet which retriers or catchers it has.
    """
    if isinstance(state, Broken):
        message = f'a placeholder hides a part of state "{state.name}" without which it cannot be run'
        raise EngineRefusal(message, str(state.at))
    for entry in state.error_handling if isinstance(state, Task | Parallel | Map) else ():
        if entry.is_unknown:
            message = f'the placeholder {entry.error_equals[0]} in state "{state.name}" is not filled in'
            raise EngineRefusal(message, str(entry.at))
    return state


def state_program(
    state: SoundState, plain: PlainCode | None, waiting: WaitingCode | None, growth: Growth = UNKNOWN
) -> StateProgram:
    """Give a state ready to run, of which *plain* or *waiting* is the code."""
    kind = type(state).__name__
    return StateProgram(
        name=state.name,
        type=kind,
        entered=STATE_ENTERED[kind],
        exited=STATE_EXITED[kind],
        plain=plain,
        waiting=waiting,
        scale=growth.scale,
        extra=growth.extra,
        counts_retries=isinstance(state, ResultFields),
    )


def _compile_code(state: SoundState) -> tuple[PlainCode | None, WaitingCode | None]:
    """Give the code of a state that does not wait, or of one that does."""
    match state:
        case Pass():
            return compile_pass(state), None
        case Choice():
            return compile_choice(state), None
        case Succeed():
            return compile_succeed(state), None
        case Fail():
            return compile_fail(state), None
        case Wait():
            return None, compile_wait(state)
        case Task() | Parallel() | Map():
            return None, _compile_work(state)
        case _:
            assert_never(state)


def _compile_work(state: Task | Parallel | Map) -> WaitingCode:
    match state:
        case Task():
            return catching(retrying(compile_task(state), state.retry), state)
        case Parallel():
            branches = [compile_machine(branch) for branch in state.branches]
            body = retrying(compile_parallel(state, branches), state.retry)
            return catching(recording_failure(body, PARALLEL_STATE_FAILED), state, PARALLEL_STATE_FAILED)
        case Map():
            processor = compile_machine(state.item_processor)
            body = retrying(compile_map(state, processor), state.retry)
            return catching(recording_failure(body, MAP_STATE_FAILED), state, MAP_STATE_FAILED)
        case _:
            assert_never(state)


def _growth(state: SoundState) -> Growth:
    if state.query_language != "JSONPath":
        return UNKNOWN  # what an expression builds has no bound
    match state:
        case Pass():
            return growth_of_pass(state)
        case Choice() | Succeed() | Wait():
            return growth_of_pass_through(state.input_path, state.output_path)
        case _:
            return UNKNOWN
