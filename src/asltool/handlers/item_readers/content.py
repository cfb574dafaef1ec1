"""An object's content on its way to its items: unpacked, decoded, and failing in one way.

AWS: maps.md 6.4, compression and sizes.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from asltool.errors import AsltoolError
from asltool.handlers.s3.objects import StorageError

MAX_ITEM_BYTES = 8 * 1024**2
"""AWS: limits-and-pricing.md 8.1; an item as it is read."""

_CHUNK_BYTES = 256 * 1024


def unpacked(stream: BinaryIO, key: str) -> BinaryIO:
    """Give the plain content of an object, by the ending of its key.

    Raises:
        AsltoolError: A package that is needed for it is not installed.
    """
    if key.endswith(".gz"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    if key.endswith((".zst", ".zstd")):
        return _zstandard(stream)
    return stream


def _zstandard(stream: BinaryIO) -> BinaryIO:
    try:
        import zstandard  # noqa: PLC0415 - an extra
    except ImportError:
        raise missing_extra("Zstandard content", "zstd") from None
    reader = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
    return cast("BinaryIO", io.BufferedReader(cast("Any", reader), _CHUNK_BYTES))


def missing_extra(what: str, extra: str) -> AsltoolError:
    """Give the error for something that needs packages which not everybody wants."""
    return AsltoolError(f"{what} cannot be read without an extra: pip install 'asltool[{extra}]'")


def failing_as_storage(read: Callable[..., Any]) -> Callable[..., Any]:
    """Give a reader, a function that gives an iterator, whose content cannot break in another way."""

    def items(*arguments: Any) -> Iterator[Any]:
        try:
            yield from read(*arguments)
        except UnicodeDecodeError as error:
            raise StorageError(f"The content is no UTF-8: {error.reason}") from None
        except (OSError, EOFError, zlib.error) as error:
            raise StorageError(f"The content cannot be read: {' '.join(str(error).split())}") from None

    return items


def texts(stream: BinaryIO) -> Iterator[str]:
    """Give the text of UTF-8 content, piece by piece."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    while chunk := stream.read(_CHUNK_BYTES):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)
