from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aws_serving import client
from example_running import EXAMPLES, run_on_aws

EXAMPLE = EXAMPLES / "order-revenue"


@pytest.fixture
def sum_batch(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(EXAMPLE))
    return importlib.import_module("functions").sum_batch


def python(script: str, *arguments: str) -> str:
    """Run a script of the example, and give what it printed."""
    done = subprocess.run(
        [sys.executable, str(EXAMPLE / script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def buckets(tmp_path: Path) -> Path:
    """The folder of buckets in which the file has 4,200 orders."""
    python("make_orders.py", str(tmp_path), "4200")
    return tmp_path


def test_orders_are_summed_batch_by_batch(buckets: Path, sum_batch: Any) -> None:
    execution = run_on_aws("order-revenue", handlers={"SumBatch": sum_batch}, s3=buckets, aws=False)

    assert execution.output == {"orders": 4200, "revenue": 210_000}
    assert execution.map_runs[0].execution_counts["succeeded"] == 5
    assert execution.map_runs[0].item_counts["succeeded"] == 4200


def test_orders_are_read_from_s3(aws_server: str, buckets: Path, sum_batch: Any) -> None:
    client("s3").create_bucket(Bucket="orders")
    client("s3").upload_file(str(buckets / "orders" / "2026.csv"), "orders", "2026.csv")

    execution = run_on_aws("order-revenue", handlers={"SumBatch": sum_batch}, aws=["s3"])

    assert execution.output == {"orders": 4200, "revenue": 210_000}


def test_orders_are_summed_on_a_dask_cluster(buckets: Path) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")

    assert json.loads(python("on_dask.py", str(buckets))) == {
        "status": "SUCCEEDED",
        "output": {"orders": 4200, "revenue": 210_000},
        "succeeded": 5,
    }
