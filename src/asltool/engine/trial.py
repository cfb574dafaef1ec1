"""Tries one state by itself: with the work of others made up, watched, and stopped before any repetition.

What is tried is the engine's own code for the state; only what it would ask of branches, iterations and
retriers is replaced.

AWS: api.md 7.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, assert_never

from asltool.engine.catch import catching, deciding_catcher
from asltool.engine.effects import Failed, Steps, Succeeded
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame
from asltool.engine.map_run.items import FindItems, compile_item_selector, compile_items, context_items
from asltool.engine.map_run.plan import Iterate, LastEvents, Plan
from asltool.engine.program import SoundState, sound_state, state_program
from asltool.engine.retry import deciding_retrier
from asltool.engine.state_code import Exit, PlainCode, StateProgram, WaitingCode
from asltool.engine.states.choice import compile_choice
from asltool.engine.states.fail import compile_fail
from asltool.engine.states.map import compile_map_around
from asltool.engine.states.parallel import compile_parallel_around
from asltool.engine.states.pass_ import compile_pass
from asltool.engine.states.succeed import compile_succeed
from asltool.engine.states.task import compile_task
from asltool.engine.states.wait import MAX_DELAY_SECONDS, compile_wait
from asltool.engine.watching import Watch
from asltool.json_value import JsonValue
from asltool.model.machine import (
    Choice,
    Fail,
    Map,
    Parallel,
    Pass,
    ResultFields,
    State,
    Succeed,
    Task,
    Wait,
)


class TooManyFailuresError(Exception):
    """More iterations are said to have failed than there are."""


class RetryDue(Exception):  # noqa: N818 - it ends the trial, nothing is in error
    """Ends a trial whose work a retrier would now have repeated; its cause is the failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The terms on which a state is tried."""

    watch: Watch
    """Told what each step gives; also `error`, `retryIndex`, `retryBackoffIntervalSeconds`, `catchIndex`."""
    answer: Succeeded | Failed | None = None
    """What the branches of a Parallel, or the iterations of a Map, come to."""
    retried: int = 0
    """How often the retrier that decides has already had the work repeated."""
    failed_iterations: int = 0
    """How many of a Map's iterations failed."""
    items: list[JsonValue] | None = None
    """What a Map's `ItemReader` reads; None to iterate over the state's own data."""


def compile_trial(state: State, trial: Trial) -> StateProgram:
    """Make a state ready to be tried.

    Raises:
        EngineRefusal: Not all is known that it does.
    """
    state = sound_state(state)
    plain, waiting = _compile_code(state, trial)
    return state_program(state, plain, waiting)


def _compile_code(state: SoundState, trial: Trial) -> tuple[PlainCode | None, WaitingCode | None]:
    match state:
        case Pass():
            return compile_pass(state, trial.watch), None
        case Choice():
            return compile_choice(state, trial.watch), None
        case Succeed():
            return compile_succeed(state, trial.watch), None
        case Fail():
            return compile_fail(state, trial.watch), None
        case Wait():
            return None, compile_wait(state, trial.watch)
        case Task():
            return None, _handling_failure(compile_task(state, trial.watch), state, trial)
        case Parallel():
            body = compile_parallel_around(state, lambda frame, _: _answer(trial, frame), trial.watch)
            return None, _handling_failure(body, state, trial)
        case Map():
            items = _compile_items(state, trial)
            body = compile_map_around(state, items, _compile_iterate(state, trial), trial.watch)
            return None, _handling_failure(body, state, trial)
        case _:
            assert_never(state)


def _handling_failure(body: WaitingCode, state: ResultFields, trial: Trial) -> WaitingCode:
    """Give code that leaves a failure to the state's catchers, unless a retrier would repeat the work.

    Raises (inside the code):
        RetryDue: A retrier would.
    """

    def run(frame: Frame, raw: JsonValue) -> Steps[Exit]:
        try:
            return (yield from body(frame, raw))
        except StatesError as error:
            trial.watch("error", error)
            _stop_at_retry(error, state, trial)
            number = deciding_catcher(error, state.catch)
            if number is not None:
                trial.watch("catchIndex", number)
            raise

    return catching(run, state)


def _stop_at_retry(error: StatesError, state: ResultFields, trial: Trial) -> None:
    number = deciding_retrier(error, state.retry)
    if number is None:
        return
    retrier = state.retry[number]
    trial.watch("retryIndex", number)
    if trial.retried < retrier.max_attempts:
        delay = min(retrier.delay_seconds(trial.retried + 1), MAX_DELAY_SECONDS)
        trial.watch("retryBackoffIntervalSeconds", int(delay))
        raise RetryDue from error


def _answer(trial: Trial, frame: Frame) -> Steps[tuple[Any, int]]:
    """Give what the work came to, and the event that it ended with."""
    yield from ()
    match trial.answer:
        case Succeeded(result):
            return result, frame.last_event
        case Failed(error, cause):
            raise StatesError(error, cause)
        case None:
            raise ValueError("there is nothing to answer for branches or iterations")
        case _:
            assert_never(trial.answer)


def _compile_items(state: Map, trial: Trial) -> FindItems:
    """Give the reading of the items; a reader is never at work, so what it reads must be said."""
    items = trial.items
    return compile_items(state) if items is None else lambda _frame, _data: items


def _compile_iterate(state: Map, trial: Trial) -> Iterate:
    """Give what stands for the iterations: their inputs are worked out, then the answer is given."""
    select = compile_item_selector(state)

    def iterate(frame: Frame, plan: Plan) -> Steps[tuple[JsonValue, LastEvents]]:
        items = plan.items or []
        if state.item_selector is not None:
            inputs = [select(frame, plan.data, item) for item in context_items(items)]
            trial.watch("afterItemSelector", inputs)
        failed = trial.failed_iterations
        if failed > len(items):
            raise TooManyFailuresError
        if isinstance(trial.answer, Succeeded):
            _bear_failures(plan, failed)
        result, last = yield from _answer(trial, frame)
        return result, LastEvents(last, last)

    return iterate


def _bear_failures(plan: Plan, failed: int) -> None:
    """Hold the failed iterations against the state's tolerance; without one, any number is borne.

    AWS: state_configuration.test_map_state_failure_count; a Map that names no threshold succeeds.

    Raises:
        StatesError: They are too many to be borne.
    """
    tolerance = plan.tolerance
    if tolerance.count is None and tolerance.percentage is None:
        return
    for _ in range(failed):
        tolerance.bear()
