"""The examples, run on what stands for AWS."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import asltool

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def run_on_aws(name: str, file: str = "workflow.asl.json", **terms: Any) -> asltool.Execution:
    """Run an example, with its input unless another is given, on AWS unless only some of its services are."""
    given = {"input": read(EXAMPLES / name / "input.json"), "aws": True, **terms}
    return asltool.run(EXAMPLES / name / file, given.pop("input"), **given)
