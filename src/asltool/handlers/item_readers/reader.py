"""Reads the items that a distributed Map asks for: of one object, of many, or a list of objects.

AWS: maps.md 6.4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from asltool.engine.effects import ReadItem
from asltool.handlers.item_readers.content import unpacked
from asltool.handlers.item_readers.csv_items import DELIMITERS, csv_items, require_headers
from asltool.handlers.item_readers.json_items import items_of, json_items
from asltool.handlers.item_readers.line_items import line_items
from asltool.handlers.item_readers.manifests import athena_files, inventory_files
from asltool.handlers.item_readers.parquet_items import parquet_items
from asltool.handlers.s3.objects import Body, ReadyItems, StorageError
from asltool.json_value import JsonObject

Open = Callable[[JsonObject], Body]
"""Opens the object that GetObject's parameters name."""

Listed = Callable[[JsonObject], Iterator[JsonObject]]
"""Gives the entries that ListObjectsV2's parameters ask for."""


@dataclass(frozen=True, slots=True)
class ReaderConfig:
    """The form of what is read."""

    input_type: str
    pointer: str
    delimiter: str
    headers: list[str] | None
    """None where the first row has them."""

    @classmethod
    def of(cls, config: JsonObject) -> ReaderConfig:
        """Read `ReaderConfig`.

        Raises:
            StorageError: The names of the columns are not sound.
        """
        headers = None
        if config.get("CSVHeaderLocation") == "GIVEN":
            headers = cast("list[str]", config.get("CSVHeaders") or [])
            require_headers(headers)
        return cls(
            input_type=str(config.get("InputType", "JSON")),
            pointer=str(config.get("ItemsPointer") or ""),
            delimiter=DELIMITERS[str(config.get("CSVDelimiter", "COMMA"))],
            headers=headers,
        )


def read_objects(
    parameters: JsonObject, config: JsonObject, listed: Listed, open_: Open
) -> Iterator[ReadItem]:
    """Give the objects that a listing names, or with LOAD_AND_FLATTEN the items of each.

    Raises (also while reading):
        StorageError: They cannot be listed or read.
    """
    bucket = _text(parameters, "Bucket")
    entries = listed(parameters)
    if config.get("Transformation") != "LOAD_AND_FLATTEN":
        return ((entry, None, f"S3://{bucket}") for entry in entries)
    form = ReaderConfig.of(config)
    owner = {name: value for name, value in parameters.items() if name == "ExpectedBucketOwner"}
    # a "folder" has no content, so no items
    keys = (str(entry["Key"]) for entry in entries if not str(entry["Key"]).endswith("/"))
    return _items_of_all(({"Bucket": bucket, "Key": key, **owner} for key in keys), form, open_)


def read_object(parameters: JsonObject, config: JsonObject, open_: Open) -> Iterator[ReadItem]:
    """Give the items of an object, or of the objects that it names as a manifest.

    Raises (also while reading):
        StorageError: It cannot be read.
    """
    bucket, key = _text(parameters, "Bucket"), _text(parameters, "Key")
    form = ReaderConfig.of(config)
    manifest = config.get("ManifestType")
    if manifest == "S3_INVENTORY" or form.input_type == "MANIFEST":
        columns, files = inventory_files(_content(open_(parameters), key))
        form = ReaderConfig("CSV", "", ",", columns)
        return _items_of_all(files, form, open_)
    if manifest == "ATHENA_DATA":
        return _items_of_all(athena_files(_content(open_(parameters), key)), form, open_)
    return _items_of(open_(parameters), bucket, key, form)


def _items_of_all(objects: Iterator[JsonObject], form: ReaderConfig, open_: Open) -> Iterator[ReadItem]:
    for parameters in objects:
        yield from _items_of(open_(parameters), str(parameters["Bucket"]), str(parameters["Key"]), form)


def _items_of(body: Body, bucket: str, key: str, form: ReaderConfig) -> Iterator[ReadItem]:
    source = f"S3://{bucket}/{key}"
    if isinstance(body, ReadyItems):
        return ((item, name, source) for item, name in items_of(body.value, form.pointer))
    stream = body if form.input_type == "PARQUET" else unpacked(body, key)
    return _closing(body, _parsed(stream, form, source))


def _parsed(stream: BinaryIO, form: ReaderConfig, source: str) -> Iterator[ReadItem]:
    match form.input_type:
        case "CSV":
            return ((row, None, source) for row in csv_items(stream, form.delimiter, form.headers))
        case "JSONL":
            return ((item, None, source) for item in line_items(stream))
        case "PARQUET":
            return ((row, None, source) for row in parquet_items(stream))
        case _:
            return ((item, name, source) for item, name in json_items(stream, form.pointer))


def _closing(stream: BinaryIO, items: Iterator[ReadItem]) -> Iterator[ReadItem]:
    try:
        yield from items
    finally:
        stream.close()


def _content(body: Body, key: str) -> BinaryIO:
    if isinstance(body, ReadyItems):
        raise StorageError(f"The manifest {key} must be given as its content.")
    return unpacked(body, key)


def _text(parameters: JsonObject, name: str) -> str:
    value = parameters.get(name)
    if not isinstance(value, str) or not value:
        raise StorageError(f"The parameter {name} must be a text that is not empty.")
    return value
