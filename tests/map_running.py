"""What tests of distributed Maps share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from asltool.runner.execution import Execution

DISTRIBUTED = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}


def distributed(processor: dict[str, Any], *, express: bool = False, **fields: Any) -> dict[str, Any]:
    """Give a distributed Map whose child executions are *processor*."""
    config = {**DISTRIBUTED, **({"ExecutionType": "EXPRESS"} if express else {})}
    return {"Type": "Map", "ItemProcessor": {"ProcessorConfig": config, **processor}, **fields}


def reading(input_type: str, key: str, **config: Any) -> dict[str, Any]:
    """Give a reader of the object *key* in the bucket `input`."""
    return {
        "Resource": "arn:aws:states:::s3:getObject",
        "Parameters": {"Bucket": "input", "Key": key},
        "ReaderConfig": {"InputType": input_type, **config},
    }


def manifest_of(execution: Execution, buckets: Path) -> Any:
    """Give the manifest that an execution's output names; *buckets* has a folder for each."""
    output: Any = execution.output
    place = output["ResultWriterDetails"]
    return json.loads((buckets / place["Bucket"] / place["Key"]).read_text())


def written(execution: Execution, buckets: Path, kind: str) -> list[Any]:
    """Give the records of a kind that an execution wrote."""
    manifest = manifest_of(execution, buckets)
    records: list[Any] = []
    for file in manifest["ResultFiles"][kind]:
        text = (buckets / manifest["DestinationBucket"] / file["Key"]).read_text()
        if file["Key"].endswith(".jsonl"):
            records += [json.loads(line) for line in text.splitlines()]
        else:
            records += json.loads(text)
    return records
