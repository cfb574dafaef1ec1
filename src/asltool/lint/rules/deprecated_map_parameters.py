"""ASL705: `Parameters` of a Map, the old name of `ItemSelector`."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Map
from asltool.source.document import Part

_INSIDE = """: {"item.$": "$$.Map.Item.Value"},
    "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}"""


@rule(
    "ASL705",
    on=Map,
    severity=Severity.INFO,
    spec="map-state",
    since="0.1",
    valid=('{"Type": "Map", "End": true, "ItemSelector"' + _INSIDE,),
    invalid=(
        Invalid(
            '{"Type": "Map", "End": true, «"Parameters"»' + _INSIDE,
            fixed='{"Type": "Map", "End": true, "ItemSelector"' + _INSIDE,
        ),
    ),
)
def deprecated_map_parameters(state: Map, facts: Facts) -> Iterator[Mistake]:
    """A Map with `Parameters`, the deprecated name of `ItemSelector`.

    Why: elsewhere `Parameters` is the input of one piece of work; here it is made anew for each item, which
    the new name says.

    Instead: rename it: both mean the same.
    """
    at = state.at / "Parameters"
    written = facts.value(state.at)
    if isinstance(written, dict) and "Parameters" in written and "ItemSelector" not in written:
        fix = facts.rename_field(at, "ItemSelector", title='Rename "Parameters" to "ItemSelector"', safe=True)
        yield Mistake(
            at, '"Parameters" of a Map is deprecated: its name is "ItemSelector" now', part=Part.KEY, fix=fix
        )
