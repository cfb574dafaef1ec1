"""Follows the definite steps of a path, those that lead to at most one value, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NoReturn, TypeAlias, assert_never, cast

from asltool.expr.jsonpath.errors import IndexOutOfBounds, PathNotFound, StepNotApplicable
from asltool.expr.jsonpath.java_text import java_text
from asltool.expr.jsonpath.steps import DefiniteStep, FromLength, Index, Member, Root, Step, fragment
from asltool.json_value import JsonObject, JsonValue
from asltool.records import record

Trail: TypeAlias = "tuple[Trail, str | int] | None"
"""The names and indexes that led to a value, last one first; None at the root."""

Link: TypeAlias = Callable[[JsonValue, Trail], "tuple[JsonValue, Trail] | None"]
"""One or more steps: from a value and its trail to the next; None where a missing member is no error."""


@record
class PathPlan:
    """A path being compiled: its steps, and what its errors say.

    Args:
        text: The path as it was written.
        steps: All of its steps.
        root: How the normalized paths in messages begin.
        counts_from_end: Whether a negative index counts from the array's end; else no array has it.
    """

    text: str
    steps: tuple[Step, ...]
    root: str = "$"
    counts_from_end: bool = True

    def place(self, trail: Trail) -> str:
        """Give the normalized path of a value, such as `$['a'][0]`."""
        parts: list[str] = []
        while trail is not None:
            trail, key = trail
            parts.append(f"['{key}']" if isinstance(key, str) else f"[{key}]")
        return self.root + "".join(reversed(parts))

    def rest(self, position: int) -> str:
        """Give the normalized text of the steps from *position* on."""
        return "".join(map(fragment, self.steps[position:]))

    def is_last(self, position: int) -> bool:
        """Tell whether the step at *position* ends the path."""
        return position == len(self.steps) - 1

    def forgives(self, position: int) -> bool:
        """Tell whether the member at *position*, not the last step, may be missing without an error.

        So it is if the step before it or any later one is indefinite; this is why `$.no[*].a` gives an empty
        array, while `$.no.a` and, after an earlier wildcard, `.no.a` fail.
        """
        return not all(isinstance(step, DefiniteStep) for step in self.steps[max(position - 1, 0) :])

    def refuse_array_step(self, position: int, node: JsonValue, trail: Trail) -> NoReturn:
        """Raise the error for an index or slice that meets *node*, which is no array.

        Raises:
            PathNotFound: *node* is null.
            StepNotApplicable: It is anything else.
        """
        if node is None:
            raise PathNotFound(self.text, f"The path {self.place(trail)} is null")
        reason = f"Filter: {self.rest(position)} can only be applied to arrays. Current context is: "
        raise StepNotApplicable(self.text, reason + java_text(node))

    def element(self, array: list[JsonValue], index: int, trail: Trail) -> JsonValue:
        """Give an element of *array*.

        Raises:
            IndexOutOfBounds: There is no such element.
        """
        if (-len(array) if self.counts_from_end else 0) <= index < len(array):
            return array[index]
        raise self.out_of_bounds(index, trail)

    def out_of_bounds(self, index: int, trail: Trail) -> IndexOutOfBounds:
        """Give the error for an index that an array does not have."""
        where = self.place((trail, index))
        return IndexOutOfBounds(self.text, f"Index out of bounds when evaluating path {where}")


def compile_run(plan: PathPlan, start: int, end: int) -> Link:
    """Compile the steps of *plan* from *start* to before *end*; all of them must be definite.

    The function raises PathNotFound, or one of its kinds, where the data does not have what the steps name.
    """
    links = [_link(plan, position) for position in range(start, end)]
    return links[0] if len(links) == 1 else _chain(links)


def _chain(links: Sequence[Link]) -> Link:
    def follow(node: JsonValue, trail: Trail) -> tuple[JsonValue, Trail] | None:
        for link in links:
            found = link(node, trail)
            if found is None:
                return None
            node, trail = found
        return node, trail

    return follow


def _link(plan: PathPlan, position: int) -> Link:
    step = cast("DefiniteStep", plan.steps[position])
    match step:
        case Member((name,)):
            return _member(plan, position, name)
        case Member(names):
            return _members(plan, position, names)
        case Index(index):
            return _index(plan, position, index)
        case FromLength(offset):
            return _from_length(plan, position, offset)
        case Root():
            return lambda node, _: (node, None)
        case _:
            assert_never(step)


def _member(plan: PathPlan, position: int, name: str) -> Link:
    is_last = plan.is_last(position)

    def follow(node: JsonValue, trail: Trail) -> tuple[JsonValue, Trail] | None:
        members = _object(plan, position, node, trail)
        here = (trail, name)
        if name in members:
            return members[name], here
        if is_last:
            raise PathNotFound(plan.text, f"No results for path: {plan.place(here)}")
        if plan.forgives(position):
            return None
        raise PathNotFound(plan.text, f"Missing property in path {plan.place(here)}")

    return follow


def _members(plan: PathPlan, position: int, names: tuple[str, ...]) -> Link:
    def follow(node: JsonValue, trail: Trail) -> tuple[JsonValue, Trail]:
        members = _object(plan, position, node, trail)
        if not plan.is_last(position):
            where = plan.place(trail) + fragment(plan.steps[position])
            reason = f"Multi properties can only be used as path leafs: {where}"
            raise StepNotApplicable(plan.text, reason)
        return {name: members[name] for name in names if name in members}, trail

    return follow


def _index(plan: PathPlan, position: int, index: int) -> Link:
    def follow(node: JsonValue, trail: Trail) -> tuple[JsonValue, Trail]:
        if not isinstance(node, list):
            plan.refuse_array_step(position, node, trail)
        return plan.element(node, index, trail), (trail, index)

    return follow


def _from_length(plan: PathPlan, position: int, offset: int) -> Link:
    def follow(node: JsonValue, trail: Trail) -> tuple[JsonValue, Trail]:
        if not isinstance(node, list):
            plan.refuse_array_step(position, node, trail)
        index = len(node) + offset
        if not 0 <= index < len(node):
            raise plan.out_of_bounds(index, trail)
        return node[index], (trail, index)

    return follow


def _object(plan: PathPlan, position: int, node: JsonValue, trail: Trail) -> JsonObject:
    """Give *node*, which must be an object for the member at *position*."""
    if isinstance(node, dict):
        return node
    reason = f"Property {fragment(plan.steps[position])} not found in path {plan.place(trail)}"
    raise PathNotFound(plan.text, reason)
