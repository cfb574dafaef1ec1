"""How many history events states write at least, on their way to the next one or to the end."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator
from typing import TypeAlias, assert_never

from asltool.lint.loops.changes import is_caught
from asltool.model.edges import is_terminal, outgoing
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

ENTERED_AND_EXITED = 2
OF_A_TASK = 3
"""Scheduled, started, and succeeded or failed."""
OF_A_STATE_WITH_MACHINES = 2
"""Started and succeeded."""
OF_AN_ITERATION = 2
"""Started and succeeded."""
OF_A_CAUGHT_ERROR = ENTERED_AND_EXITED + 1
OF_A_MAP_RUN = 2
"""Started and succeeded, beside the Map's own."""

CountItems: TypeAlias = Callable[[Map], int]
"""Tells how many items a Map has at least."""


class LeastEvents:
    """Counts the events that are written in any case.

    Args:
        count_items: Tells how many items a Map has at least.
    """

    def __init__(self, count_items: CountItems) -> None:
        self._count_items = count_items

    def of_state(self, state: State) -> float:
        """Give the least events from entering *state* to leaving it; infinite if there is no way on."""
        match state:
            case Pass() | Wait() | Choice() | Succeed():
                return ENTERED_AND_EXITED
            case Task():
                return ENTERED_AND_EXITED + OF_A_TASK
            case Parallel() | Map():
                return ENTERED_AND_EXITED + OF_A_STATE_WITH_MACHINES + self._inside(state)
            case Fail() | Broken():
                return math.inf
            case _:
                assert_never(state)

    def _inside(self, state: Parallel | Map) -> float:
        if isinstance(state, Parallel):
            return sum(self.of_machine(branch) for branch in state.branches)
        if state.is_distributed:
            return OF_A_MAP_RUN
        count = self._count_items(state)
        return count * self.of_iteration(state) if count else 0

    def of_iteration(self, state: Map) -> float:
        """Give the least events of one iteration of an inline Map that succeeds."""
        return OF_AN_ITERATION + self.of_machine(state.item_processor)

    def of_machine(self, machine: StateMachine) -> float:
        """Give the least events of a run of *machine* that succeeds; infinite if none can."""
        least = math.inf
        queue, done = [(0.0, machine.start_at.target)], set[str]()
        while queue and queue[0][0] < least:
            events, name = heapq.heappop(queue)
            state = machine.states.get(name)
            if state is None or name in done:
                continue
            done.add(name)
            if is_terminal(state):
                least = min(least, events + self.of_state(state))
            for target, more in self._ways(state):
                heapq.heappush(queue, (events + more, target))
        return least

    def _ways(self, state: State) -> Iterator[tuple[str, float]]:
        for edge in outgoing(state):
            yield edge.target, OF_A_CAUGHT_ERROR if is_caught(state, edge) else self.of_state(state)
