"""Manifests: objects that name the objects in which the items are.

AWS: maps.md 6.4; S3 inventories, and what Athena's UNLOAD leaves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from asltool.handlers.s3.objects import StorageError
from asltool.json_value import JsonObject

_BUCKET_ARN = "arn:aws:s3:::"


def inventory_files(manifest: BinaryIO) -> tuple[list[str], Iterator[JsonObject]]:
    """Give the columns of an S3 inventory, and the parameters of GetObject for each of its files.

    Raises:
        StorageError: It is no inventory of CSV files.
    """
    try:
        content: Any = json.loads(manifest.read())
        columns = [column.strip() for column in content["fileSchema"].split(",")]
        bucket = content["destinationBucket"].removeprefix(_BUCKET_ARN)
        keys = [file["key"] for file in content["files"]]
        form = content["fileFormat"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(f"The manifest is no S3 inventory: {type(error).__name__} {error}") from None
    if form != "CSV":
        raise StorageError(f"The S3 inventory has the format {form}; only CSV can be read.")
    return columns, ({"Bucket": bucket, "Key": key} for key in keys)


def athena_files(manifest: BinaryIO) -> Iterator[JsonObject]:
    """Give the parameters of GetObject for each file that a manifest of Athena's UNLOAD names, one a line.

    Raises (while reading):
        StorageError: A line names no object.
    """
    for line in manifest.read().decode("utf-8-sig").splitlines():
        url = line.strip().strip('"')
        if not url:
            continue
        parts = urlsplit(url)
        if parts.scheme != "s3" or not parts.netloc or not parts.path.strip("/"):
            raise StorageError(f"The manifest names {url}, which is no object: s3://BUCKET/KEY")
        yield {"Bucket": parts.netloc, "Key": parts.path[1:]}
