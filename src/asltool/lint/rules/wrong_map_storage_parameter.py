"""ASL615: a parameter of an ItemReader or ResultWriter that does not exist or is missing."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import Given, given, members, misfit, missing
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.fields import JSONPATH
from asltool.model.machine import Map
from asltool.model.shapes import Shape, ShapeKind
from asltool.parse.fields import did_you_mean
from asltool.source.document import Part

_ARN = "arn:aws:states:::"


def _shape(required: tuple[str, ...], *others: str) -> Shape:
    text = Shape(ShapeKind.STRING)
    return Shape(ShapeKind.STRUCTURE, dict.fromkeys((*required, *others), text), required)


_SHAPES = {
    "s3:getObject": _shape(("Bucket", "Key"), "VersionId", "ExpectedBucketOwner"),
    "s3:listObjectsV2": _shape(("Bucket",), "Prefix", "ExpectedBucketOwner"),
    "s3:putObject": _shape(("Bucket",), "Prefix", "ExpectedBucketOwner"),
}
"""What a Map's readers and writers take, which is less than the actions that they are named for."""


def _map(field: str, resource: str, parameters: str) -> str:
    return (
        f'{{"Type": "Map", "End": true, "{field}": {{"Resource": "arn:aws:states:::{resource}",\n'
        f'    "Parameters": {parameters}}},\n    "ItemProcessor": {{"ProcessorConfig": '
        '{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},\n'
        '    "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}}'
    )


@rule(
    "ASL615",
    on=Map,
    severity=Severity.WARNING,
    since="0.1",
    needs=("ItemReader", "ResultWriter"),
    valid=(
        _map("ItemReader", "s3:getObject", '{"Bucket": "b", "Key.$": "$.key"}'),
        _map("ItemReader", "s3:listObjectsV2", '{"${Where}": "b"}'),
        _map("ItemReader", "s3:bakePizza", "{}"),
        _map("ItemReader", "s3:getObject", '"${Where}"'),
        """{"Type": "Map", "End": true, "ResultWriter": {"WriterConfig": {"OutputType": "JSON",
    "Transformation": "NONE"}}, "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}}""",
    ),
    invalid=(
        Invalid(
            _map("ItemReader", "s3:listObjectsV2", '{"Bucket": "b", «"prefix"»: "p"}'),
            fixed=_map("ItemReader", "s3:listObjectsV2", '{"Bucket": "b", "Prefix": "p"}'),
        ),
        Invalid(_map("ItemReader", "s3:getObject", '«{"Bucket": "b"}»')),
        Invalid(_map("ItemReader", "s3:getObject", '«["b"]»')),
        Invalid(_map("ResultWriter", "s3:putObject", '{"Bucket": "b", «"Key"»: "k"}')),
        Invalid(_map("ItemReader", "s3:listObjectsV2", '{"Bucket": "b", «"bucket"»: "b"}')),
    ),
)
def wrong_map_storage_parameter(state: Map, facts: Facts) -> Iterator[Mistake]:
    """A parameter of an ItemReader or ResultWriter that does not exist, or is missing; or no object of them.

    Why: readers and writers take no more than a place in Amazon S3: `Bucket` and `Key` to read one object,
    `Bucket` and `Prefix` to read or write several.

    Instead: correct the name, or remove the parameter; write all of them as an object.
    """
    field = "Parameters" if state.query_language == JSONPATH else "Arguments"
    for part in (state.item_reader, state.result_writer):
        if part is None or part.resource is None or part.arguments is None:
            continue
        key = part.resource.removeprefix(_ARN)
        shape = _SHAPES.get(key)
        if shape is not None:
            at = part.at / field
            for found in given(facts.value(at), at, shape, key, state.query_language):
                yield from _mistakes(found, facts)


def _mistakes(found: Given, facts: Facts) -> Iterator[Mistake]:
    message = misfit(found)
    if message is not None:
        yield Mistake(found.at, message)
    names = missing(found)
    if names:
        yield Mistake(found.at, f"{found.call} needs {' and '.join(names)}")
    there = {member.name.lower() for member in members(found.value)}
    for member in found.strangers:
        at = found.at / member.key
        guess = did_you_mean(member.name, tuple(found.shape.members))
        message = f'{found.call} has no "{member.name}" here'
        if guess is None or guess.lower() in there - {member.name.lower()}:
            yield Mistake(at, message, part=Part.KEY)
        else:
            key = guess + member.key.removeprefix(member.name)
            fix = facts.rename_field(at, key, title=f'Rename it to "{key}"')
            yield Mistake(at, f'{message}; did you mean "{guess}"?', fix=fix, part=Part.KEY)
