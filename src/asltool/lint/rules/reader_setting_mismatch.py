"""ASL707: settings of an item reader that do not fit what is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from asltool.diagnostics import Severity
from asltool.json_value import JsonObject
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Map
from asltool.source.document import Part

_READER = """{"Type": "Map", "End": true,
    "ItemReader": {%s},
    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}"""
_GET = '"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"}'
_LIST = '"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}'

_CSV_SETTINGS = ("CSVHeaderLocation", "CSVHeaders", "CSVDelimiter")
_ATHENA_TYPES = ("CSV", "JSONL", "PARQUET")

_Misfit: TypeAlias = "tuple[str, str]"
"""The setting, empty where one is missing, and what is wrong."""


@rule(
    "ASL707",
    on=Map,
    severity=Severity.WARNING,
    spec="map-state",
    since="0.1",
    needs=("ItemReader",),
    valid=(
        """{"Type": "Map", "End": true, "ItemsPath": "$.files",
    "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}""",
        _READER % (_GET + ', "ReaderConfig": {"InputType": "JSON", "ItemsPointer": "/items"}'),
        _READER % (_GET + ', "ReaderConfig": {"ManifestType": "S3_INVENTORY"}'),
        _READER % (_GET + ', "ReaderConfig": {"InputType": "CSV", "ManifestType": "ATHENA_DATA"}'),
        _READER % _LIST,
        _READER % (_LIST + ', "ReaderConfig": {"MaxItems": 10}'),
        _READER % (_LIST + ', "ReaderConfig": {"InputType": "CSV", "Transformation": "LOAD_AND_FLATTEN"}'),
        _READER % (_GET + ', "ReaderConfig": {"InputType": "${Type}", "CSVDelimiter": "TAB"}'),
    ),
    invalid=(
        Invalid(
            _READER % (_GET + ', "ReaderConfig": {"InputType": "JSON", «"CSVDelimiter"»: "TAB"}'),
            fixed=_READER % (_GET + ', "ReaderConfig": {"InputType": "CSV", "CSVDelimiter": "TAB"}'),
        ),
        Invalid(_READER % (_GET + ', "ReaderConfig": {"InputType": "CSV", «"ItemsPointer"»: "/items"}')),
        Invalid(_READER % (_GET + ', «"ReaderConfig"»: {"MaxItems": 10}')),
        Invalid(_READER.replace('"ItemReader"', '«"ItemReader"»') % _GET),
        Invalid(_READER % (_GET + ', "ReaderConfig": {"InputType": "CSV", «"Transformation"»: "NONE"}')),
        Invalid(
            _READER % (_GET + ', "ReaderConfig": {«"InputType"»: "JSON", "ManifestType": "ATHENA_DATA"}')
        ),
        Invalid(
            _READER % (_GET + ', "ReaderConfig": {«"InputType"»: "CSV", "ManifestType": "S3_INVENTORY"}')
        ),
        Invalid(_READER % (_LIST + ', "ReaderConfig": {«"InputType"»: "CSV"}')),
        Invalid(
            _READER.replace('"ItemReader"', '«"ItemReader"»')
            % '"Resource": "arn:aws:states:::s3:listObjectsV2"'
        ),
        Invalid(_READER % (_LIST + ', «"ReaderConfig"»: {"Transformation": "LOAD_AND_FLATTEN"}')),
    ),
)
def reader_setting_mismatch(state: Map, facts: Facts) -> Iterator[Mistake]:
    """A `ReaderConfig` whose settings do not fit each other, or the call that reads.

    Why: `getObject` reads one file, and must know its form; `listObjectsV2` lists files, and opens them with
    `LOAD_AND_FLATTEN` only. Settings of one form mean nothing for another. The Map fails
    (`States.ItemReaderFailed`), or reads otherwise than is meant.

    Instead: name the form of the files in `InputType`, give the settings of that form only, and say in
    `Parameters` (in JSONata: `Arguments`) what to read.
    """
    reader = state.item_reader
    if reader is None:
        return
    config = reader.at / "ReaderConfig"
    settings = facts.value(config)
    if facts.has_placeholder(config) or facts.has_placeholder(reader.at):
        return
    if reader.arguments is None:
        yield Mistake(reader.at, "the item reader does not say what to read", part=Part.KEY)
    written: JsonObject = settings if isinstance(settings, dict) else {}
    for name, message in _misfits(reader.resource.rpartition(":")[2], written):
        here = config if settings is not None else reader.at
        yield Mistake(here / name if name else here, message, part=Part.KEY)


def _misfits(call: str, settings: JsonObject) -> Iterator[_Misfit]:
    if call == "getObject":
        yield from _of_one_file(settings)
    elif call == "listObjectsV2":
        yield from _of_a_list(settings)
    form = settings.get("InputType")
    if form is None:
        return
    for name in _CSV_SETTINGS if form not in ("CSV", "MANIFEST") else ():
        if name in settings:
            yield name, f'"{name}" is for CSV files, not for {form}'
    if "ItemsPointer" in settings and form != "JSON":
        yield "ItemsPointer", f'"ItemsPointer" is for JSON files, not for {form}'


def _of_one_file(settings: JsonObject) -> Iterator[_Misfit]:
    form, manifest = settings.get("InputType"), settings.get("ManifestType")
    if "Transformation" in settings:
        yield "Transformation", '"Transformation" is for listObjectsV2, not for getObject'
    if form is None and manifest != "S3_INVENTORY":
        yield "", 'getObject needs "InputType", the form of the file'
    elif form is not None and manifest == "S3_INVENTORY":
        yield "InputType", 'an S3 inventory tells its form itself: "InputType" must not be there'
    elif manifest == "ATHENA_DATA" and form not in _ATHENA_TYPES:
        yield "InputType", f"Athena writes {', '.join(_ATHENA_TYPES)}, not {form}"


def _of_a_list(settings: JsonObject) -> Iterator[_Misfit]:
    loads = settings.get("Transformation") == "LOAD_AND_FLATTEN"
    if loads and "InputType" not in settings:
        yield "", '"LOAD_AND_FLATTEN" needs "InputType", the form of the files'
    elif not loads and "InputType" in settings:
        yield "InputType", 'listed files are opened with "Transformation": "LOAD_AND_FLATTEN" only'
