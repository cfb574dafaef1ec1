"""Run the workflow on a Dask cluster, which needs `pip install 'asltool[dask]'`.

    python on_dask.py [FOLDER]

The cluster is two processes of this machine; `Client("tcp://scheduler:8786")` is any other.
FOLDER has a folder for each bucket.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from distributed import Client, LocalCluster
from functions import sum_batch

import asltool

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run it and print what it comes to."""
    buckets = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "buckets"
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        execution = asltool.run(
            HERE / "workflow.asl.json",
            json.loads((HERE / "input.json").read_text()),
            handlers={"SumBatch": sum_batch},
            s3=buckets,
            maps=asltool.MapOptions(executor=client.get_executor()),
        )
    counts = execution.map_runs[0].execution_counts
    result = {"status": execution.status, "output": execution.output, "succeeded": counts["succeeded"]}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
