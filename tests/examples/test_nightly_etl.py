from __future__ import annotations

from typing import Any

from aws_serving import client, tell_server
from example_running import run_on_aws


def row(*values: str) -> dict[str, Any]:
    return {"Data": [{"VarCharValue": value} for value in values]}


def test_sales_are_cleaned_and_then_summed(aws_server: str) -> None:
    command = {"Name": "glueetl", "ScriptLocation": "s3://scripts/clean.py"}
    client("glue").create_job(Name="clean-sales", Role="etl", Command=command)
    rows = [row("region", "_col1"), row("north", "12.5"), row("south", "980")]
    results = {"results": [{"rows": rows, "column_info": []}], "region": "us-east-1"}
    tell_server(aws_server, "static/athena/query-results", results)

    execution = run_on_aws("nightly-etl", "template.yaml")

    assert execution.output == {"day": "2026-11-28", "sums": {"north": 12.5, "south": 980}}
    (run,) = client("glue").get_job_runs(JobName="clean-sales")["JobRuns"]
    assert run["Arguments"] == {"--day": "2026-11-28"}
    (query,) = client("athena").list_query_executions()["QueryExecutionIds"]
    told = client("athena").get_query_execution(QueryExecutionId=query)["QueryExecution"]
    assert told["Query"].startswith("SELECT region, sum(price)")
