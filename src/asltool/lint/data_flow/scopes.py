"""Follows the data through whole machines, round after round until nothing new is learnt."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence

from asltool.lint.data_flow.context import Surroundings
from asltool.lint.data_flow.notes import Notes
from asltool.lint.data_flow.shapes import ABSENT, UNKNOWN, Shape, Sizes, join_all
from asltool.lint.data_flow.states import Exit, Run, StateFlow
from asltool.lint.data_flow.ways import ANYTHING, Arrival, Way, bounded, distinct, widened
from asltool.lint.reachability import Reachability
from asltool.model.error_handling import Catcher
from asltool.model.machine import State, StateMachine
from asltool.records import record

_PATIENCE = 4
"""How often a state is looked at before what is known of its input is made coarser."""
_LAST_TRY = 24
"""After so many looks nothing is claimed of a state's input any more."""


@record(eq=False)
class _Edge:
    """What came along one transition."""

    source: State
    catcher: Catcher | None
    ways: tuple[Way, ...]


class DataFlow:
    """The flow of data through one definition, with all machines inside it.

    Args:
        machine: The whole machine.
        execution_input: What is known of the execution's input.
        graph: Gives the graph of a machine.
    """

    def __init__(
        self,
        machine: StateMachine,
        execution_input: Shape,
        graph: Callable[[StateMachine], Reachability] = Reachability,
    ) -> None:
        self._graph = graph
        self._sizes = Sizes()
        self._notes: dict[int, dict[str, Notes]] = {}
        self._known: dict[int, tuple[tuple[Way, ...], Shape]] = {}
        self._follow(machine, (Way(execution_input),), Surroundings(execution_input))

    def notes(self, machine: StateMachine) -> dict[str, Notes]:
        """Give the notes on the states of one machine that data comes to, by name."""
        return self._notes.get(id(machine), {})

    def all_notes(self) -> Iterable[Notes]:
        """Give the notes on all states that have any."""
        return (notes for scope in self._notes.values() for notes in scope.values() if notes.entries)

    def _run(self, machine: StateMachine, ways: tuple[Way, ...], surroundings: Surroundings) -> Shape:
        known = self._known.get(id(machine))
        if known is not None and known[0] == ways:
            return known[1]
        output = self._follow(machine, ways, surroundings).output()
        self._known[id(machine)] = ways, output
        return output

    def _follow(self, machine: StateMachine, ways: tuple[Way, ...], surroundings: Surroundings) -> _Scope:
        """Follow the data through a machine; for the output of the whole nobody asks."""
        scope = _Scope(machine, self._graph(machine).order, surroundings, self._run, self._sizes)
        scope.follow(ways)
        self._notes[id(machine)] = scope.notes
        return scope


class _Scope:
    """One machine's states, while data is followed through them.

    Args:
        machine: The machine.
        order: The order of its states; None if nobody knows where all transitions lead.
        surroundings: What it runs in.
        run: Follows data through inner machines.
        sizes: Tells what has grown too large.
    """

    def __init__(
        self,
        machine: StateMachine,
        order: Sequence[str] | None,
        surroundings: Surroundings,
        run: Run,
        sizes: Sizes,
    ) -> None:
        self.notes: dict[str, Notes] = {}
        self._states = machine.states
        self._start = machine.start_at.target
        self._order = order
        self._surroundings = surroundings
        self._run = run
        self._sizes = sizes
        self._first: tuple[Way, ...] = ()
        self._edges: dict[str, dict[int, _Edge]] = {}
        """What came to each state, by transition."""
        self._outputs: dict[str, list[Shape]] = {}
        """What came to the end, by the state that ended."""
        self._looks: dict[str, int] = {}

    def follow(self, ways: tuple[Way, ...]) -> None:
        """Follow the data on the ways to the first state to the end."""
        self._first = ways
        names = self._order
        if not ways or names is None:
            return
        ranks = {name: rank for rank, name in enumerate(names)}
        waiting = [0]
        while waiting:
            rank = heapq.heappop(waiting)
            if waiting and waiting[0] == rank:
                continue  # it waits twice
            for target in self._look(names[rank]):
                heapq.heappush(waiting, ranks[target])

    def output(self) -> Shape:
        """Give what is known of the output; ABSENT if the scope never ends."""
        if self._first and self._order is None:
            return UNKNOWN
        outputs = [shape for shapes in self._outputs.values() for shape in shapes]
        return join_all(outputs) if outputs else ABSENT

    def _look(self, name: str) -> Iterable[str]:
        """Follow the data through one state; gives the states that learn something new."""
        ways = self._ways_to(name)
        before = self.notes.get(name)
        if before is not None:
            looks = self._looks[name] = self._looks.get(name, 0) + 1
            if looks > _PATIENCE:
                ways = widened(before.ways, ways) if looks < _LAST_TRY else (ANYTHING,)
            if before.ways == ways:
                return ()
        state = self._states[name]
        notes = self.notes[name] = Notes(state, ways)
        exits = StateFlow(state, ways, self._surroundings, self._run, notes).exits()
        return self._leave(state, exits)

    def _ways_to(self, name: str) -> tuple[Way, ...]:
        edges = self._edges.get(name, {}).values()
        first = self._first if name == self._start else ()
        if len(edges) == 1 and not first:
            return next(iter(edges)).ways
        arrivals = [(Arrival(edge.source, edge.catcher), edge.ways) for edge in edges]
        came = [Way(way.data, way.variables, arrival) for arrival, ways in arrivals for way in ways]
        return distinct((*first, *came))

    def _leave(self, state: State, exits: Iterable[Exit]) -> list[str]:
        left: dict[int, tuple[Exit, list[Way]]] = {}
        outputs: list[Shape] = []
        for exit_ in exits:
            way = bounded(exit_.way, self._sizes)
            if exit_.next is None:
                outputs.append(way.data)
            else:
                left.setdefault(id(exit_.next), (exit_, []))[1].append(way)
        if outputs:
            self._outputs[state.name] = outputs
        changed = []
        for key, (exit_, ways) in left.items():
            target = exit_.next.target  # type: ignore[union-attr]  # those that end are set aside above
            edges = self._edges.setdefault(target, {})
            came = distinct(ways)
            if key not in edges or edges[key].ways != came:
                edges[key] = _Edge(state, exit_.catcher, came)
                changed.append(target)
        return changed
