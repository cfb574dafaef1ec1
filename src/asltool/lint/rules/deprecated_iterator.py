"""ASL704: `Iterator`, the old name of `ItemProcessor`."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Map
from asltool.source.document import Part

_INSIDE = ': {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}'


@rule(
    "ASL704",
    on=Map,
    severity=Severity.INFO,
    spec="map-state",
    since="0.1",
    needs=("Iterator",),
    valid=('{"Type": "Map", "End": true, "ItemProcessor"' + _INSIDE,),
    invalid=(
        Invalid(
            '{"Type": "Map", "End": true, «"Iterator"»' + _INSIDE,
            fixed='{"Type": "Map", "End": true, "ItemProcessor"' + _INSIDE,
        ),
    ),
)
def deprecated_iterator(state: Map, facts: Facts) -> Iterator[Mistake]:
    """A Map with `Iterator`, the deprecated name of `ItemProcessor`.

    Why: what is new, such as distributed Maps, is documented for `ItemProcessor` only.

    Instead: rename it: both mean the same.
    """
    if state.item_processor.at[-1] == "Iterator":
        at, is_safe = state.item_processor.at, state.processor_config is None
        title = 'Rename "Iterator" to "ItemProcessor"'
        fix = facts.rename_field(at, "ItemProcessor", title=title, safe=is_safe)
        yield Mistake(at, '"Iterator" is deprecated: its name is "ItemProcessor" now', part=Part.KEY, fix=fix)
