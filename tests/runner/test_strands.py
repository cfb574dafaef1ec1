from __future__ import annotations

from collections.abc import Generator
from typing import Any

from asltool.engine.effects import Dispatch
from asltool.runner.strands import Dispatching, Strand, drop_strand, stop_work


def waiting(log: list[str], name: str) -> Generator[Any, Any, None]:
    try:
        yield
    finally:
        log.append(name)


def begun(log: list[str], name: str) -> Strand:
    steps = waiting(log, name)
    next(steps)
    return Strand(steps)


def test_dropping_a_strand_drops_all_below_it() -> None:
    log: list[str] = []
    parent, child = begun(log, "parent"), begun(log, "child")
    child.abort_work = lambda: log.append("work")
    parent.children = Dispatching(parent, Dispatch(iter(()), 1), running={0: child})

    drop_strand(parent)

    assert log == ["parent", "child", "work"]
    assert parent.is_dropped
    assert child.is_dropped


def test_work_is_stopped_once() -> None:
    log: list[str] = []
    strand = begun(log, "strand")
    strand.abort_work = lambda: log.append("work")

    stop_work(strand)
    stop_work(strand)

    assert log == ["work"]
