"""ASL804: a `MaxConcurrency` that is higher than the service goes."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.limits import MAX_DISTRIBUTED_CONCURRENCY, MAX_INLINE_CONCURRENCY
from asltool.model.machine import Map


@rule(
    "ASL804",
    on=Map,
    severity=Severity.INFO,
    spec="map-state",
    since="0.1",
    valid=(
        """{"StartAt": "A", "States": {
    "A": {"Type": "Map", "MaxConcurrency": 40, "End": true, "ItemProcessor": {
        "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Map", "MaxConcurrency": 1000, "End": true, "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Map", "MaxConcurrency": «100», "End": true, "ItemProcessor": {
        "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Map", "MaxConcurrency": 40, "End": true, "ItemProcessor": {
        "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Map", "MaxConcurrency": «20000», "End": true, "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}}}""",
        ),
    ),
)
def concurrency_beyond_quota(state: Map, facts: Facts) -> Iterator[Mistake]:  # noqa: ARG001 - as all rules
    """A `MaxConcurrency` above what the service runs at a time.

    Why: an inline Map runs 40 iterations at a time at most, a distributed one 10,000, whatever is written.

    Instead: count on the quota; for more than 40 at a time make the Map distributed.
    """
    quota = MAX_DISTRIBUTED_CONCURRENCY if state.is_distributed else MAX_INLINE_CONCURRENCY
    wanted = state.max_concurrency
    if isinstance(wanted, int | float) and wanted > quota:
        kind = "a distributed" if state.is_distributed else "an inline"
        message = f"{wanted:,.0f} iterations at a time; {kind} Map runs {quota:,} at most"
        yield Mistake(state.at / "MaxConcurrency", message)
