"""Objects that handlers and mocks give: `s3:getObject`, `s3:listObjectsV2` and `s3:putObject` of a map run.

A handler gets the parameters of the call. For `s3:getObject` it returns the content (bytes, text, a path, an
open file, or a response with such a `Body`), or else the items themselves: a JSON value, or any iterable. For
`s3:listObjectsV2` it returns the objects' entries, or a response with `Contents`. For `s3:putObject` it gets
the file's text as `Body`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from asltool.errors import AsltoolError, TaskError
from asltool.handlers.handler import Reply
from asltool.handlers.s3.objects import Body, ReadyItems, StorageError
from asltool.json_value import JsonObject

CallHandler = Callable[[str, JsonObject], Any]
"""Calls the handler of an action of S3 with its parameters."""


@dataclass(frozen=True, slots=True)
class HandledObjects:
    """Objects that handlers give."""

    call: CallHandler

    def open(self, parameters: JsonObject) -> Body:
        """Give what the handler of `s3:getObject` returns."""
        return _body(self._answer("getObject", parameters))

    def listed(self, parameters: JsonObject) -> Iterator[JsonObject]:
        """Give the entries that the handler of `s3:listObjectsV2` returns."""
        answer = self._answer("listObjectsV2", parameters)
        entries = answer.get("Contents", []) if isinstance(answer, dict) else answer
        if not isinstance(entries, Iterable) or isinstance(entries, str):
            raise AsltoolError(f"a handler of s3:listObjectsV2 must return entries, not {entries!r}")
        return map(listed_entry, entries)

    def workplace(self, bucket: str) -> Path | None:  # noqa: ARG002 - as the protocol has it
        """Any folder will do."""
        return None

    def put(self, bucket: str, key: str, file: Path) -> None:
        """Call the handler of `s3:putObject`."""
        self._answer("putObject", {"Bucket": bucket, "Key": key, "Body": file.read_text(encoding="utf-8")})

    def _answer(self, action: str, parameters: JsonObject) -> Any:
        try:
            answer = self.call(action, parameters)
            if isinstance(answer, Reply):
                if answer.failure is not None:
                    raise answer.failure
                return answer.result
        except TaskError as error:
            raise StorageError(str(error.cause or error.error or error)) from None
        return answer


def listed_entry(entry: Any) -> JsonObject:
    """Give an object's entry as listings of Step Functions have it, from one as S3 has it.

    AWS: surprises.md 36; `Etag`, and no other members.
    """
    if not isinstance(entry, dict) or "Key" not in entry:
        raise AsltoolError(f"an entry of s3:listObjectsV2 must be an object with a Key, not {entry!r}")
    modified = entry.get("LastModified", 0)
    return {
        "Etag": entry.get("ETag", entry.get("Etag", "")),
        "LastModified": int(modified.timestamp()) if isinstance(modified, datetime) else modified,
        "Key": entry["Key"],
        "Size": entry.get("Size", 0),
        "StorageClass": entry.get("StorageClass", "STANDARD"),
    }


def _body(answer: Any) -> Body:
    if isinstance(answer, dict) and "Body" in answer:
        answer = answer["Body"]
    if isinstance(answer, str):
        return io.BytesIO(answer.encode())
    if isinstance(answer, (bytes, bytearray)):
        return io.BytesIO(answer)
    if isinstance(answer, Path):
        try:
            return answer.open("rb")
        except OSError as error:
            raise StorageError(f"{answer}: {error.strerror or error}") from None
    if hasattr(answer, "read"):
        return cast("BinaryIO", answer)
    if isinstance(answer, Iterable):
        return ReadyItems(answer)
    raise AsltoolError(f"a handler of s3:getObject must return content or items, not {answer!r}")
