from __future__ import annotations

import json
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
    execution = asltool.run(
        example / "workflow.asl.json", read(example / "input.json"), mocks=example / "mocks.json"
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
