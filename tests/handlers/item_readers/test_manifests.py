from __future__ import annotations

import io
import json
from typing import Any

import pytest

from asltool.handlers.item_readers.manifests import athena_files, inventory_files
from asltool.handlers.s3.objects import StorageError

INVENTORY = {
    "sourceBucket": "src",
    "destinationBucket": "arn:aws:s3:::dest",
    "version": "2016-11-30",
    "fileFormat": "CSV",
    "fileSchema": "Bucket, Key, Size",
    "files": [{"key": "data/1.csv.gz", "size": 3, "MD5checksum": "x"}],
}


def inventory(**changes: Any) -> io.BytesIO:
    return io.BytesIO(json.dumps(INVENTORY | changes).encode())


def test_an_inventory_names_its_columns_and_files() -> None:
    columns, files = inventory_files(inventory())

    assert columns == ["Bucket", "Key", "Size"]
    assert list(files) == [{"Bucket": "dest", "Key": "data/1.csv.gz"}]


@pytest.mark.parametrize("changes", [{"fileFormat": "ORC"}, {"files": None}, {"fileSchema": 3}])
def test_what_is_no_inventory_of_csv_files_fails(changes: dict[str, Any]) -> None:
    with pytest.raises(StorageError, match="inventory"):
        inventory_files(inventory(**changes))


def test_what_is_no_json_is_no_inventory() -> None:
    with pytest.raises(StorageError, match="The manifest is no S3 inventory"):
        inventory_files(io.BytesIO(b"Bucket,Key"))


def test_athena_names_a_file_a_line() -> None:
    manifest = io.BytesIO(b's3://b/path/1.gz\n"s3://b/path/2.gz"\n\n')

    assert list(athena_files(manifest)) == [
        {"Bucket": "b", "Key": "path/1.gz"},
        {"Bucket": "b", "Key": "path/2.gz"},
    ]


@pytest.mark.parametrize("line", [b"path/1.gz", b"https://b/1", b"s3://b/"])
def test_a_line_that_names_no_object_fails(line: bytes) -> None:
    with pytest.raises(StorageError, match="is no object"):
        list(athena_files(io.BytesIO(line)))
