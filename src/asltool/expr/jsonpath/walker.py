"""Evaluates any path as Jayway JsonPath 2.0.0 does, the errors and oddities included.

Each step is compiled to a function that is given a value and passes what it selects on to the next step's
function; the last one collects. Runs of definite steps make one function. What differs from other dialects:

- a wildcard passes over array elements in which the rest of the path is missing; over an object, in slices
  and below `..`, such an element is an error;
- a filter applies to the elements of an array, or to an object as a whole;
- `..` with an index, slice or wildcard that is not the last step applies what follows to every element.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, assert_never

from asltool.expr.jsonpath.definite import Link, PathPlan, Trail, compile_run
from asltool.expr.jsonpath.errors import CriterionFailure, PathNotFound, PathTooCostly, StepNotApplicable
from asltool.expr.jsonpath.filters import Accepts, compile_filter
from asltool.expr.jsonpath.java_text import java_text
from asltool.expr.jsonpath.steps import (
    DefiniteStep,
    Descend,
    Filter,
    FromLength,
    Index,
    Indexes,
    Member,
    Root,
    Slice,
    Step,
    Wildcard,
    is_definite,
)
from asltool.json_value import JsonValue
from asltool.records import field, record

MAX_VISITS = 2_000_000
"""Values that one evaluation may pass from step to step; a state's whole data holds fewer than 150,000."""


@record(frozen=False)
class Walk:
    """One evaluation: the root of the data, the values found so far, and the visits still allowed."""

    root: JsonValue
    values: list[JsonValue] = field(default_factory=list)
    visits_left: int = MAX_VISITS

    def count(self, visits: int) -> None:
        """Count *visits* before they are made.

        Raises:
            PathTooCostly: They are more than are left.
        """
        self.visits_left -= visits
        if self.visits_left < 0:
            raise PathTooCostly(f"the path visits more than {MAX_VISITS} values")


Visit: TypeAlias = Callable[[JsonValue, Trail, Walk], None]


def compile_walk(plan: PathPlan) -> Callable[[JsonValue], JsonValue]:
    """Compile the path to a function of the root of the data.

    It gives the value of a definite path and else a new array; it raises PathNotFound, or one of its kinds,
    where the data does not have what the path demands, and PathTooCostly beyond MAX_VISITS.
    """
    visits: dict[int, Visit] = {len(plan.steps): _collect}
    for start, end in reversed(_segments(plan.steps)):
        visits[start] = _visit(plan, start, end, visits)
    visit, definite = visits[0], is_definite(plan.steps)

    def evaluate(root: JsonValue) -> JsonValue:
        walk = Walk(root)
        visit(root, None, walk)
        return walk.values[-1] if definite else walk.values

    return evaluate


def _segments(steps: tuple[Step, ...]) -> list[tuple[int, int]]:
    """Cut the path into runs of definite steps and single other steps; what follows a `..` stands alone."""
    segments: list[tuple[int, int]] = []
    start = 0
    while start < len(steps):
        end = start + 1
        if isinstance(steps[start], DefiniteStep) and not (start and isinstance(steps[start - 1], Descend)):
            while end < len(steps) and isinstance(steps[end], DefiniteStep):
                end += 1
        segments.append((start, end))
        start = end
    return segments


def _collect(node: JsonValue, _: Trail, walk: Walk) -> None:
    walk.values.append(node)


def _visit(plan: PathPlan, start: int, end: int, visits: dict[int, Visit]) -> Visit:
    """Compile one segment; *visits* has what goes on from each later one."""
    then = visits[end]
    match plan.steps[start]:
        case Wildcard():
            return _all(then)
        case Indexes(indexes):
            return _elements(plan, start, lambda _: indexes, then)
        case Slice(first, last):
            return _elements(plan, start, lambda length: _slice(first, last, length), then)
        case Filter() as step:
            return _filter(plan, start, compile_filter(step, plan), then)
        case Descend():
            return _descend(plan, start, visits)
        case _:
            return _follow(compile_run(plan, start, end), then)


def _follow(link: Link, then: Visit) -> Visit:
    def visit(node: JsonValue, trail: Trail, walk: Walk) -> None:
        found = link(node, trail)
        if found is not None:
            then(*found, walk)

    return visit


def _all(then: Visit) -> Visit:
    tolerant = _passing_over(then)

    def visit(node: JsonValue, trail: Trail, walk: Walk) -> None:
        if isinstance(node, dict):
            walk.count(len(node))
            for name, value in node.items():
                then(value, (trail, name), walk)
        elif isinstance(node, list):
            walk.count(len(node))
            for index, item in enumerate(node):
                tolerant(item, (trail, index), walk)

    return visit


def _passing_over(then: Visit) -> Visit:
    """Give *then* without its errors for what is missing; what it found before one is kept."""

    def visit(node: JsonValue, trail: Trail, walk: Walk) -> None:
        try:
            then(node, trail, walk)
        except (StepNotApplicable, CriterionFailure):
            raise
        except PathNotFound:
            return

    return visit


def _elements(plan: PathPlan, position: int, chosen: Callable[[int], Sequence[int]], then: Visit) -> Visit:
    def visit(node: JsonValue, trail: Trail, walk: Walk) -> None:
        if not isinstance(node, list):
            plan.refuse_array_step(position, node, trail)
        for index in chosen(len(node)):
            walk.count(1)
            then(plan.element(node, index, trail), (trail, index), walk)

    return visit


def _slice(first: int | None, last: int | None, length: int) -> Sequence[int]:
    """Give the indexes of a slice of an array; only a slice open at one side counts from the array's end."""
    if first is not None and last is not None:
        return range(first, min(last, length)) if length else ()
    return range(length)[first:last]


def _filter(plan: PathPlan, position: int, accepts: Accepts, then: Visit) -> Visit:
    def visit(node: JsonValue, trail: Trail, walk: Walk) -> None:
        if isinstance(node, dict):
            if accepts(node, walk.root):
                then(node, trail, walk)
        elif isinstance(node, list):
            walk.count(len(node))
            for index, item in enumerate(node):
                if accepts(item, walk.root):
                    then(item, (trail, index), walk)
        else:
            reason = f"Filter: {plan.rest(position)} can not be applied to primitives. Current context is: "
            raise StepNotApplicable(plan.text, reason + java_text(node))

    return visit


def _descend(plan: PathPlan, position: int, visits: dict[int, Visit]) -> Visit:
    fits = _fits(plan, position + 1)
    at_object = visits[position + 1]
    at_array = at_object if plan.is_last(position + 1) else _each(visits[position + 2])

    def visit(node: JsonValue, trail: Trail, walk: Walk) -> None:
        # A stack of its own, as documents can be nested deeper than Python's.
        stack = [(node, trail)]
        while stack:
            node, trail = stack.pop()
            if isinstance(node, dict):
                if fits(node, walk.root):
                    at_object(node, trail, walk)
                walk.count(len(node))
                stack += [(node[name], (trail, name)) for name in reversed(node)]
            elif isinstance(node, list):
                if fits(node, walk.root):
                    at_array(node, trail, walk)
                walk.count(len(node))
                stack += [(node[index], (trail, index)) for index in reversed(range(len(node)))]

    return visit


def _each(then: Visit) -> Visit:
    def visit(node: JsonValue, trail: Trail, walk: Walk) -> None:
        for index, item in enumerate(node if isinstance(node, list) else ()):
            then(item, (trail, index), walk)

    return visit


def _fits(plan: PathPlan, position: int) -> Accepts:
    """Give what tells whether the step at *position* is applied to a container that `..` comes to."""
    match plan.steps[position]:
        case Member(names):
            return lambda node, _: isinstance(node, dict) and all(name in node for name in names)
        case Index() | FromLength() | Indexes() | Slice():
            return lambda node, _: isinstance(node, list)
        case Wildcard():
            return lambda _, __: True
        case Filter() as step:
            return compile_filter(step, plan)
        case Descend() | Root():
            return lambda _, __: False
        case step:
            assert_never(step)
