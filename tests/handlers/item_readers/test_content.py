from __future__ import annotations

import gzip
import io
from collections.abc import Iterator

import pytest
import zstandard

from asltool.handlers.item_readers.content import failing_as_storage, texts, unpacked
from asltool.handlers.s3.objects import StorageError

PLAIN = b"hello " * 1000


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("f.txt", PLAIN),
        ("f.csv.gz", gzip.compress(PLAIN)),
        ("f.jsonl.zst", zstandard.compress(PLAIN)),
        ("f.zstd", zstandard.compress(PLAIN) + zstandard.compress(PLAIN)),
    ],
)
def test_content_is_unpacked_by_the_ending_of_its_key(key: str, content: bytes) -> None:
    unpacked_content = unpacked(io.BytesIO(content), key).read()

    assert unpacked_content in (PLAIN, PLAIN + PLAIN)


def reading(key: str, content: bytes) -> Iterator[str]:
    return failing_as_storage(lambda: texts(unpacked(io.BytesIO(content), key)))()


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("f.gz", gzip.compress(PLAIN)[:-5]),
        ("f.gz", b"no gzip at all"),
        ("f.txt", b"\xff\xfe"),
        ("f.txt", "é".encode()[:1]),
    ],
)
def test_content_that_is_broken_fails_in_one_way(key: str, content: bytes) -> None:
    with pytest.raises(StorageError, match="The content "):
        list(reading(key, content))


def test_characters_may_be_split_between_pieces() -> None:
    text = "é" * 200_001

    assert "".join(texts(io.BytesIO(b"\xef\xbb\xbfx" + text.encode()))) == "x" + text
