"""Loops that count: a cycle with one Choice that is left once a counter has come to a constant."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from asltool.expr.jsonpath.path import Path, parse_path
from asltool.lint.facts import Facts
from asltool.lint.loops.changes import Adds, Sure, change, is_caught
from asltool.model.choice import BooleanCondition, ChoiceRule, Comparison
from asltool.model.edges import outgoing
from asltool.model.machine import Choice, State, StateMachine
from asltool.model.transitions import Next
from asltool.records import record

_CONDITION = re.compile(r"(?P<place>\$\w+)\s*(?P<relation><=|>=|<|>|=)\s*(?P<limit>\d{1,9})")
_RELATIONS = {
    "NumericLessThan": "<",
    "NumericLessThanEquals": "<=",
    "NumericGreaterThan": ">",
    "NumericGreaterThanEquals": ">=",
    "NumericEquals": "=",
}
_OPPOSITES = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!="}


@record
class CountedLoop:
    """A cycle and how often it is run through."""

    choice: Choice
    states: tuple[State, ...]
    """The states of the cycle, the Choice first."""
    rounds: int


@record
class _Guard:
    """When the cycle is gone through once more: *place* stands in *relation* to *limit*."""

    place: Path
    relation: str
    limit: float


def counted_loop(choice: Choice, facts: Facts) -> CountedLoop | None:
    """Give the loop that *choice* decides on, if constants alone tell how often; None if there is none."""
    if len(choice.choices) != 1 or choice.default is None:
        return None
    rule = choice.choices[0]
    machine = facts.machine_of(choice)
    decides = rule.next.target != choice.default.target and _comparison(rule) is not None
    if not decides or choice.name not in facts.reachability(machine).looping:
        return None  # to follow the ways of every Choice would take a large machine too long
    for first, stays in ((rule.next.target, True), (choice.default.target, False)):
        cycle = _cycle(choice, first, machine)
        guard = None if cycle is None else _guard(rule, stays=stays)
        if cycle is not None and guard is not None:
            rounds = _rounds(guard, cycle, facts)
            return None if rounds is None else CountedLoop(choice, cycle, rounds)
    return None


def _cycle(choice: Choice, first: str, machine: StateMachine) -> tuple[State, ...] | None:
    """Give the states from *choice* by *first* back to it, if there is no other way but those of catchers."""
    cycle: dict[str, State] = {choice.name: choice}
    name = first
    while name != choice.name:
        state = machine.states.get(name)
        if state is None or name in cycle:
            return None
        cycle[name] = state
        ways = {edge.target for edge in outgoing(state) if not is_caught(state, edge)}
        if len(ways) != 1:
            return None
        (name,) = ways
    return tuple(cycle.values())


def _guard(rule: ChoiceRule, *, stays: bool) -> _Guard | None:
    found = _comparison(rule)
    if found is None:
        return None
    relation = found.relation if stays else _OPPOSITES[found.relation]
    return _Guard(found.place, relation, found.limit)


def _comparison(rule: ChoiceRule) -> _Guard | None:
    match rule.condition:
        case Comparison(variable=place, operator=operator, operand=int() | float() as limit):
            is_plain = not place.of_context and len(place.names()) == len(place.steps)
            relation = _RELATIONS.get(operator)
            return _Guard(place, relation, limit) if relation is not None and is_plain else None
        case BooleanCondition(value=value) if not isinstance(value, bool):
            match = _CONDITION.fullmatch(value.text)
            return (
                _Guard(parse_path(match["place"]), match["relation"], int(match["limit"])) if match else None
            )
        case _:
            return None


def _rounds(guard: _Guard, cycle: tuple[State, ...], facts: Facts) -> int | None:
    changes = [change(state, guard.place) for state in cycle]
    steps = [each.step for each in changes if isinstance(each, Adds)]
    if len(steps) != 1 or sum(each is Sure.KEEPS for each in changes) != len(cycle) - 1:
        return None
    start = _start(guard.place, cycle, facts)
    return None if start is None else _count(guard, start, steps[0])


def _start(place: Path, cycle: tuple[State, ...], facts: Facts) -> float | None:
    """Give what the counter is when the loop is entered, which must be at its Choice."""
    machine = facts.machine_of(cycle[0])
    names = {state.name for state in cycle}
    entered = {edge.target for edge in _edges_from_outside(names, machine)} & names
    if entered != {cycle[0].name} or machine.start_at.target in names:
        return None
    known = facts.sources(machine).value_before(cycle[0].name, place, without=names)
    value = None if known is None else known.value
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _edges_from_outside(names: set[str], machine: StateMachine) -> Iterator[Next]:
    for name, state in machine.states.items():
        if name not in names:
            yield from outgoing(state)


def _count(guard: _Guard, start: float, step: int) -> int | None:
    """Give how often *start* grows by *step* until the guard holds no more; None if that never happens."""
    left = guard.limit - start
    match guard.relation:
        case "<" if step > 0:
            return max(0, math.ceil(left / step))
        case "<=" if step > 0:
            return max(0, math.floor(left / step) + 1)
        case ">" if step < 0:
            return max(0, math.ceil(left / step))
        case ">=" if step < 0:
            return max(0, math.floor(left / step) + 1)
        case "!=" if step != 0 and left / step >= 0 and left % step == 0:
            return int(left // step)
        case _:
            return None
