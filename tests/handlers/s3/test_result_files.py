from __future__ import annotations

import json
from pathlib import Path

import pytest

from asltool.engine.errors import StatesError
from asltool.handlers.s3.folders import Folders
from asltool.handlers.s3.result_files import ResultFiles


@pytest.fixture
def bucket(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def files(bucket: Path, *, suffix: str = "json", max_bytes: int = 1000) -> ResultFiles:
    made = ResultFiles(Folders({"out": bucket}), "out", "p/run", suffix, max_bytes)
    made.open()
    return made


def shown(bucket: Path) -> list[str]:
    return sorted(path.relative_to(bucket).as_posix() for path in bucket.rglob("*") if path.is_file())


def test_nothing_is_seen_before_it_is_published(bucket: Path) -> None:
    made = files(bucket)
    made.write("SUCCEEDED", "1")

    assert list(Folders({"out": bucket}).listed({"Bucket": "out"})) == []
    assert not (bucket / "p").exists()

    made.publish("arn")
    made.discard()

    assert shown(bucket) == ["p/run/SUCCEEDED_0.json", "p/run/manifest.json"]


def test_what_is_discarded_leaves_no_trace(bucket: Path) -> None:
    made = files(bucket)
    made.write("SUCCEEDED", "1")

    made.discard()

    assert list(bucket.iterdir()) == []


def test_a_file_that_is_full_is_followed_by_the_next(bucket: Path) -> None:
    made = files(bucket, max_bytes=12)
    for number in range(5):
        made.write("FAILED", f'"{number}xx"')

    made.publish("arn")

    listed = json.loads((bucket / "p" / "run" / "manifest.json").read_text())["ResultFiles"]["FAILED"]
    parts = [bucket / "p" / "run" / f"FAILED_{number}.json" for number in range(len(listed))]
    assert [json.loads(part.read_text()) for part in parts] == [[f"{number}xx"] for number in range(5)]
    assert [entry["Size"] for entry in listed] == [part.stat().st_size for part in parts]
    assert all(entry["Size"] <= 12 for entry in listed)


def test_lines_are_written_one_by_one(bucket: Path) -> None:
    made = files(bucket, suffix="jsonl")
    made.write("SUCCEEDED", "1")
    made.write("SUCCEEDED", "2")

    made.publish("arn")

    assert (bucket / "p" / "run" / "SUCCEEDED_0.jsonl").read_text() == "1\n2\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_fails_the_run_and_publishes_nothing(bucket: Path) -> None:
    made = files(bucket)
    made.write("SUCCEEDED", "1")
    (aside,) = (path for path in bucket.iterdir())
    (aside / "FAILED_0.json").symlink_to("/dev/full")

    with pytest.raises(StatesError, match="No space left on device") as raised:
        made.write("FAILED", "x" * 1_000_000)
    made.discard()

    assert raised.value.name == "States.ResultWriterFailed"
    assert shown(bucket) == []


def test_a_bucket_that_goes_away_fails_the_run(bucket: Path) -> None:
    made = files(bucket)
    made.write("SUCCEEDED", "1")
    bucket.rename(bucket.with_name("gone"))

    with pytest.raises(StatesError, match="The specified bucket does not exist"):
        made.publish("arn")
    made.discard()
