from __future__ import annotations

import pytest

from asltool.errors import AsltoolError
from asltool.handlers.aws_clients import Aws, AwsClients
from asltool.handlers.deadline import within

REGION = "eu-west-1"


def test_the_region_is_the_chosen_one_or_boto3s_or_the_default(
    aws_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert AwsClients(Aws(), REGION).region == REGION

    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")

    assert AwsClients(Aws(), REGION).region == "eu-west-2"
    assert AwsClients(Aws(region="eu-west-3"), REGION).region == "eu-west-3"


def test_an_address_is_for_all_services_or_for_one(aws_server: str) -> None:
    aws = Aws(endpoint_url="http://all:1", endpoint_urls={"cloudwatchlogs": "http://logs:2"})
    clients = AwsClients(aws, REGION)

    assert clients.client("sqs").meta.endpoint_url == "http://all:1"
    assert clients.client("logs", "cloudwatchlogs").meta.endpoint_url == "http://logs:2"


def test_a_client_is_made_once(aws_server: str) -> None:
    clients = AwsClients(Aws(), REGION)

    assert clients.client("s3") is clients.client("s3")
    assert clients.model("s3") is clients.model("s3")


def test_the_model_of_a_service_is_read_once_for_all_runs(aws_server: str) -> None:
    first, other = (AwsClients(Aws(), "us-east-1").model("sqs") for _ in range(2))

    assert first.metadata is other.metadata


def test_the_first_call_is_announced(aws_server: str) -> None:
    told: list[str] = []
    clients = AwsClients(Aws(on_first_call=told.append), REGION)

    clients.client("s3")
    clients.client("sqs")

    assert told == [f"calling AWS: account 123456789012, region {REGION}"]


def test_an_account_that_cannot_be_told_is_no_obstacle(aws_server: str) -> None:
    told: list[str] = []
    aws = Aws(on_first_call=told.append, endpoint_urls={"sts": "http://localhost:1"})

    AwsClients(aws, REGION).client("s3")

    assert told[0].startswith("calling AWS: an account that cannot be told (Could not connect to ")


def test_credentials_are_boto3s(aws_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert AwsClients(Aws(), REGION).credentials().access_key == "testing"

    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    with pytest.raises(AsltoolError, match="cannot call AWS: Unable to locate credentials"):
        AwsClients(Aws(), REGION).credentials()


def test_a_profile_must_exist(aws_server: str) -> None:
    with pytest.raises(
        AsltoolError, match=r"cannot call AWS: The config profile \(nobody\) could not be found"
    ):
        AwsClients(Aws(profile="nobody"), REGION).client("s3")


def test_a_function_is_given_its_time_and_called_once(aws_server: str) -> None:
    config = AwsClients(Aws(), REGION).client("lambda").meta.config

    assert config.read_timeout > 900
    assert config.retries["total_max_attempts"] == 1


def test_a_client_waits_no_longer_than_about_the_deadline(aws_server: str) -> None:
    clients = AwsClients(Aws(), REGION)

    with within(3):
        hurried = clients.client("s3")
        hurried_lambda = clients.client("lambda")
    with within(3600):
        patient = clients.client("s3")

    assert patient is clients.client("s3")
    for client in (hurried, hurried_lambda):
        assert (client.meta.config.connect_timeout, client.meta.config.read_timeout) == (4, 4)
    assert hurried_lambda.meta.config.retries["total_max_attempts"] == 1
