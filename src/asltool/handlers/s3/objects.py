"""What whoever serves buckets must offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

from asltool.json_value import JsonObject, JsonValue


class StorageError(Exception):
    """A bucket or object that cannot be read or written; its text is the cause that shows."""


@dataclass(frozen=True, slots=True)
class ReadyItems:
    """What a handler gives in place of an object's content: the items, or the value that they are part of."""

    value: Iterable[JsonValue] | JsonObject


Body: TypeAlias = BinaryIO | ReadyItems
"""An object's content."""


class Objects(Protocol):
    """Reads, lists and writes objects. All may raise StorageError, also while what they gave is read."""

    def open(self, parameters: JsonObject) -> Body:
        """Open the object that GetObject's parameters name."""

    def listed(self, parameters: JsonObject) -> Iterator[JsonObject]:
        """Give what ListObjectsV2 says of each object, in all its pages."""

    def workplace(self, bucket: str) -> Path | None:
        """Give a folder for unfinished files that is near the bucket; None where any will do."""

    def put(self, bucket: str, key: str, file: Path) -> None:
        """Make a finished file an object; nobody sees it before it is whole. The file may be gone then."""
