"""Distributed Maps whose reader or writer fails: the error is AWS's, and what was written is whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import asltool
from aws_serving import Fault, Gateway, client
from engine_driving import only
from map_running import distributed, reading

ROWS = 300
BUSY = Fault(503, b"<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>")
WRITER = {
    "Resource": "arn:aws:states:::s3:putObject",
    "Parameters": {"Bucket": "output", "Prefix": "runs"},
}


@pytest.fixture
def s3(gateway: Gateway) -> Any:
    """S3 with a file to read and a bucket to write to."""
    s3 = client("s3")
    s3.create_bucket(Bucket="input")
    s3.create_bucket(Bucket="output")
    rows = "\n".join(json.dumps({"n": number}) for number in range(ROWS))
    s3.put_object(Bucket="input", Key="rows.jsonl", Body=rows.encode())
    return s3


def run(**fields: Any) -> asltool.Execution:
    processor = only({"Type": "Pass"}, "P")
    state = distributed(processor, ItemReader=reading("JSONL", "rows.jsonl"), **fields)
    return asltool.run(only(state, "M"), aws=["s3"])


def objects(s3: Any) -> dict[str, Any]:
    """Give all objects that were written, by the ends of their names."""
    found = s3.list_objects_v2(Bucket="output").get("Contents", [])
    keys = [each["Key"] for each in found]
    return {
        key.rpartition("/")[2]: json.loads(s3.get_object(Bucket="output", Key=key)["Body"].read())
        for key in keys
    }


def test_a_file_that_breaks_off_fails_the_reader(gateway: Gateway, s3: Any) -> None:
    gateway.faults["GET rows.jsonl"] = [Fault(is_cut=True)]

    execution = run()

    assert execution.error == "States.ItemReaderFailed"
    assert execution.output is None


def test_a_reader_that_is_tried_again_counts_no_item_twice(gateway: Gateway, s3: Any) -> None:
    gateway.faults["GET rows.jsonl"] = [BUSY, Fault(is_cut=True)]
    retry = [{"ErrorEquals": ["States.ItemReaderFailed"], "IntervalSeconds": 1, "MaxAttempts": 2}]

    execution = run(Retry=retry, ItemBatcher={"MaxItemsPerBatch": 100})

    assert execution.status == "SUCCEEDED", execution.cause
    numbers = [item["n"] for batch in execution.output for item in batch["Items"]]
    assert numbers == list(range(ROWS))


def test_results_are_published_whole_or_not_at_all(gateway: Gateway, s3: Any) -> None:
    gateway.faults["PUT SUCCEEDED_0.json"] = [BUSY]

    execution = run(ResultWriter=WRITER)

    assert execution.error == "States.ResultWriterFailed"
    assert objects(s3) == {}


def test_without_its_manifest_nothing_half_is_there(gateway: Gateway, s3: Any) -> None:
    gateway.faults["PUT manifest.json"] = [BUSY]

    execution = run(ResultWriter=WRITER)

    assert execution.error == "States.ResultWriterFailed"
    (only_file,) = objects(s3).values()
    assert len(only_file) == ROWS


def test_a_writer_that_is_tried_again_leaves_whole_results(gateway: Gateway, s3: Any) -> None:
    gateway.faults["PUT manifest.json"] = [BUSY]
    retry = [{"ErrorEquals": ["States.ResultWriterFailed"], "IntervalSeconds": 1, "MaxAttempts": 1}]

    execution = run(ResultWriter=WRITER, Retry=retry)

    assert execution.status == "SUCCEEDED", execution.cause
    place = execution.output["ResultWriterDetails"]
    manifest = json.loads(s3.get_object(Bucket="output", Key=place["Key"])["Body"].read())
    (file,) = manifest["ResultFiles"]["SUCCEEDED"]
    content = s3.get_object(Bucket="output", Key=file["Key"])["Body"].read()
    assert len(content) == file["Size"]
    assert len(json.loads(content)) == ROWS


IN_LITTLE_SPACE = """
import resource, sys
import asltool
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
execution = asltool.run(sys.argv[1], list(range(int(sys.argv[2]))), s3={"output": sys.argv[3]})
print(execution.status, execution.error, execution.cause, sep="; ")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only Unix can limit what a process writes")
def test_where_there_is_no_space_earlier_results_stay_whole(tmp_path: Path) -> None:
    definition = tmp_path / "m.asl.json"
    state = distributed(only({"Type": "Pass"}, "P"), ResultWriter=WRITER)
    definition.write_text(json.dumps(only(state, "M")))
    bucket = tmp_path / "bucket"
    bucket.mkdir()

    def run_with(items: int) -> str:
        arguments = [str(definition), str(items), str(bucket)]
        done = subprocess.run(
            [sys.executable, "-c", IN_LITTLE_SPACE, *arguments], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    assert run_with(10) == "SUCCEEDED; None; None"
    before = {path: path.read_bytes() for path in bucket.rglob("*") if path.is_file()}
    assert len(before) == 2

    assert run_with(500) == "FAILED; States.ResultWriterFailed; cannot write results: File too large"
    assert {path: path.read_bytes() for path in bucket.rglob("*") if path.is_file()} == before
