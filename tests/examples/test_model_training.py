from __future__ import annotations

from typing import Any

import pytest

from aws_serving import client
from example_running import EXAMPLES, read, run_on_aws

UPDATED = {
    "UpdateEndpoint": [{"return": {"EndpointArn": "arn:aws:sagemaker:us-east-1:123456789012:endpoint/churn"}}]
}
"""The server that stands for AWS knows no UpdateEndpoint."""


@pytest.fixture
def wanted() -> dict[str, Any]:
    return {**read(EXAMPLES / "model-training" / "input.json"), "metric": "train:progress"}


def test_a_good_model_is_made_of_what_was_trained(aws_server: str, wanted: dict[str, Any]) -> None:
    execution = run_on_aws("model-training", input={**wanted, "leastScore": 99}, mocks=UPDATED)

    assert execution.output == {"model": "churn-2026-11-28", "score": 100, "isDeployed": True}
    model = client("sagemaker").describe_model(ModelName="churn-2026-11-28")
    trained = client("sagemaker").describe_training_job(TrainingJobName="churn-2026-11-28")
    assert model["PrimaryContainer"]["ModelDataUrl"] == trained["ModelArtifacts"]["S3ModelArtifacts"]
    config = client("sagemaker").describe_endpoint_config(EndpointConfigName="churn-2026-11-28")
    assert config["ProductionVariants"][0]["ModelName"] == "churn-2026-11-28"


def test_a_model_that_is_not_good_enough_is_not_deployed(aws_server: str, wanted: dict[str, Any]) -> None:
    execution = run_on_aws("model-training", input={**wanted, "leastScore": 101})

    assert execution.output == {"model": "churn-2026-11-28", "score": 100, "isDeployed": False}
    assert client("sagemaker").list_models()["Models"] == []
