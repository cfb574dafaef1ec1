"""Iterations inside the execution itself.

AWS: maps.md 6.1; history.md 4.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from asltool.engine.children import take_failure
from asltool.engine.effects import PAUSE, ChildFailed, Fork, Joined, Steps
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame
from asltool.engine.map_run.items import Select, compile_item_selector, context_item
from asltool.engine.map_run.plan import Iterate, LastEvents, Plan
from asltool.engine.scope import run_scope
from asltool.engine.state_code import ScopeProgram
from asltool.history.events import (
    MAP_ITERATION_FAILED,
    MAP_ITERATION_STARTED,
    MAP_ITERATION_SUCCEEDED,
)
from asltool.json_value import JsonValue, json_bytes
from asltool.model.machine import Map

MAX_CONCURRENCY = 40
"""AWS: maps.md 6.1; more items wait their turn."""

_FAILED: Any = object()
"""Stands for the result of an iteration whose failure was borne."""


def compile_inline(state: Map, processor: ScopeProgram) -> Iterate:
    """Give the code that runs the iterations of an inline Map, at most 40 at a time."""
    select, name = compile_item_selector(state), state.name

    def iterate(frame: Frame, plan: Plan) -> Steps[tuple[JsonValue, LastEvents]]:
        items = plan.items or []
        assert isinstance(items, list)  # noqa: S101 - inline Maps take no others
        limit = min(plan.limit or MAX_CONCURRENCY, MAX_CONCURRENCY)
        run = _Iterations(name, processor, select, frame, plan, items, is_concurrent=limit > 1)
        answer: Joined | ChildFailed = yield Fork(run.start, len(items), limit)
        if isinstance(answer, ChildFailed):
            raise take_failure(frame, answer)
        results = [result for result in answer.results if result is not _FAILED]
        return results, LastEvents(run.last_success, run.last_success)

    return iterate


@dataclass(slots=True)
class _Iterations:
    name: str
    processor: ScopeProgram
    select: Select
    frame: Frame
    plan: Plan
    items: list[JsonValue]
    is_concurrent: bool
    follows: int = 0
    """The event that the next iteration's start follows."""
    last_success: int = 0

    def __post_init__(self) -> None:
        self.follows = self.last_success = self.frame.last_event

    def start(self, index: int) -> Steps[JsonValue]:
        """Go through one iteration."""
        item = context_item(index, self.items[index])
        frame = self.frame
        value = self.select(frame, self.plan.data, item)
        record = frame.recorder.record
        started = record(MAP_ITERATION_STARTED, self.follows, self.name, index)
        child = frame.child(index, last_event=started, map_item=item)
        child.iteration = (self.name, index)
        child.is_concurrent = self.is_concurrent
        if self.is_concurrent:
            yield PAUSE
        try:
            result = yield from run_scope(self.processor, child, value, json_bytes(value))
        except StatesError as error:
            self._bear(error, index)
            return _FAILED  # type: ignore[no-any-return]
        del frame.children[index]
        self.last_success = record(MAP_ITERATION_SUCCEEDED, child.last_event, self.name, index)
        self.follows = child.last_event
        return result

    def _bear(self, error: StatesError, index: int) -> None:
        """Go on without the iteration, if its failure can be borne.

        Raises:
            StatesError: It cannot.
        """
        tolerance = self.plan.tolerance
        if error.is_terminal or tolerance.is_none:
            raise error
        event = error.event or self.frame.last_event
        try:
            tolerance.bear()
        except StatesError as exceeded:
            exceeded.event = event
            raise
        self.frame.recorder.record(MAP_ITERATION_FAILED, event, self.name, index)
        del self.frame.children[index]
        self.follows = event
