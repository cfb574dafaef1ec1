"""Items of a JSONL file: each line's value.

AWS: maps.md 6.4.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import BinaryIO, cast

from asltool.handlers.item_readers.content import MAX_ITEM_BYTES, failing_as_storage
from asltool.handlers.item_readers.json_items import refuse_constant
from asltool.handlers.s3.objects import StorageError
from asltool.json_value import JsonValue

_BOM = b"\xef\xbb\xbf"


@failing_as_storage
def line_items(stream: BinaryIO) -> Iterator[JsonValue]:
    """Give the value of each line that is not blank.

    Raises (while reading):
        StorageError: A line is no JSON, or too long.
    """
    with io.BufferedReader(cast("io.RawIOBase", stream), 256 * 1024) as lines:
        number = 0
        while line := lines.readline(MAX_ITEM_BYTES + 1):
            number += 1
            if len(line) > MAX_ITEM_BYTES:
                raise StorageError(f"Line {number} is larger than {MAX_ITEM_BYTES} bytes.")
            content = line.removeprefix(_BOM) if number == 1 else line
            if content.strip():
                yield _value(content, number)


def _value(line: bytes, number: int) -> JsonValue:
    try:
        value: JsonValue = json.loads(line, parse_constant=refuse_constant)
    except UnicodeDecodeError:
        raise
    except ValueError:
        raise StorageError(f"Line {number} is no JSON.") from None
    return value
