from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from asltool.errors import TaskError
from asltool.handlers.aws_clients import Aws
from asltool.handlers.aws_sdk import AwsSdk
from http_serving import Site, serving
from task_calls import task_call


@pytest.fixture
def model(aws_server: str) -> Iterator[Site]:
    with serving() as site:
        site.headers, site.body = [("Content-Type", "application/json")], b'{"completion": "hi"}'
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="bodies")
        yield site


def invoke(model: Site, **parameters: Any) -> Any:
    aws = Aws(endpoint_urls={"bedrockruntime": model.address})
    handler = AwsSdk(aws, "us-east-1").find(task_call("bedrock:invokeModel"))
    assert handler is not None
    return handler({"ModelId": "m", **parameters})


def test_a_model_is_called_with_a_body_of_json(model: Site) -> None:
    done = invoke(model, Body={"prompt": "hello"})

    (asked,) = model.asked
    assert (asked.path, asked.body) == ("/model/m/invoke", b'{"prompt":"hello"}')
    assert asked.headers["content-type"] == ["application/json"]
    assert done == {"Body": {"completion": "hi"}, "ContentType": "application/json"}


def test_bodies_may_lie_in_s3(model: Site) -> None:
    s3 = boto3.client("s3", region_name="us-east-1")
    s3.put_object(Bucket="bodies", Key="in/prompt", Body=b'{"prompt": "stored"}')

    done = invoke(model, Input={"S3Uri": "s3://bodies/in/prompt"}, Output={"S3Uri": "s3://bodies/out"})

    assert model.asked[0].body == b'{"prompt": "stored"}'
    assert done["Body"] == "s3://bodies/out"
    assert s3.get_object(Bucket="bodies", Key="out")["Body"].read() == b'{"completion": "hi"}'


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"Body": {}, "Input": {"S3Uri": "s3://b/k"}},
        {"Input": {"S3Uri": "b/k"}},
        {"Input": {"S3Uri": "s3://b"}},
    ],
)
def test_where_the_body_is_must_be_clear(model: Site, parameters: dict[str, Any]) -> None:
    with pytest.raises(TaskError) as raised:
        invoke(model, **parameters)

    assert raised.value.error == "States.Runtime"
    assert model.asked == []


def test_a_model_that_refuses_is_bedrocks_failure(model: Site) -> None:
    model.status, model.body = 400, b'{"message": "no such model"}'
    model.headers.append(("x-amzn-ErrorType", "ValidationException"))

    with pytest.raises(TaskError) as raised:
        invoke(model, Body={})

    assert raised.value.error == "Bedrock.ValidationException"
