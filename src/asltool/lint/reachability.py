"""Reachability: which states an execution can come to, and from which it can come to an end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from asltool.lazy import lazy
from asltool.model.edges import is_terminal, outgoing
from asltool.model.machine import Broken, StateMachine
from asltool.model.transitions import Next
from asltool.source.placeholder import any_placeholder
from asltool.source.pointer import Pointer


class Reachability:
    """The graph of one machine's states; states inside of Parallel and Map states are graphs of their own.

    Args:
        machine: The machine.
        dead: Where transitions are written that are known never to be taken; they are left out.
    """

    def __init__(self, machine: StateMachine, dead: frozenset[Pointer] = frozenset()) -> None:
        self._machine = machine
        states = machine.states
        self._written: dict[str, Sequence[Next]] = {name: outgoing(state) for name, state in states.items()}
        self._edges = self._written
        if dead:
            self._edges = {
                name: [edge for edge in edges if edge.at not in dead] for name, edges in self._written.items()
            }
        self._targets: dict[str, list[str]] = {
            name: [edge.target for edge in edges if edge.target in states]
            for name, edges in self._edges.items()
        }

    @lazy
    def _done(self) -> list[str]:
        """The states that can be reached, in the order in which a walk from `StartAt` is done with them."""
        start = self._machine.start_at.target
        return _finished((start,), self._targets) if start in self._targets else []

    @lazy
    def reached(self) -> frozenset[str]:
        """The states that can be reached from `StartAt`, that one included."""
        return frozenset(self._done)

    @lazy
    def named(self) -> frozenset[str]:
        """The states that `StartAt` or any transition names."""
        return frozenset((self._machine.start_at.target, *chain.from_iterable(self._targets.values())))

    @lazy
    def _leads_down(self) -> bool:
        """Whether every transition leads further down, as most machines are written."""
        above = set()
        for name, targets in self._targets.items():
            above.add(name)
            if not above.isdisjoint(targets):
                return False
        return True

    @lazy
    def order(self) -> tuple[str, ...] | None:
        """The states that can be reached, so that each, but for loops, follows those that lead to it.

        None if a transition of theirs leads nowhere, or to what a placeholder names.
        """
        if not self.is_connected and (not self._done or any(map(self._is_cut_off, self._done))):
            return None
        return tuple(reversed(self._done))

    @lazy
    def ending(self) -> frozenset[str]:
        """The states from which the machine can come to its end, or to where nobody knows how it goes on."""
        ends = [
            name
            for name, state in self._machine.states.items()
            if is_terminal(state) or isinstance(state, Broken) or self._is_dead_end(name)
        ]
        return _closure(ends, _turned_round(self._targets))

    @lazy
    def is_known(self) -> bool:
        """Whether every way out of every state can be read, and no placeholder hides where it leads."""
        return not self.has_unknown_names and not any(
            isinstance(state, Broken) and not state.transitions for state in self._machine.states.values()
        )

    @lazy
    def has_unknown_names(self) -> bool:
        """Whether a placeholder stands for the name of a state, or for where a transition leads."""
        return any_placeholder(self._machine.states) or any_placeholder(edge.target for edge in self.edges())

    def edges(self) -> Iterator[Next]:
        """Give all that leads to states, `StartAt` first, as written: dead transitions too."""
        yield self._machine.start_at
        yield from chain.from_iterable(self._written.values())

    @lazy
    def is_connected(self) -> bool:
        """Whether `StartAt` and all transitions name states that exist."""
        has_start = self._machine.start_at.target in self._targets
        written, found = self._edges.values(), self._targets.values()
        return has_start and sum(map(len, written)) == sum(map(len, found))

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

    @lazy
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """The groups of states that an execution can get into, and from each of them to each other."""
        return () if self._leads_down else _circles(_inside(self._targets, self.reached), self._done)

    @lazy
    def looping(self) -> frozenset[str]:
        """The states that are in one of the `loops`."""
        return frozenset(name for loop in self.loops for name in loop)

    def loops_without(self, names: Collection[str]) -> tuple[tuple[str, ...], ...]:
        """Give the groups that are still loops where the states *names* are left out."""
        left = _inside(self._targets, self.looping.difference(names))
        return _circles(left, _finished(left, left)) if left else ()

    def ways_out(self, loop: Iterable[str]) -> Iterable[tuple[str, Next]]:
        """Give the transitions that lead out of a group of states, each with the name of its state."""
        inside = frozenset(loop)
        return ((name, edge) for name in loop for edge in self._edges[name] if edge.target not in inside)

    def _is_cut_off(self, name: str) -> bool:
        """Tell whether a transition of the state *name* leads nowhere."""
        return len(self._targets[name]) < len(self._edges[name])

    def _is_dead_end(self, name: str) -> bool:
        """Tell whether the execution may fail for want of a way on from the state *name*."""
        return not self._targets[name] or self._is_cut_off(name)


def _inside(edges: Mapping[str, list[str]], names: Collection[str]) -> dict[str, list[str]]:
    """Give the part of a graph that has these nodes."""
    return {
        name: [each for each in targets if each in names] for name, targets in edges.items() if name in names
    }


def _circles(edges: Mapping[str, list[str]], finished: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Give the strongly connected groups of nodes, but single ones that do not name themselves.

    Kosaraju's algorithm; groups and their members come in the order of *edges*.

    Args:
        edges: The graph.
        finished: Its nodes in the order in which a walk is done with them.
    """
    places = {name: place for place, name in enumerate(edges)}
    sources = _turned_round(edges)
    seen: set[str] = set()
    circles = []
    for root in reversed(finished):
        group = [] if root in seen else [root]
        seen.add(root)
        for name in group:
            new = [source for source in dict.fromkeys(sources[name]) if source not in seen]
            seen.update(new)
            group.extend(new)
        if len(group) > 1 or (group and root in edges[root]):
            circles.append(tuple(sorted(group, key=places.__getitem__)))
    return tuple(sorted(circles, key=lambda circle: places[circle[0]]))


def _finished(roots: Iterable[str], edges: Mapping[str, list[str]]) -> list[str]:
    """Give the nodes in the order in which a walk, as deep as it goes first, is done with them.

    It takes the last edge of each node first.
    """
    done: list[str] = []
    seen: set[str] = set()
    for root in roots:
        trail: list[str] = []
        waiting: list[str | None] = [root]
        while waiting:
            name = waiting.pop()
            if name is None:
                done.append(trail.pop())
            elif name not in seen:
                seen.add(name)
                trail.append(name)
                waiting.append(None)  # to come back to once all that it leads to is done
                waiting += edges[name]
    return done


def _turned_round(edges: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Give the graph with all edges turned round."""
    sources: dict[str, list[str]] = {name: [] for name in edges}
    for name, targets in edges.items():
        for target in targets:
            sources[target].append(name)
    return sources


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
