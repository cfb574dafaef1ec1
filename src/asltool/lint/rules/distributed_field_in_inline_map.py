"""ASL702: a field of distributed Maps in an inline one."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Map
from asltool.source.document import Part

_FIELDS = (
    "ItemReader",
    "ItemBatcher",
    "ResultWriter",
    "ToleratedFailureCount",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath",
)
_INSIDE = '"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}'
_INLINE = '"ItemProcessor": {' + _INSIDE
_DISTRIBUTED = (
    '"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, ' + _INSIDE
)


@rule(
    "ASL702",
    on=Map,
    severity=Severity.WARNING,
    spec="map-state",
    since="0.1",
    valid=(
        '{"Type": "Map", "End": true, "MaxConcurrency": 10, ' + _INLINE,
        '{"Type": "Map", "End": true, "ToleratedFailureCount": 10, ' + _DISTRIBUTED,
    ),
    invalid=(
        Invalid(
            '{"Type": "Map", "End": true, «"ItemBatcher"»: {"MaxItemsPerBatch": 10}, ' + _INLINE,
            fixed='{"Type": "Map", "End": true, "ItemBatcher": {"MaxItemsPerBatch": 10}, ' + _DISTRIBUTED,
        ),
        Invalid(
            '{"Type": "Map", "End": true, «"ToleratedFailureCount"»: 10, "Iterator": {' + _INSIDE,
        ),
        Invalid(
            '{"Type": "Map", "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE", '
            '«"ExecutionType"»: "EXPRESS"}, ' + _INSIDE,
        ),
    ),
)
def distributed_field_in_inline_map(state: Map, facts: Facts) -> Iterator[Mistake]:
    """A field that only distributed Maps have, in a Map that is not one.

    Why: an inline Map takes its items from its input, one by one, and fails with the first that fails. AWS
    accepts the field; it is documented for distributed Maps only.

    Instead: write `"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": ...}` into `ItemProcessor`, or
    leave the field out.
    """
    written = facts.value(state.at)
    if facts.may_be_distributed(state) or not isinstance(written, dict):
        return
    for name in _FIELDS:
        if name in written:
            message = f'"{name}" is for distributed Maps, and "{state.name}" is an inline one'
            yield Mistake(state.at / name, message, part=Part.KEY)
    config = state.processor_config
    if config is not None and config.execution_type is not None:
        message = f'"ExecutionType" is for distributed Maps, and "{state.name}" is an inline one'
        yield Mistake(config.at / "ExecutionType", message, part=Part.KEY)
