"""Source for loops: over what, and how often the clock is looked at meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from asltool.expr.jsonata.codegen.writer import Writer

_FEW = 64


@contextmanager
def loop(w: Writer, item: str, source: str, *, method: str = "items", each_bytes: int = 20) -> Iterator[None]:
    """Write a loop over what *source* has; what is written meanwhile is its body.

    A body that may take long counts each turn. One that does not is bounded, with few items, by the text
    of the expression, so that these need not even be counted.

    Args:
        w: The source.
        item: The name of the item.
        source: The name of an array, or of a single item.
        method: The meter's method that tells what there is to go over.
        each_bytes: What the body builds, roughly.
    """
    size = f", {each_bytes}" if each_bytes > 20 else ""
    head = len(w.lines)
    weight = w.weight
    with w.indented(f"for {item} in m.{method}({source}{size}):"):
        turn = len(w.lines)
        yield
        is_heavy = w.weight > weight
        if is_heavy:
            w.insert(turn, ["m.steps -= 1", "if m.steps < 0: m.check()"])
    if not is_heavy:
        is_list = f"(type({source}) is list or type({source}) is Sequence)"
        few = f"{source} if {is_list} and len({source}) < {_FEW} else m.{method}({source}{size})"
        w.replace(head, f"for {item} in {few}:")
    w.weight += 1
