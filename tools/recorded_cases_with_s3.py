"""Run the recorded cases beside this checkout, with the objects that each recording put into S3.

    python tools/recorded_cases_with_s3.py [ARGUMENTS OF run.py]

The cases' own runner hands over handlers only. Here, each case's `setup` is put into local folders first, and
`asltool.run` gets these as `s3=`; everything else is the runner's work.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import asltool

CONFORMANCE = Path(__file__).resolve().parents[2] / "shared" / "conformance"


def fill(folder: Path, setup: list[dict[str, Any]]) -> None:
    """Put what a recording had in S3 into *folder*, a folder for each bucket."""
    for step in setup:
        if step["service"] != "s3":
            continue
        given = step["args"]
        if step["op"] == "create_bucket":
            (folder / given["Bucket"]).mkdir()
        elif step["op"] == "put_object":
            path = folder / given["Bucket"] / given["Key"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(given["Body"], encoding="utf-8")


def main() -> int:
    """Run the cases; give the runner's exit code."""
    sys.path.insert(0, str(CONFORMANCE))
    import run  # noqa: PLC0415 - it lies beside the checkout

    run_execution = run.RUNNERS["execution"]

    def run_with_objects(_: Any, case: dict[str, Any]) -> Iterator[Any]:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), case.get("setup") or [])
            served = SimpleNamespace(
                run=partial(asltool.run, s3=folder), Reply=asltool.Reply, TaskError=asltool.TaskError
            )
            yield from run_execution(served, case)

    run.RUNNERS["execution"] = run_with_objects
    return int(run.main())


if __name__ == "__main__":
    sys.exit(main())
