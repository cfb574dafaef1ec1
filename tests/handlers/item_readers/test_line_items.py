from __future__ import annotations

import io

import pytest

from asltool.handlers.item_readers import line_items as module
from asltool.handlers.item_readers.line_items import line_items
from asltool.handlers.s3.objects import StorageError


def test_each_line_is_an_item() -> None:
    content = b'\xef\xbb\xbf{"a": 1}\r\n\n[2]\n  \n"last"'

    assert list(line_items(io.BytesIO(content))) == [{"a": 1}, [2], "last"]


def test_the_line_that_is_no_json_is_told() -> None:
    items = line_items(io.BytesIO(b"1\n\nnope\n"))

    assert next(items) == 1
    with pytest.raises(StorageError, match="Line 3 is no JSON"):
        next(items)


def test_a_line_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ITEM_BYTES", 10)

    with pytest.raises(StorageError, match="Line 2 is larger than 10 bytes"):
        list(line_items(io.BytesIO(b"1\n" + b"1" * 20)))


def test_content_that_is_no_utf_8_fails() -> None:
    with pytest.raises(StorageError, match="no UTF-8"):
        list(line_items(io.BytesIO(b'"\xff\xff"')))
