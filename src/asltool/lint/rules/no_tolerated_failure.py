"""ASL703: a distributed Map that fails with its first item."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Map
from asltool.source.document import Part

_DISTRIBUTED = """"ItemProcessor": {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}"""


@rule(
    "ASL703",
    on=Map,
    severity=Severity.INFO,
    spec="map-state",
    since="0.1",
    needs=("ProcessorConfig",),
    valid=(
        '{"Type": "Map", "End": true, "ToleratedFailurePercentage": 5, ' + _DISTRIBUTED,
        '{"Type": "Map", "End": true, "ToleratedFailureCountPath": "$.most", ' + _DISTRIBUTED,
        """{"Type": "Map", "End": true, "ItemProcessor": {
    "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}""",
    ),
    invalid=(
        Invalid(
            '{"StartAt": "A", "States": {«"A"»: {"Type": "Map", "End": true, ' + _DISTRIBUTED + "}}",
            fixed='{"StartAt": "A", "States": {"A": {"Type": "Map", "End": true, "ToleratedFailureCount": 9, '
            + _DISTRIBUTED
            + "}}",
        ),
    ),
)
def no_tolerated_failure(state: Map, _facts: Facts) -> Iterator[Mistake]:
    """A distributed Map without `ToleratedFailureCount` and `ToleratedFailurePercentage`.

    Why: the first of perhaps a million items that fails makes the whole Map fail and stops the others.

    Instead: say how many items, or how many of a hundred, may fail.
    """
    tolerated = (state.tolerated_failure_count, state.tolerated_failure_percentage)
    if state.is_distributed and tolerated == (None, None):
        message = f'one failing item makes the distributed Map "{state.name}" fail'
        yield Mistake(state.at, message, part=Part.KEY)
