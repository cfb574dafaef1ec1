"""Paths of JSONPath as expressions of JSONata that mean the same."""

from __future__ import annotations

import re

from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.jsonpath.path import Index, Member, Path, Step, parse_path
from asltool.model.machine import Map, Parallel, State, Task
from asltool.source.pointer import Pointer

_NAME = re.compile(r"[A-Za-z_]\w*")
_OF_RESULT = frozenset({"Output", "Assign"})


def as_jsonata(text: str, state: State, root: Pointer) -> str | None:
    """Give the marked JSONata expression for a path; None for what is no path of names and indexes.

    Args:
        text: The path.
        state: The JSONata state that has it.
        root: The field in which it stands; what `$` means is not clear in all of them.
    """
    try:
        path = parse_path(text)
    except ExpressionSyntaxError:
        return None
    start = _start(path, state, root)
    steps = [_step(step) for step in path.steps]
    if start is None or None in steps:
        return None
    return f"{{% {start}{''.join(map(str, steps))} %}}"


def _start(path: Path, state: State, root: Pointer) -> str | None:
    if path.of_context:
        return "$states.context"
    if path.variable is not None:
        return f"${path.variable}"
    is_work = isinstance(state, Task | Parallel | Map)
    return None if is_work and root[-1] in _OF_RESULT else "$states.input"


def _step(step: Step) -> str | None:
    match step:
        case Index(index=index):
            return f"[{index}]"
        case Member(names=(name,)) if _NAME.fullmatch(name):
            return f".{name}"
        case Member(names=(name,)) if "`" not in name:
            return f".`{name}`"
        case _:
            return None
