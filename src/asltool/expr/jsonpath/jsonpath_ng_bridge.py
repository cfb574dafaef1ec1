"""Lowers the ends of paths onto jsonpath-ng's tree, where it gives what AWS's dialect gives.

Our parser reads every path; this module takes over behind the names and indexes that a path begins with,
and builds jsonpath-ng's nodes itself, as its text parser takes 0.6 ms a path and reads another dialect.
What goes to it is what it was found to answer alike, in values, duplicates and order, against recorded
answers of Jayway JsonPath 2.0.0 and against `walker` on generated documents (the differential test repeats
that):

- `[*]...`, wildcards only, on any value;
- `[1:3]`, `[1:]`, `[:-1]`, then wildcards, on an array;
- `[*].a.b`, one wildcard and names, then wildcards, on an array: both pass over elements without `a.b`;
- `..name` and `..*`, then wildcards, on any value.

It differs, and `walker` does the work, in: names after a slice, after `..name` or after a wildcard over an
object (jsonpath-ng passes over what is missing, AWS fails); indexes after any of these, `[0,9]` and `..[0]`
(the same); `['a','b']` (values instead of an object); `[-3:-1]`; filters (null against missing, a text
against a number, a filter on an object, the order of `&&` and `||`, regular expressions).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from asltool.expr.jsonpath.steps import Descend, Member, Slice, Step, Wildcard
from asltool.json_value import JsonValue
from asltool.records import record

if TYPE_CHECKING:
    from jsonpath_ng.jsonpath import JSONPath


MAX_STEPS = 50
"""Longer ends of paths are left to `walker`: jsonpath-ng calls itself once for every step."""


@record
class Lowered:
    """The end of a path, evaluated by jsonpath-ng."""

    find: Callable[[JsonValue], list[JsonValue]]
    arrays_only: bool
    """Whether the two agree on arrays only."""

    def fits(self, node: JsonValue) -> bool:
        """Tell whether `find` gives AWS's answer for *node*."""
        return not self.arrays_only or isinstance(node, list)


def lower(steps: tuple[Step, ...]) -> Lowered | None:
    """Lower *steps*, at least one and the first one indefinite; None where the dialects differ."""
    if len(steps) > MAX_STEPS:
        return None
    head = _head_length(steps)
    if not head or not all(isinstance(step, Wildcard) for step in steps[head:]):
        return None
    names_follow = isinstance(steps[0], Wildcard) and head > 1
    return Lowered(_finder(steps), arrays_only=names_follow or isinstance(steps[0], Slice))


def _head_length(steps: tuple[Step, ...]) -> int:
    """Count the steps that may come before the wildcards at the end; 0 if it begins with what differs."""
    match steps:
        case (Slice(start, end), *_):
            return 1 if start is None or end is None or min(start, end) >= 0 else 0
        case (Descend(), step, *_):
            return 2 if isinstance(step, Wildcard) or _is_name(step) else 0
        case (Wildcard(), *rest):
            return 1 + next((count for count, step in enumerate(rest) if not _is_name(step)), len(rest))
        case _:
            return 0


def _is_name(step: Step) -> bool:
    # jsonpath-ng takes a member named `*` for a wildcard.
    return isinstance(step, Member) and len(step.names) == 1 and step.names != ("*",)


def _finder(steps: tuple[Step, ...]) -> Callable[[JsonValue], list[JsonValue]]:
    from jsonpath_ng.jsonpath import Child, Descendants, This  # noqa: PLC0415 - slow to load

    tree: JSONPath = This()
    is_below = False
    for step in steps:
        if isinstance(step, Descend):
            is_below = True
            continue
        tree = Descendants(tree, _node(step)) if is_below else Child(tree, _node(step))
        is_below = False
    return lambda value: [datum.value for datum in tree.find(value)]


def _node(step: Step) -> JSONPath:
    from jsonpath_ng import jsonpath  # noqa: PLC0415 - slow to load

    match step:
        case Member((name,)):
            return jsonpath.Fields(name)
        case Slice(start, end):
            return jsonpath.Slice(start, end)
        case _:
            return jsonpath.Wildcard()
