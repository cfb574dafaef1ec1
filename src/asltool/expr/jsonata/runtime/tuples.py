"""Paths that bind variables to their items: `@$v`, `#$i`, and the steps that `%` refers to."""

from __future__ import annotations

import math
from typing import Any, TypeAlias

from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.runtime.grouping import Part, Tuple, ordered
from asltool.expr.jsonata.runtime.operators import chosen
from asltool.expr.jsonata.values import UNDEFINED, TupleStream, listing
from asltool.records import record

Terms: TypeAlias = tuple[tuple[Part, bool], ...]


@record
class TupleFilter:
    """`[predicate]` in a tuple step; *number* is set if the predicate is a literal one."""

    predicate: Part | None
    number: float = 0


@record
class TupleStep:
    """One step: what it evaluates or sorts by, and what it binds."""

    part: Part | None
    terms: Terms
    stages: tuple[TupleFilter | str, ...]
    """Filters, and names that the index is bound to."""
    focus: str | None
    index: str | None
    label: str | None
    position: int


def run_tuples(
    meter: Meter, items: list[Any] | tuple[Any, ...], steps: tuple[TupleStep, ...], outer: Tuple
) -> TupleStream:
    """Take *steps* from *items* and give the last one's items with all that was bound to them.

    Args:
        meter: Of the evaluation.
        items: What the first of the steps goes over.
        steps: The steps from the first one that binds.
        outer: What an enclosing path binds to the context.

    Raises:
        JSONataError: A step fails.
    """
    stream: TupleStream | None = None
    for step in steps:
        if step.part is None:
            stream = _sorted(meter, items, stream, step)
        else:
            stream = _taken(meter, items, stream, step, outer)
        for stage in step.stages:
            if isinstance(stage, str):
                for number, each in enumerate(stream):
                    each[stage] = number
            else:
                stream = _filtered(stream, stage, outer)
    return stream if stream is not None else TupleStream()


def _sorted(
    meter: Meter, items: list[Any] | tuple[Any, ...], stream: TupleStream | None, step: TupleStep
) -> TupleStream:
    if stream is not None:
        result = ordered(meter, stream, step.terms, step.position)
        return result if type(result) is TupleStream else TupleStream(listing(result))
    rows = ordered(meter, list(items), step.terms, step.position) if len(items) > 1 else items
    return TupleStream({"@": row, **({step.index: n} if step.index else {})} for n, row in enumerate(rows))


def _taken(
    meter: Meter,
    items: list[Any] | tuple[Any, ...],
    stream: TupleStream | None,
    step: TupleStep,
    outer: Tuple,
) -> TupleStream:
    assert step.part is not None  # noqa: S101
    result = TupleStream()
    source = TupleStream({"@": item} for item in items) if stream is None else stream
    for bound in meter.items(list(source)):
        context = bound["@"]
        value = step.part(context, {**outer, **bound} if outer else bound)
        if value is UNDEFINED:
            continue
        is_stream = type(value) is TupleStream
        for number, each in enumerate(listing(value)):
            if is_stream:
                result.append({**bound, **each})
                continue
            row = dict(bound)
            if step.focus:
                row[step.focus] = each
            else:
                row["@"] = each
            if step.index:
                row[step.index] = number
            if step.label:
                row[step.label] = context
            result.append(row)
    return result


def _filtered(stream: TupleStream, stage: TupleFilter, outer: Tuple) -> TupleStream:
    count = len(stream)
    result = TupleStream()
    if stage.predicate is None:
        index = math.floor(stage.number)
        if -count <= index < count:
            result.append(stream[index])
        return result
    for number, bound in enumerate(stream):
        verdict = stage.predicate(bound["@"], {**outer, **bound} if outer else bound)
        if verdict is True:
            result.append(bound)
        elif verdict is not UNDEFINED and verdict is not False:
            result.extend([bound] * chosen(verdict, number, count))
    return result


def contexts(stream: TupleStream) -> list[Any]:
    """Give the items without what is bound to them."""
    return [bound["@"] for bound in stream]
