"""The least that a machine's executions wait: the way to an end with the shortest constant waits."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count
from typing import TypeAlias

from asltool.model.edges import inner_machines, is_terminal, outgoing
from asltool.model.machine import Broken, Parallel, Seconds, State, StateMachine, Wait

_MOST_SECONDS = 1e12
"""More than any Wait may take; what is written may be more than a float can hold."""

_Trail: TypeAlias = "tuple[_Trail | None, tuple[Wait, ...]]"
"""The waits on a way: those before, and the last ones."""


def shortest_waits(machine: StateMachine) -> tuple[float, tuple[Wait, ...]]:
    """Give how many seconds every execution waits at least before its end, and in which states.

    What is not known counts as no time at all, also where a catcher may cut it short; so does a Map, which
    may have no items.
    """
    order = count()
    queue: list[tuple[float, int, str | None, _Trail | None]] = [
        (0.0, next(order), machine.start_at.target, None)
    ]
    done: set[str] = set()
    while queue:
        total, _, name, trail = heappop(queue)
        state = None if name is None else machine.states.get(name)
        if name is None or state is None or isinstance(state, Broken):
            return total, _waits(trail)
        if name in done:
            continue
        done.add(name)
        seconds, inside = _own_waits(state)
        after = (trail, inside) if inside else trail
        if is_terminal(state):
            heappush(queue, (total + seconds, next(order), None, after))
        for target, is_late in _targets(state):
            late = total + seconds, next(order), target, after
            heappush(queue, late if is_late else (total, next(order), target, trail))
    return 0.0, ()


def _waits(trail: _Trail | None) -> tuple[Wait, ...]:
    pieces = []
    while trail is not None:
        trail, last = trail
        pieces.append(last)
    return tuple(wait for piece in reversed(pieces) for wait in piece)


def _targets(state: State) -> Iterator[tuple[str, bool]]:
    """Give where *state* leads, and whether after all its work; a catcher may lead on before."""
    catchers = [catcher.next for catcher in getattr(state, "catch", ())]
    for edge in outgoing(state):
        yield edge.target, not any(edge is way for way in catchers)


def _own_waits(state: State) -> tuple[float, tuple[Wait, ...]]:
    """Give how long *state* waits at least, and where: a Parallel state as long as its slowest branch."""
    if isinstance(state, Wait) and isinstance(state.until, Seconds):
        seconds = state.until.value
        return (min(seconds, _MOST_SECONDS), (state,)) if isinstance(seconds, int | float) else (0.0, ())
    if isinstance(state, Parallel):
        return max((shortest_waits(branch) for branch in inner_machines(state)), key=lambda found: found[0])
    return 0.0, ()
