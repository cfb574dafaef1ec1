from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from asltool.errors import AsltoolError, TaskError
from asltool.handlers.handler import Reply
from asltool.handlers.s3.handled_objects import HandledObjects
from asltool.handlers.s3.objects import ReadyItems, StorageError


def opened(answer: Any) -> Any:
    return HandledObjects(lambda _action, _parameters: answer).open({"Bucket": "b", "Key": "k"})


@pytest.mark.parametrize(
    "answer", [b"text", "text", io.BytesIO(b"text"), {"Body": "text", "ContentLength": 4}]
)
def test_content_may_come_in_many_forms(answer: Any) -> None:
    assert opened(answer).read() == b"text"


def test_content_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("text")

    with opened(tmp_path / "f") as stream:
        assert stream.read() == b"text"
    with pytest.raises(StorageError, match="No such file"):
        opened(tmp_path / "g")


@pytest.mark.parametrize("answer", [[1, 2], {"a": 1}, (n for n in range(3))])
def test_items_may_come_ready(answer: Any) -> None:
    assert opened(answer) == ReadyItems(answer)


def test_a_reply_gives_its_result_or_its_failure() -> None:
    assert opened(Reply("text")).read() == b"text"
    with pytest.raises(StorageError, match="gone"):
        opened(Reply(failure=TaskError("S3.NoSuchKey", "gone")))


def test_a_failure_is_that_of_the_reader() -> None:
    def missing(_action: str, _parameters: Any) -> Any:
        raise TaskError("S3.NoSuchKeyException", "The specified key does not exist.")

    with pytest.raises(StorageError, match="The specified key does not exist"):
        HandledObjects(missing).open({"Bucket": "b", "Key": "k"})


@pytest.mark.parametrize("answer", [None, 5])
def test_what_is_neither_content_nor_items_is_refused(answer: Any) -> None:
    with pytest.raises(AsltoolError, match="must return content or items"):
        opened(answer)


def test_a_listing_may_be_as_s3_gives_it() -> None:
    entry = {
        "Key": "k",
        "ETag": '"e"',
        "LastModified": datetime(2026, 1, 1, tzinfo=UTC),
        "Size": 3,
        "Owner": {},
    }

    (listed,) = HandledObjects(lambda _action, _parameters: {"Contents": [entry]}).listed({"Bucket": "b"})

    assert listed == {
        "Etag": '"e"',
        "LastModified": 1767225600,
        "Key": "k",
        "Size": 3,
        "StorageClass": "STANDARD",
    }


@pytest.mark.parametrize("answer", ["text", 5, [{"Size": 3}]])
def test_what_is_no_listing_is_refused(answer: Any) -> None:
    with pytest.raises(AsltoolError, match="s3:listObjectsV2 must"):
        list(HandledObjects(lambda _action, _parameters: answer).listed({"Bucket": "b"}))


def test_a_file_is_handed_over_as_its_text(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("[1]")
    calls: list[Any] = []

    HandledObjects(lambda *call: calls.append(call)).put("b", "k", tmp_path / "f")

    assert calls == [("putObject", {"Bucket": "b", "Key": "k", "Body": "[1]"})]
