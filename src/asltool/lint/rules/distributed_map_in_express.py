"""ASL709: a distributed Map in an EXPRESS state machine."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording, Invalid, Mistake, Valid, rule
from asltool.model.machine import Map

_MAP = """{"Type": "Map", "End": true, "ItemProcessor": {
    "ProcessorConfig": {"Mode": %s, "ExecutionType": "EXPRESS"},
    "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}"""


@rule(
    "ASL709",
    on=Map,
    severity=Severity.ERROR,
    since="0.1",
    needs=("ProcessorConfig",),
    aws="SCHEMA_VALIDATION_FAILED",
    valid=(_MAP % '"DISTRIBUTED"', Valid(_MAP % '"INLINE"', type="EXPRESS")),
    invalid=(Invalid(_MAP % '«"DISTRIBUTED"»', fixed=_MAP % '"INLINE"', type="EXPRESS"),),
)
def distributed_map_in_express(state: Map, facts: Facts) -> Iterator[Mistake]:
    """A distributed Map in an EXPRESS state machine.

    Why: an EXPRESS execution starts no child executions; the service does not support it.

    Instead: make the state machine a STANDARD one, whose child executions may be EXPRESS, or make the Map an
    inline one.
    """
    if facts.is_express and state.is_distributed and state.processor_config is not None:
        message = f'an EXPRESS state machine cannot have the distributed Map "{state.name}"'
        at = state.processor_config.at / "Mode"
        words = "Express state machine does not support Distributed Map"  # AWS's own are unknown
        yield Mistake(at, message, aws=AwsWording(words, at))
