"""ASL708: an item reader or result writer with a call that it cannot make."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Map
from asltool.model.resource import readable_resource_of
from asltool.source.pointer import Pointer

_MAP = """{"Type": "Map", "End": true,
    "%s": {"Resource": %s, "Parameters": {"Bucket": "b"}},
    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}"""

_READS = ("s3:getObject", "s3:listObjectsV2")
_WRITES = ("s3:putObject",)


@rule(
    "ASL708",
    on=Map,
    severity=Severity.WARNING,
    spec="map-state",
    since="0.1",
    needs=("ItemReader", "ResultWriter"),
    valid=(
        _MAP % ("ItemReader", '"arn:aws:states:::s3:listObjectsV2"'),
        _MAP % ("ResultWriter", '"arn:${AWS::Partition}:states:::s3:putObject"'),
        _MAP % ("ItemReader", '"${Reader}"'),
    ),
    invalid=(
        Invalid(
            _MAP % ("ItemReader", '«"arn:aws:states:::s3:listObjects"»'),
            fixed=_MAP % ("ItemReader", '"arn:aws:states:::s3:listObjectsV2"'),
        ),
        Invalid(_MAP % ("ResultWriter", '«"arn:aws:states:::aws-sdk:s3:putObject"»')),
    ),
)
def unfit_map_resource(state: Map, _facts: Facts) -> Iterator[Mistake]:
    """An `ItemReader` or `ResultWriter` with another `Resource` than those that there are.

    Why: a distributed Map reads with `s3:getObject` or `s3:listObjectsV2` and writes with `s3:putObject`. It
    has no other calls.

    Instead: use one of these, or read and write in tasks.
    """
    reader, writer = state.item_reader, state.result_writer
    if reader is not None:
        yield from _mistakes(reader.resource, _READS, reader.at / "Resource")
    if writer is not None and writer.resource is not None:
        yield from _mistakes(writer.resource, _WRITES, writer.at / "Resource")


def _mistakes(text: str, known: tuple[str, ...], at: Pointer) -> Iterator[Mistake]:
    resource = readable_resource_of(text)
    if resource is not None and resource.key not in known:
        shown = " or ".join(f'"arn:aws:states:::{key}"' for key in known)
        yield Mistake(at, f'a Map cannot call "{text}" here; it calls {shown}')
