from __future__ import annotations

import asltool
from aws_serving import client
from example_running import EXAMPLES, read, run_on_aws


def test_the_image_is_stored_under_its_key(aws_server: str) -> None:
    client("s3").create_bucket(Bucket="filtered-images")
    asked = []

    def process_image(event: dict[str, str]) -> dict[str, str]:
        asked.append(event)
        return {"filteredImageKey": event["Output"], "filteredImageData": f"{event['Input']}, filtered"}

    execution = run_on_aws("image-processing", handlers={"ProcessImageFunction": process_image})

    assert execution.status == "SUCCEEDED", execution.cause
    assert asked == [{"Input": "photos/lighthouse.txt", "Output": "filtered/lighthouse.txt"}]
    stored = client("s3").get_object(Bucket="filtered-images", Key="filtered/lighthouse.txt")["Body"].read()
    assert stored == b"photos/lighthouse.txt, filtered"
    assert execution.output["ETag"]


def test_the_workflow_as_it_was_written_runs_once_it_is_repaired() -> None:
    example = EXAMPLES / "image-processing"
    text, left = asltool.fix((example / "workflow-as-written.asl.json").read_text(encoding="utf-8"))

    execution = asltool.run(asltool.loads(text), read(example / "input.json"), mocks=example / "mocks.json")

    assert [str(finding.severity) for finding in left] == ["warning"]
    assert execution.output == read(example / "expected-output.json")
