from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import boto3
import pytest

import asltool

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/workflow.asl.json"))


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def example(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


def test_there_is_an_example() -> None:
    assert EXAMPLES / "image-processing" in FOLDERS


def test_an_example_lints_clean(example: Path) -> None:
    assert [str(finding) for finding in asltool.lint(example / "workflow.asl.json")] == []


def test_an_example_runs_with_its_mocks_to_its_expected_output(example: Path) -> None:
    buckets = example / "buckets"

    execution = asltool.run(
        example / "workflow.asl.json",
        read(example / "input.json"),
        mocks=example / "mocks.json",
        s3=buckets if buckets.is_dir() else None,
    )

    assert execution.status == "SUCCEEDED"
    assert execution.output == read(example / "expected-output.json")


def test_the_image_is_stored_under_its_key_by_a_real_call(aws_server: str) -> None:
    storage = boto3.client("s3", region_name="us-east-1")
    storage.create_bucket(Bucket="filtered-images")
    example = EXAMPLES / "image-processing"
    asked = []

    def process_image(event: dict[str, str]) -> dict[str, str]:
        asked.append(event)
        return {"filteredImageKey": event["Output"], "filteredImageData": f"{event['Input']}, filtered"}

    execution = asltool.run(
        example / "workflow.asl.json",
        read(example / "input.json"),
        handlers={"ProcessImageFunction": process_image},
        aws=True,
    )

    assert execution.status == "SUCCEEDED", execution.cause
    assert asked == [{"Input": "photos/lighthouse.txt", "Output": "filtered/lighthouse.txt"}]
    stored = storage.get_object(Bucket="filtered-images", Key="filtered/lighthouse.txt")["Body"].read()
    assert stored == b"photos/lighthouse.txt, filtered"
    assert execution.output["ETag"]


def test_the_workflow_as_it_was_written_runs_once_it_is_repaired() -> None:
    example = EXAMPLES / "image-processing"
    text, left = asltool.fix((example / "workflow-as-written.asl.json").read_text(encoding="utf-8"))

    execution = asltool.run(asltool.loads(text), read(example / "input.json"), mocks=example / "mocks.json")

    assert [str(finding.severity) for finding in left] == ["warning"]
    assert execution.output == read(example / "expected-output.json")


def orders(folder: Path, count: int) -> Path:
    """Give a folder of buckets in which the file of the order example has *count* rows."""
    (folder / "orders").mkdir()
    rows = (f'{number},"Ada, {number}",{number % 100}.50' for number in range(count))
    (folder / "orders" / "2026.csv").write_text("\n".join(["id,customer,price", *rows]))
    return folder


def test_orders_are_summed_batch_by_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = EXAMPLES / "order-revenue"
    monkeypatch.syspath_prepend(str(example))
    functions = importlib.import_module("functions")

    execution = asltool.run(
        example / "workflow.asl.json",
        read(example / "input.json"),
        handlers={"SumBatch": functions.sum_batch},
        s3=orders(tmp_path, 4200),
    )

    assert execution.output == {"orders": 4200, "revenue": 210_000}
    assert execution.map_runs[0].execution_counts["succeeded"] == 5
    assert execution.map_runs[0].item_counts["succeeded"] == 4200


def test_orders_are_summed_on_a_dask_cluster(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    script = EXAMPLES / "order-revenue" / "on_dask.py"

    done = subprocess.run(
        [sys.executable, str(script), str(orders(tmp_path, 4200))],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "status": "SUCCEEDED",
        "output": {"orders": 4200, "revenue": 210_000},
        "succeeded": 5,
    }
