"""ASL701: a `MaxConcurrency` that a Map never reaches."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.limits import MAX_DISTRIBUTED_CONCURRENCY, MAX_INLINE_CONCURRENCY
from asltool.model.machine import Map

_INSIDE = '"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}'
_INLINE = '"ItemProcessor": {' + _INSIDE
_DISTRIBUTED = (
    '"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, ' + _INSIDE
)


@rule(
    "ASL701",
    on=Map,
    severity=Severity.INFO,
    spec="map-state",
    since="0.1",
    valid=(
        '{"Type": "Map", "End": true, "MaxConcurrency": 40, ' + _INLINE,
        '{"Type": "Map", "End": true, "MaxConcurrency": 1000, ' + _DISTRIBUTED,
    ),
    invalid=(
        Invalid(
            '{"Type": "Map", "End": true, "MaxConcurrency": «1000», ' + _INLINE,
            fixed='{"Type": "Map", "End": true, "MaxConcurrency": 1000, ' + _DISTRIBUTED,
        ),
        Invalid('{"Type": "Map", "End": true, "MaxConcurrency": «20000», ' + _DISTRIBUTED),
    ),
)
def concurrency_beyond_limit(state: Map, _facts: Facts) -> Iterator[Mistake]:
    """A `MaxConcurrency` above what a Map of its mode ever runs at a time.

    Why: an inline Map runs 40 iterations at a time, a distributed one 10,000 child executions; the others
    wait for their turn.

    Instead: lower the number, or make the Map a distributed one.
    """
    wanted = state.max_concurrency
    most = MAX_DISTRIBUTED_CONCURRENCY if state.is_distributed else MAX_INLINE_CONCURRENCY
    if isinstance(wanted, int | float) and wanted > most:
        mode = "a distributed" if state.is_distributed else "an inline"
        message = f"{mode} Map runs {most:,} items at a time at most, not {wanted:,}"
        yield Mistake(state.at / "MaxConcurrency", message)
