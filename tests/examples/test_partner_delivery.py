from __future__ import annotations

from typing import Any

import yaml

from aws_serving import client
from example_running import EXAMPLES, run_on_aws

MOCKED = ("OpenSettings", "ReadSettings", "SendFile", "RefreshPortal")
"""What the server that stands for AWS does not know: AppConfig's data, and transfers."""


def test_a_delivery_is_recorded_and_counted(aws_server: str) -> None:
    client("secretsmanager").create_secret(Name="sftp/acme", SecretString='{"id": "c-0123456789abcdef0"}')
    client("kinesis").create_stream(StreamName="deliveries", ShardCount=1)

    execution = run_on_aws("partner-delivery", mocks=mocks())

    assert execution.output == {"TransferId": "3e4c2f6e-6e0a-4a26-8d0e-3f1c5f2c7a11"}
    kinesis = client("kinesis")
    shard = {"ShardId": "shardId-000000000000", "ShardIteratorType": "TRIM_HORIZON"}
    first = kinesis.get_shard_iterator(StreamName="deliveries", **shard)["ShardIterator"]
    (record,) = kinesis.get_records(ShardIterator=first)["Records"]
    assert record["PartitionKey"] == "/outbox/invoice-4711.pdf"
    assert record["Data"] == b'{"TransferId":"3e4c2f6e-6e0a-4a26-8d0e-3f1c5f2c7a11"}'
    (metric,) = client("cloudwatch").list_metrics(Namespace="Delivery")["Metrics"]
    assert metric["MetricName"] == "FilesSent"


def test_a_missing_secret_is_named(aws_server: str) -> None:
    execution = run_on_aws("partner-delivery", mocks=mocks())

    assert execution.error == "SecretsManager.ResourceNotFoundException"
    assert "Service: SecretsManager, Status Code: 4" in execution.cause


def mocks() -> Any:
    """Give the example's mocks of what is not real here."""
    mocks = yaml.safe_load((EXAMPLES / "partner-delivery" / "mocks.yaml").read_text(encoding="utf-8"))
    return {name: mocks[name] for name in MOCKED}
