"""Watching data on its way through a state: what each step gave, for whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeAlias, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

Watch: TypeAlias = Callable[[str, Any], None]
"""Told what a step gave, under the step's name in the inspection data of TestState: `afterInputPath`."""


def watched(name: str, step: Callable[P, T], watch: Watch | None) -> Callable[P, T]:
    """Give a step that tells *watch* what it gives; the step itself where nobody watches."""
    if watch is None:
        return step

    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        value = step(*args, **kwargs)
        watch(name, value)
        return value

    return run
