"""Items of a CSV file: an object for each row, all values texts.

AWS: maps.md 6.4; surprises.md 34.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from asltool.handlers.item_readers.content import MAX_ITEM_BYTES, failing_as_storage
from asltool.handlers.s3.objects import StorageError
from asltool.json_value import JsonObject, json_bytes

DELIMITERS = {"COMMA": ",", "PIPE": "|", "SEMICOLON": ";", "SPACE": " ", "TAB": "\t"}
"""`CSVDelimiter`."""

_MAX_HEADER_BYTES = 10 * 1024


def require_headers(headers: list[str]) -> None:
    """Check the names of the columns.

    Raises:
        StorageError: Two are the same, or they are too long together.
    """
    if len(set(headers)) < len(headers):
        raise StorageError("CSV headers cannot contain duplicates.")
    if json_bytes(list(headers)) > _MAX_HEADER_BYTES:
        raise StorageError(f"CSV headers cannot be larger than {_MAX_HEADER_BYTES} bytes.")


@failing_as_storage
def csv_items(stream: BinaryIO, delimiter: str, headers: list[str] | None) -> Iterator[JsonObject]:
    """Give each row: what is missing is an empty text, what is too much is dropped.

    Args:
        stream: The content.
        delimiter: What stands between two columns.
        headers: The names of the columns; None where the first row has them.

    Raises (while reading):
        StorageError: The names are not sound, or a field is too long.
    """
    csv.field_size_limit(MAX_ITEM_BYTES)
    with io.TextIOWrapper(cast("io.BufferedReader", stream), encoding="utf-8-sig", newline="") as text:
        rows = csv.reader(text, delimiter=delimiter, escapechar="\\")
        try:
            names = next(rows, []) if headers is None else headers
            require_headers(names)
            missing = [""] * len(names)
            for row in rows:
                yield dict(zip(names, row if len(row) >= len(names) else [*row, *missing], strict=False))
        except csv.Error as error:
            raise StorageError(f"Row {rows.line_num} cannot be read: {error}") from None
