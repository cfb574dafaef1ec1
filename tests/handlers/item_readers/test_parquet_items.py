from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from asltool.handlers.item_readers import parquet_items as module
from asltool.handlers.item_readers.parquet_items import parquet_items
from asltool.handlers.s3.objects import StorageError

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def written(rows: list[dict[str, Any]]) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), stream, row_group_size=2)
    return stream.getvalue()


class Forward(io.RawIOBase):
    """A stream that cannot go back."""

    def __init__(self, content: bytes) -> None:
        self.stream = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self.stream.readinto(buffer)


@pytest.mark.parametrize("stream", [io.BytesIO, Forward])
def test_each_row_is_an_item(stream: Any) -> None:
    rows = [{"id": number, "name": f"n{number}", "tags": ["x"], "of": {"a": True}} for number in range(5)]

    assert list(parquet_items(stream(written(rows)))) == rows


def test_what_json_lacks_becomes_text() -> None:
    row = {
        "at": datetime(2026, 1, 2, 3, tzinfo=UTC),
        "day": date(2026, 1, 2),
        "raw": b"hi",
        "price": Decimal("1.10"),
        "nan": float("nan"),
        "none": None,
    }

    (item,) = parquet_items(io.BytesIO(written([row])))

    assert item == {
        "at": "2026-01-02T03:00:00+00:00",
        "day": "2026-01-02",
        "raw": "aGk=",
        "price": "1.10",
        "nan": None,
        "none": None,
    }


@pytest.mark.parametrize("content", [b"", b"no parquet", written([{"a": 1}])[:-20]])
def test_content_that_is_no_parquet_fails(content: bytes) -> None:
    with pytest.raises(StorageError, match="The content is no Parquet"):
        list(parquet_items(io.BytesIO(content)))


@pytest.mark.parametrize("limit", ["_MAX_GROUP_BYTES", "_MAX_FOOTER_BYTES"])
def test_parts_have_a_largest_size(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, limit, 10)

    with pytest.raises(StorageError, match="larger than 10 bytes"):
        list(parquet_items(io.BytesIO(written([{"a": "x" * 100}]))))
