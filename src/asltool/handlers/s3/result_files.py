"""The files that a result writer leaves: written aside, and published when they are whole, the manifest last.

AWS: maps.md 6.6.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from asltool.engine.errors import StatesError
from asltool.handlers.s3.folders import workplace_in
from asltool.handlers.s3.objects import Objects, StorageError
from asltool.json_value import JsonObject, JsonValue, json_text
from asltool.model.error_handling import RESULT_WRITER_FAILED

MAX_FILE_BYTES = 5 * 1024**3
"""AWS: maps.md 6.6; the next file begins where this one would grow larger."""

_KINDS = ("FAILED", "PENDING", "SUCCEEDED")
_FRAMES = {"json": (b"[", b",", b"]"), "jsonl": (b"", b"\n", b"\n")}
"""What stands before the first record, between two and after the last one, by the files' suffix."""


@dataclass(slots=True)
class ResultFiles:
    """The results of one map run, as files; meets the protocol `ResultSink`.

    Args:
        objects: Who keeps them.
        bucket: Where they go.
        prefix: What their keys begin with: the writer's prefix and the run's id.
        suffix: "json" for files that are one array each, "jsonl" for one record a line.
    """

    objects: Objects
    bucket: str
    prefix: str
    suffix: str
    max_bytes: int = MAX_FILE_BYTES
    _folder: Path | None = None
    _files: dict[str, list[_File]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})

    @property
    def manifest_key(self) -> str:
        """The key of the manifest."""
        return f"{self.prefix}/manifest.json"

    def open(self) -> None:
        """Make ready to write.

        Raises:
            StatesError: There is no such place, or it cannot be written to.
        """
        with _telling():
            near = self.objects.workplace(self.bucket)
            if near is None:
                self._folder = Path(tempfile.mkdtemp(prefix="asltool-results-"))
            else:
                self._folder = workplace_in(near, self.prefix.rpartition("/")[2])
                self._folder.mkdir()

    def write(self, kind: str, text: str) -> None:
        """Add a record.

        Raises:
            StatesError: It cannot be written.
        """
        assert self._folder is not None  # noqa: S101 - it is opened first
        record = text.encode("utf-8", "surrogatepass")
        files = self._files[kind]
        with _telling():
            if not files or files[-1].has_no_room_for(record, self.max_bytes):
                if files:
                    files[-1].finish()
                name = f"{kind}_{len(files)}.{self.suffix}"
                files.append(_File.begin(self._folder / name, self.suffix))
            files[-1].add(record)

    def publish(self, map_run_arn: str) -> None:
        """Make the files objects, and the manifest when all of them are.

        Raises:
            StatesError: One of them cannot be written.
        """
        assert self._folder is not None  # noqa: S101 - it is opened first
        listed: JsonObject = {}
        with _telling():
            for kind in _KINDS:
                entries: list[JsonValue] = []
                for file in self._files[kind]:
                    size = file.finish()
                    key = f"{self.prefix}/{file.path.name}"
                    self.objects.put(self.bucket, key, file.path)
                    entries.append({"Key": key, "Size": size})
                listed[kind] = entries
            manifest = self._folder / "manifest.json"
            content: JsonObject = {
                "DestinationBucket": self.bucket,
                "MapRunArn": map_run_arn,
                "ResultFiles": listed,
            }
            manifest.write_text(json_text(content), encoding="utf-8")
            self.objects.put(self.bucket, self.manifest_key, manifest)

    def discard(self) -> None:
        """Leave nothing behind of what is not published."""
        for files in self._files.values():
            for file in files:
                file.abandon()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


@dataclass(slots=True)
class _File:
    """One file under way."""

    path: Path
    stream: BinaryIO
    between: bytes
    end: bytes
    size: int
    is_empty: bool = True

    @classmethod
    def begin(cls, path: Path, suffix: str) -> _File:
        start, between, end = _FRAMES[suffix]
        stream = path.open("wb")
        stream.write(start)
        return cls(path, stream, between, end, len(start))

    def has_no_room_for(self, record: bytes, max_bytes: int) -> bool:
        return self.size + len(self.between) + len(record) + len(self.end) > max_bytes

    def add(self, record: bytes) -> None:
        if not self.is_empty:
            self.size += self.stream.write(self.between)
        self.size += self.stream.write(record)
        self.is_empty = False

    def finish(self) -> int:
        """Give the size of the whole file."""
        if not self.stream.closed:
            self.size += self.stream.write(self.end)
            self.stream.close()
        return self.size

    def abandon(self) -> None:
        """Let go of a file that will not be finished: what cannot be written any more does not matter."""
        try:
            self.stream.close()
        except OSError:
            return


@contextmanager
def _telling() -> Iterator[None]:
    """Turn what goes wrong into the failure of the map run."""
    try:
        yield
    except StorageError as error:
        raise StatesError(RESULT_WRITER_FAILED, str(error)) from None
    except OSError as error:
        raise StatesError(RESULT_WRITER_FAILED, f"cannot write results: {error.strerror or error}") from None
