"""Reachability: which states an execution can come to, and from which it can come to an end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from asltool.model.edges import is_terminal, outgoing
from asltool.model.machine import Broken, StateMachine
from asltool.source.placeholder import any_placeholder


class Reachability:
    """The graph of one machine's states; states inside of Parallel and Map states are graphs of their own."""

    def __init__(self, machine: StateMachine) -> None:
        self._machine = machine
        self._targets: dict[str, list[str]] = {
            name: [edge.target for edge in outgoing(state) if edge.target in machine.states]
            for name, state in machine.states.items()
        }

    @cached_property
    def reached(self) -> frozenset[str]:
        """The states that can be reached from `StartAt`, that one included."""
        start = self._machine.start_at.target
        return _closure([start] if start in self._targets else [], self._targets)

    @cached_property
    def named(self) -> frozenset[str]:
        """The states that `StartAt` or any transition names."""
        targets = (target for targets in self._targets.values() for target in targets)
        return frozenset((self._machine.start_at.target, *targets))

    @cached_property
    def ending(self) -> frozenset[str]:
        """The states from which the machine can come to its end, or to where nobody knows how it goes on."""
        sources: dict[str, list[str]] = {name: [] for name in self._targets}
        for name, targets in self._targets.items():
            for target in targets:
                sources[target].append(name)
        ends = [
            name
            for name, state in self._machine.states.items()
            if is_terminal(state) or isinstance(state, Broken) or self._is_cut_off(name)
        ]
        return _closure(ends, sources)

    @cached_property
    def is_known(self) -> bool:
        """Whether every way out of every state can be read, and no placeholder hides where it leads."""
        return not self.has_unknown_names and not any(
            isinstance(state, Broken) and not state.transitions for state in self._machine.states.values()
        )

    @cached_property
    def has_unknown_names(self) -> bool:
        """Whether a placeholder stands for the name of a state, or for where a transition leads."""
        states = self._machine.states
        edges = (self._machine.start_at, *(edge for state in states.values() for edge in outgoing(state)))
        return any_placeholder(states) or any_placeholder(edge.target for edge in edges)

    @cached_property
    def is_connected(self) -> bool:
        """Whether `StartAt` and all transitions name states that exist."""
        has_start = self._machine.start_at.target in self._targets
        return has_start and not any(self._is_cut_off(name) for name in self._targets)

    def endless_cycles(self) -> Iterable[tuple[str, ...]]:
        """Give each cycle that an execution can get into, and from which no end can be reached."""
        seen: set[str] = set()
        for name in self._targets:
            path: dict[str, None] = {}
            step = name
            while step in self.reached and step not in self.ending and step not in seen:
                seen.add(step)
                path[step] = None
                step = self._targets[step][0]
            if step in path:
                names = list(path)
                yield tuple(names[names.index(step) :])

    def _is_cut_off(self, name: str) -> bool:
        """Tell whether a transition of the state *name* leads nowhere."""
        return len(self._targets[name]) < len(outgoing(self._machine.states[name]))


def _closure(start: Iterable[str], edges: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Give *start* and all that can be reached from there."""
    reached = set(start)
    waiting = list(reached)
    while waiting:
        for target in edges[waiting.pop()]:
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return frozenset(reached)
