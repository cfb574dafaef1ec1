"""Items of a Parquet file: an object for each row.

AWS: maps.md 6.4. What JSON has no type for becomes text: instants and dates as ISO 8601, bytes as Base64,
decimal numbers digit by digit.
"""

from __future__ import annotations

import base64
import datetime as dt
import math
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from shutil import copyfileobj
from typing import Any, BinaryIO, cast

from asltool.handlers.item_readers.content import failing_as_storage, missing_extra
from asltool.handlers.s3.objects import StorageError
from asltool.json_value import JsonValue

_MAX_GROUP_BYTES = 256 * 1024**2
_MAX_FOOTER_BYTES = 5 * 1024**2
_ROWS_AT_A_TIME = 1024


@failing_as_storage
def parquet_items(stream: BinaryIO) -> Iterator[JsonValue]:
    """Give each row.

    Raises (while reading):
        StorageError: The file is no Parquet, or has parts that are too large.
        AsltoolError: pyarrow is not installed.
    """
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise missing_extra("Parquet", "parquet") from None
    try:
        with _seekable(stream) as content:
            file = parquet.ParquetFile(content)
            _require_size(file.metadata)
            for batch in file.iter_batches(batch_size=_ROWS_AT_A_TIME):
                for row in batch.to_pylist():
                    yield _as_json(row)
    except ArrowException as error:
        raise StorageError(f"The content is no Parquet: {' '.join(str(error).split())}") from None


def _seekable(stream: BinaryIO) -> BinaryIO:
    """Give content that can be read at any place, for Parquet begins at its end."""
    if stream.seekable():
        return stream
    copy = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - whoever reads it closes it
    copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def _require_size(metadata: Any) -> None:
    if metadata.serialized_size > _MAX_FOOTER_BYTES:
        raise StorageError(f"The Parquet footer is larger than {_MAX_FOOTER_BYTES} bytes.")
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    if any(group.total_byte_size > _MAX_GROUP_BYTES for group in groups):
        raise StorageError(f"A Parquet row group is larger than {_MAX_GROUP_BYTES} bytes.")


def _as_json(value: Any) -> JsonValue:
    match value:
        case dict():
            return {str(key): _as_json(member) for key, member in value.items()}
        case list() | tuple():
            return [_as_json(item) for item in value]
        case float() if not math.isfinite(value):
            return None
        case None | bool() | int() | float() | str():
            return value
        case bytes():
            return base64.b64encode(value).decode()
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return str(value)
