"""ASL710: items that are chosen and not used, as an item reader gives others."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Map
from asltool.source.document import Part

_MAP = """{"Type": "Map", "End": true,%s
    "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}},
    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}"""


@rule(
    "ASL710",
    on=Map,
    severity=Severity.WARNING,
    spec="map-state",
    since="0.1",
    needs=("ItemReader",),
    valid=(
        _MAP % ' "InputPath": "$.run",',
        """{"Type": "Map", "End": true, "ItemsPath": "$.files",
    "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}""",
    ),
    invalid=(
        Invalid(_MAP % ' «"ItemsPath"»: "$.files",', fixed=_MAP % ""),
        Invalid(
            (_MAP % ' "QueryLanguage": "JSONata", «"Items"»: [1, 2],').replace("Parameters", "Arguments"),
            fixed=(_MAP % ' "QueryLanguage": "JSONata",').replace("Parameters", "Arguments"),
        ),
    ),
)
def items_beside_reader(state: Map, facts: Facts) -> Iterator[Mistake]:
    """`ItemsPath` or `Items` in a Map that has an `ItemReader`.

    Why: the reader gives the items, all that it reads. The field chooses nothing, also nothing of what is
    read; AWS accepts even a path that leads nowhere.

    Instead: remove the field; what to read of a JSON file is said by `ItemsPointer`.
    """
    written = facts.value(state.at)
    if state.item_reader is None or not isinstance(written, dict):
        return
    for name in ("ItemsPath", "Items"):
        if name in written:
            at = state.at / name
            drop = facts.remove_field(at, title=f"Remove {name}")
            related = Related(state.item_reader.at, "this gives the items", Part.KEY)
            message = f'"{name}" is not used: the item reader gives the items'
            yield Mistake(at, message, part=Part.KEY, fix=drop, related=(related,))
