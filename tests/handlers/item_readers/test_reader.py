from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from asltool.handlers.item_readers.reader import read_object, read_objects
from asltool.handlers.s3.objects import ReadyItems, StorageError

INVENTORY = {"destinationBucket": "arn:aws:s3:::in", "fileFormat": "CSV", "fileSchema": "Bucket, Key"}
OBJECTS: dict[str, bytes] = {
    "a.json": b"[1, 2]",
    "a.jsonl": b"1\n2\n",
    "a.csv": b"x;y\n1;2\n",
    "a.jsonl.gz": gzip.compress(b"1\n2\n"),
    "manifest.json": json.dumps({**INVENTORY, "files": [{"key": "1.csv.gz"}, {"key": "2.csv.gz"}]}).encode(),
    "1.csv.gz": gzip.compress(b'"b","k1"\n'),
    "2.csv.gz": gzip.compress(b'"b","k2"\n"b","k3"\n'),
    "unload-manifest.csv": b"s3://in/a.jsonl\ns3://in/a.jsonl.gz\n",
    "folder/": b"",
    "folder/x.json": b"[3]",
}


def open_(parameters: Any) -> Any:
    assert parameters["Bucket"] == "in"
    if parameters["Key"] not in OBJECTS:
        raise StorageError("The specified key does not exist.")
    return io.BytesIO(OBJECTS[parameters["Key"]])


def listed(parameters: Any) -> Iterator[Any]:
    return ({"Key": key} for key in sorted(OBJECTS) if key.startswith(parameters.get("Prefix", "")))


def one(key: str, **config: Any) -> list[Any]:
    return list(read_object({"Bucket": "in", "Key": key}, config, open_))


def many(prefix: str, **config: Any) -> list[Any]:
    return list(read_objects({"Bucket": "in", "Prefix": prefix}, config, listed, open_))


@pytest.mark.parametrize(
    ("key", "config", "values"),
    [
        ("a.json", {"InputType": "JSON"}, [1, 2]),
        ("a.jsonl", {"InputType": "JSONL"}, [1, 2]),
        ("a.jsonl.gz", {"InputType": "JSONL"}, [1, 2]),
        (
            "a.csv",
            {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "CSVDelimiter": "SEMICOLON"},
            [{"x": "1", "y": "2"}],
        ),
        (
            "a.csv",
            {"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["h"]},
            [{"h": "x;y"}, {"h": "1;2"}],
        ),
    ],
)
def test_an_object_is_read_in_its_form(key: str, config: dict[str, Any], values: list[Any]) -> None:
    assert one(key, **config) == [(value, None, f"S3://in/{key}") for value in values]


@pytest.mark.parametrize("config", [{"ManifestType": "S3_INVENTORY"}, {"InputType": "MANIFEST"}])
def test_an_inventory_gives_the_rows_of_its_files(config: dict[str, Any]) -> None:
    assert one("manifest.json", **config) == [
        ({"Bucket": "b", "Key": "k1"}, None, "S3://in/1.csv.gz"),
        ({"Bucket": "b", "Key": "k2"}, None, "S3://in/2.csv.gz"),
        ({"Bucket": "b", "Key": "k3"}, None, "S3://in/2.csv.gz"),
    ]


def test_a_manifest_of_athena_gives_the_items_of_its_files() -> None:
    items = one("unload-manifest.csv", ManifestType="ATHENA_DATA", InputType="JSONL")

    assert [item for item, _, _ in items] == [1, 2, 1, 2]


def test_a_listing_gives_its_entries() -> None:
    assert many("folder/") == [
        ({"Key": "folder/"}, None, "S3://in"),
        ({"Key": "folder/x.json"}, None, "S3://in"),
    ]


def test_a_listing_can_give_the_items_of_its_objects() -> None:
    items = many("folder/", Transformation="LOAD_AND_FLATTEN", InputType="JSON")

    assert items == [(3, None, "S3://in/folder/x.json")]


def test_names_of_columns_are_checked_before_anything_is_opened() -> None:
    def never(_: Any) -> Any:
        raise AssertionError("it was opened")

    config = {"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["h", "h"]}

    with pytest.raises(StorageError, match="duplicates"):
        read_object({"Bucket": "in", "Key": "a.csv"}, config, never)


def test_what_is_not_there_fails() -> None:
    with pytest.raises(StorageError, match="The specified key does not exist"):
        one("none", InputType="JSON")


@pytest.mark.parametrize(
    "parameters", [{}, {"Bucket": "in"}, {"Bucket": "in", "Key": 5}, {"Bucket": "", "Key": "k"}]
)
def test_bucket_and_key_must_be_there(parameters: dict[str, Any]) -> None:
    with pytest.raises(StorageError, match="must be a text that is not empty"):
        read_object(parameters, {"InputType": "JSON"}, open_)


def test_items_that_are_ready_are_taken_as_they_are() -> None:
    ready = ReadyItems({"rows": [1, 2]})

    items = read_object(
        {"Bucket": "in", "Key": "k"}, {"InputType": "JSON", "ItemsPointer": "/rows"}, lambda _: ready
    )

    assert list(items) == [(1, None, "S3://in/k"), (2, None, "S3://in/k")]


def test_a_manifest_must_be_content() -> None:
    with pytest.raises(StorageError, match="must be given as its content"):
        read_object({"Bucket": "in", "Key": "k"}, {"ManifestType": "S3_INVENTORY"}, lambda _: ReadyItems([]))


def test_an_object_is_closed_when_it_has_been_read() -> None:
    stream = io.BytesIO(b"[1]")

    list(read_object({"Bucket": "in", "Key": "k"}, {"InputType": "JSON"}, lambda _: stream))

    assert stream.closed
