"""Local folders that stand for buckets, so that maps run without any service.

A key is a path below the bucket's folder. Nothing outside of it is read or written.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from asltool.errors import AsltoolError
from asltool.handlers.s3.objects import StorageError
from asltool.json_value import JsonObject

ANY_BUCKET = "*"
"""Stands for all buckets that have no folder of their own: each is the folder of its name in this one."""

_HIDDEN = ".asltool-"
_LARGE_BYTES = 8 * 1024**2
_NO_BUCKET = "The specified bucket does not exist"
_NO_KEY = "The specified key does not exist."


@dataclass(frozen=True, slots=True)
class Folders:
    """Buckets by name, each with its folder; and `file://` names of folders that lie in one of them."""

    folders: Mapping[str, Path]

    def serves(self, bucket: str) -> bool:
        """Tell whether a bucket has a folder.

        Raises:
            AsltoolError: It is a `file://` name outside all folders that may be used.
        """
        return self._folder_of(bucket) is not None

    def _folder_of(self, bucket: str) -> Path | None:
        if bucket.startswith("file:"):
            return self._allowed(bucket)
        folder = self.folders.get(bucket)
        if folder is None and ANY_BUCKET in self.folders and _is_name(bucket):
            folder = self.folders[ANY_BUCKET] / bucket
        return folder

    def _allowed(self, url: str) -> Path:
        from urllib.request import url2pathname  # noqa: PLC0415 - slow to load

        folder = Path(url2pathname(urlsplit(url).path)).resolve()
        if not any(folder.is_relative_to(allowed.resolve()) for allowed in self.folders.values()):
            raise AsltoolError(
                f"{url} is in no folder that may be used: allow it with s3={{BUCKET: FOLDER}}, "
                "on the command line --s3 BUCKET=FOLDER"
            )
        return folder

    def _bucket(self, bucket: str) -> Path:
        folder = self._folder_of(bucket)
        if folder is None or not folder.is_dir():
            raise StorageError(_NO_BUCKET)
        return folder

    def _path(self, bucket: str, key: str) -> Path:
        folder = self._bucket(bucket).resolve()
        path = (folder / key).resolve()
        if not path.is_relative_to(folder) or path == folder:
            raise StorageError(_NO_KEY)
        return path

    def open(self, parameters: JsonObject) -> BinaryIO:
        """Open the file that a key names."""
        path = self._path(str(parameters["Bucket"]), str(parameters["Key"]))
        if not path.is_file():
            raise StorageError(_NO_KEY)
        with _told(path):
            return path.open("rb")

    def listed(self, parameters: JsonObject) -> Iterator[JsonObject]:
        """Give each file in the order of the keys, as S3 does."""
        folder = self._bucket(str(parameters["Bucket"]))
        prefix = str(parameters.get("Prefix") or "")
        for key, path in sorted(_files(folder)):
            if key.startswith(prefix):
                with _told(path):
                    status = path.stat()
                    digest = _digest(path, status)
                yield {
                    "Etag": f'"{digest}"',
                    "LastModified": int(status.st_mtime),
                    "Key": key,
                    "Size": status.st_size,
                    "StorageClass": "STANDARD",
                }

    def workplace(self, bucket: str) -> Path | None:
        """Give the bucket's own folder: from there, finished files need not be copied."""
        return self._bucket(bucket)

    def put(self, bucket: str, key: str, file: Path) -> None:
        """Move a file to its key; it appears there whole or not at all."""
        path = self._path(bucket, key)
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            file.replace(path)


def _is_name(bucket: str) -> bool:
    """Tell whether a bucket's name is that of a folder inside another one."""
    return bucket not in {"", ".", ".."} and Path(bucket).name == bucket


def workplace_in(folder: Path, name: str) -> Path:
    """Give the folder for unfinished files of a run, which listings leave out."""
    return folder / f"{_HIDDEN}{name}"


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        for name in names:
            path = Path(root, name)
            yield path.relative_to(folder).as_posix(), path


def _digest(path: Path, status: os.stat_result) -> str:
    """Give what S3 would for a small file; of a large one, what tells its versions apart."""
    if status.st_size > _LARGE_BYTES:
        content = f"{status.st_size} {status.st_mtime_ns}".encode()
    else:
        content = path.read_bytes()
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror or error}") from None
