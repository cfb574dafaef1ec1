"""Code under way: what runs, and what it runs inside.

A strand that has ended or failed counts as dropped: nothing makes it go on.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from asltool.engine.effects import Dispatch, Effect, Fork
from asltool.runner.timers import Timer

Abort: TypeAlias = Callable[[], None]
"""Stops work that goes on elsewhere."""


@dataclass(slots=True, eq=False)
class Strand:
    """Code under way: a generator of effects, and the Fork or Dispatch that it belongs to.

    One without either is an execution, and handles its own failures.
    """

    steps: Generator[Effect, Any, Any]
    parent: Join | Dispatching | None = None
    index: int = 0
    is_dropped: bool = False
    """Whether it is never to go on again."""
    children: Join | Dispatching | None = None
    abort_work: Abort | None = None
    """Stops the work that it waits for."""
    time_limit: Timer | None = None

    def finish(self) -> None:
        """Never go on again."""
        self.is_dropped = True
        if self.time_limit is not None:
            self.time_limit.cancel()


@dataclass(slots=True, eq=False)
class Join:
    """A Fork under way."""

    strand: Strand
    fork: Fork
    results: list[Any]
    next_index: int = 0
    running: dict[int, Strand] = field(default_factory=dict)
    missing: int = 0
    is_over: bool = False


@dataclass(slots=True, eq=False)
class Dispatching:
    """A Dispatch under way."""

    strand: Strand
    dispatch: Dispatch
    next_index: int = 0
    running: dict[int, Strand] = field(default_factory=dict)
    has_begun_all: bool = False
    is_over: bool = False


def drop_strand(strand: Strand) -> None:
    """Drop a strand and all that runs below it: it is never advanced again."""
    strand.finish()
    strand.steps.close()
    stop_work(strand)


def stop_work(strand: Strand) -> None:
    """Stop what a strand waits for, and all that runs below it."""
    if strand.abort_work is not None:
        strand.abort_work()
        strand.abort_work = None
    if strand.children is not None:
        drop_children(strand.children)
        strand.children = None


def drop_children(parent: Join | Dispatching) -> None:
    """Drop what a Fork or Dispatch has running."""
    for child in parent.running.values():
        drop_strand(child)
    parent.running.clear()
