from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from asltool.errors import TaskError
from asltool.handlers.aws_clients import Aws
from asltool.handlers.aws_sdk import AwsSdk
from http_serving import Site, serving
from task_calls import task_call


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def invoke(**parameters: Any) -> Any:
    handler = AwsSdk(Aws(), "us-east-1").find(task_call("apigateway:invoke"))
    assert handler is not None
    return handler({"Method": "GET", **parameters})


def test_stage_path_and_query_make_the_address(site: Site) -> None:
    done = invoke(
        ApiEndpoint=site.address,
        Method="POST",
        Stage="prod",
        Path="/pets/1",
        QueryParameters={"q": ["a b", "c"]},
        Headers={"custom": ["1", "2"]},
        RequestBody={"name": "Rex", "age": None},
    )

    (asked,) = site.asked
    assert asked.path == "/prod/pets/1?q=a+b&q=c"
    assert asked.headers["custom"] == ["1", "2"]
    assert asked.headers["content-type"] == ["application/json"]
    assert asked.body == b'{"name":"Rex"}'
    assert (done["StatusCode"], done["ResponseBody"]) == (200, {})


def test_nulls_are_sent_where_they_are_allowed(site: Site) -> None:
    invoke(ApiEndpoint=site.address, Method="PUT", RequestBody={"a": [{"b": None}]}, AllowNullValues=True)
    invoke(ApiEndpoint=site.address, Method="PUT", RequestBody={"a": [{"b": None}]})

    assert [asked.body for asked in site.asked] == [b'{"a":[{"b":null}]}', b'{"a":[{}]}']


def test_a_request_is_signed_where_the_role_is_to_be_known(site: Site, aws_server: str) -> None:
    invoke(ApiEndpoint=site.address, AuthType="IAM_ROLE", Path="p")
    invoke(ApiEndpoint=site.address, Path="p")

    signed, plain = site.asked
    assert signed.headers["authorization"][0].startswith("AWS4-HMAC-SHA256 Credential=testing/")
    assert "/us-east-1/execute-api/aws4_request" in signed.headers["authorization"][0]
    assert "authorization" not in plain.headers


def test_a_failure_is_named_by_its_status_and_told_by_its_body(site: Site) -> None:
    site.status, site.body = 403, b'{"message":"Missing Authentication Token"}'

    with pytest.raises(TaskError) as raised:
        invoke(ApiEndpoint=site.address)

    assert raised.value.error == "ApiGateway.403"
    assert json.loads(raised.value.cause) == {"message": "Missing Authentication Token"}


def test_an_api_that_does_not_answer_is_the_clients_failure() -> None:
    with pytest.raises(TaskError) as raised:
        invoke(ApiEndpoint="http://127.0.0.1:1")

    assert raised.value.error == "ApiGateway.SdkClientException"


@pytest.mark.parametrize("name", ["Authorization", "X-Amz-Date", "host"])
def test_some_headers_are_not_the_definitions_to_set(site: Site, name: str) -> None:
    with pytest.raises(TaskError, match="is not allowed"):
        invoke(ApiEndpoint=site.address, Headers={name: ["x"]})

    assert site.asked == []
