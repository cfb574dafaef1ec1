from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from engine_driving import details, only, run_state
from map_running import distributed, manifest_of, written

ECHO = only({"Type": "Pass"}, "P")
FAILS_FOR_BAD = {
    "StartAt": "C",
    "States": {
        "C": {
            "Type": "Choice",
            "Choices": [{"Variable": "$", "StringEquals": "bad", "Next": "F"}],
            "Default": "D",
        },
        "F": {"Type": "Fail", "Error": "Bad", "Cause": "it is"},
        "D": {"Type": "Pass", "End": True},
    },
}
WRITER = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "runs/"}}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("form", "expected"), [("COMPACT", [[1, 2], "a", [[3]]]), ("FLATTEN", [1, 2, "a", [3]])]
)
def test_outputs_are_put_together_as_the_writer_says(form: str, expected: Any) -> None:
    writer = {"WriterConfig": {"Transformation": form, "OutputType": "JSON"}}

    done = run_state(distributed(ECHO, ResultWriter=writer), [[1, 2], "a", [[3]]])

    assert done.output == expected


def test_without_a_place_the_full_records_can_be_the_result() -> None:
    writer = {"WriterConfig": {"Transformation": "NONE", "OutputType": "JSON"}}

    output: Any = run_state(distributed(ECHO, ResultWriter=writer), [1]).output

    assert (output[0]["Input"], output[0]["Output"], output[0]["Status"]) == ("1", "1", "SUCCEEDED")


def test_results_are_listed_by_a_manifest(out: Path) -> None:
    state = distributed(FAILS_FOR_BAD, ResultWriter=WRITER, ToleratedFailureCount=1, Label="L")

    done = run_state(state, ["a", "bad"], s3={"*": out})

    manifest = manifest_of(done, out)
    arn = details(done, "MapRunStarted")[0]["mapRunArn"]
    output: Any = done.output
    folder = f"runs/{arn.rpartition(':')[2]}"
    assert output == {
        "MapRunArn": arn,
        "ResultWriterDetails": {"Bucket": "out", "Key": f"{folder}/manifest.json"},
    }
    assert manifest["DestinationBucket"] == "out"
    assert manifest["MapRunArn"] == arn
    assert {kind: [file["Key"] for file in files] for kind, files in manifest["ResultFiles"].items()} == {
        "FAILED": [f"{folder}/FAILED_0.json"],
        "PENDING": [],
        "SUCCEEDED": [f"{folder}/SUCCEEDED_0.json"],
    }
    for files in manifest["ResultFiles"].values():
        assert all((out / "out" / file["Key"]).stat().st_size == file["Size"] for file in files)


def test_a_record_tells_all_of_a_child_execution(out: Path) -> None:
    state = distributed(FAILS_FOR_BAD, ResultWriter=WRITER, ToleratedFailureCount=1, Label="L")

    done = run_state(state, ["a", "bad"], s3={"*": out})

    (good,), (bad,) = written(done, out, "SUCCEEDED"), written(done, out, "FAILED")
    children = done.map_runs[0].children
    assert good == {
        "ExecutionArn": children[0].arn,
        "Input": '"a"',
        "InputDetails": {"Included": True},
        "Name": children[0].name,
        "Output": '"a"',
        "OutputDetails": {"Included": True},
        "RedriveCount": 0,
        "RedriveStatus": "NOT_REDRIVABLE",
        "RedriveStatusReason": "Execution is SUCCEEDED and cannot be redriven",
        "StartDate": "2026-01-01T00:00:00Z",
        "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/L",
        "Status": "SUCCEEDED",
        "StopDate": "2026-01-01T00:00:00Z",
    }
    assert (bad["Error"], bad["Cause"], bad["Status"]) == ("Bad", "it is", "FAILED")
    assert "Output" not in bad


@pytest.mark.parametrize(("form", "expected"), [("COMPACT", [[1, 2], "a"]), ("FLATTEN", [1, 2, "a"])])
@pytest.mark.parametrize("output_type", ["JSON", "JSONL"])
def test_outputs_can_be_written_alone(out: Path, form: str, expected: Any, output_type: str) -> None:
    writer = {**WRITER, "WriterConfig": {"Transformation": form, "OutputType": output_type}}

    done = run_state(distributed(ECHO, ResultWriter=writer), [[1, 2], "a"], s3={"*": out})

    assert written(done, out, "SUCCEEDED") == expected


def test_what_was_never_begun_is_written_down_when_the_run_fails(out: Path) -> None:
    state = distributed(FAILS_FOR_BAD, ResultWriter=WRITER, MaxConcurrency=1)

    done = run_state(state, ["a", "bad", "b", "c"], s3={"*": out})

    assert done.error == "States.ExceedToleratedFailureThreshold"
    (manifest,) = (out / "out").rglob("manifest.json")
    records = {
        kind: json.loads((manifest.parent / f"{kind}_0.json").read_text())
        for kind in ("SUCCEEDED", "FAILED", "PENDING")
    }
    assert {kind: inputs(each) for kind, each in records.items()} == {
        "SUCCEEDED": ['"a"'],
        "FAILED": ['"bad"'],
        "PENDING": ['"b"', '"c"'],
    }
    assert {record["Status"] for record in records["PENDING"]} == {"PENDING"}


def inputs(records: Iterable[dict[str, Any]]) -> list[str]:
    return [record["Input"] for record in records]


def test_more_results_than_an_output_can_hold_fail_the_run() -> None:
    inner = only({"Type": "Pass", "Result": "x" * 100_000}, "P")

    done = run_state(distributed(inner), [1, 2, 3])

    assert done.error == "States.DataLimitExceeded"
    assert details(done, "MapRunFailed")[0]["error"] == "States.DataLimitExceeded"
    assert done.map_runs[0].execution_counts["succeeded"] == 3


def test_results_that_just_fit_are_the_output() -> None:
    inner = only({"Type": "Pass", "Result": "x" * (262_144 - 4)}, "P")

    assert run_state(distributed(inner), [1]).status == "SUCCEEDED"


def test_a_place_that_is_not_there_fails_the_run(tmp_path: Path) -> None:
    done = run_state(distributed(ECHO, ResultWriter=WRITER), [1], s3={"*": tmp_path})

    assert (done.error, done.cause) == ("States.ResultWriterFailed", "The specified bucket does not exist")
