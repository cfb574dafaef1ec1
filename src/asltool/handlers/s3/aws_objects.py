"""Objects in buckets of AWS, through boto3.

A body that breaks off is noticed: boto3 knows how long it should be.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from asltool.handlers.aws_failure import SdkFailures, read_refusal
from asltool.handlers.s3.handled_objects import listed_entry
from asltool.handlers.s3.objects import StorageError
from asltool.json_value import JsonObject

_NOT_FOUND = 404


class S3(Protocol):
    """Gives what calls S3."""

    def s3_client(self) -> Any:
        """Give boto3's client of S3."""

    def s3_model(self) -> Any:
        """Give botocore's model of S3."""


@dataclass(frozen=True, slots=True)
class AwsObjects:
    """S3 itself."""

    sdk: S3

    def open(self, parameters: JsonObject) -> BinaryIO:
        """Open an object; its content is read as it comes."""
        with self._told():
            response = self.sdk.s3_client().get_object(**parameters)
        return cast("BinaryIO", io.BufferedReader(cast("Any", _Body(response["Body"], self)), 1024**2))

    def listed(self, parameters: JsonObject) -> Iterator[JsonObject]:
        """Give the entries of all pages."""
        with self._told():
            for page in self.sdk.s3_client().get_paginator("list_objects_v2").paginate(**parameters):
                yield from map(listed_entry, page.get("Contents", ()))

    def workplace(self, bucket: str) -> Path | None:
        """Any folder will do; that there is such a bucket is made sure before anything is done for it.

        Who may write need not be allowed to ask; where nobody says that there is none, writing will tell.
        """
        from botocore.exceptions import ClientError  # noqa: PLC0415 - slow to load

        with self._told():
            try:
                self.sdk.s3_client().head_bucket(Bucket=bucket)
            except ClientError as error:
                if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == _NOT_FOUND:
                    raise
        return None

    def put(self, bucket: str, key: str, file: Path) -> None:
        """Upload a file, a large one in parts; the object is there once all of them are."""
        with self._told():
            self.sdk.s3_client().upload_file(str(file), bucket, key)

    @contextmanager
    def _told(self) -> Iterator[None]:
        from boto3.exceptions import S3UploadFailedError  # noqa: PLC0415 - slow to load
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - slow to load

        try:
            yield
        except ClientError as error:
            refusal = read_refusal(dict(error.response), self.sdk.s3_model())
            raise StorageError(str(SdkFailures.of("S3").refused(refusal).cause)) from None
        except (BotoCoreError, S3UploadFailedError) as error:
            raise StorageError(" ".join(str(error).split())) from None


class _Body(io.RawIOBase):
    """A response's body as a file."""

    def __init__(self, body: Any, objects: AwsObjects) -> None:
        self._body = body
        self._objects = objects

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with self._objects._told():  # noqa: SLF001 - both are of this module
            content = self._body.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        self._body.close()
        super().close()
