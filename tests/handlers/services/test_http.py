from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

import asltool
from asltool.errors import TaskError
from asltool.handlers.aws_clients import Aws
from asltool.handlers.aws_sdk import AwsSdk
from asltool.handlers.services.http import url_encoded
from asltool.json_value import JsonObject
from engine_driving import only
from http_serving import Site, serving
from task_calls import task_call

BASIC = {"BasicAuthParameters": {"Username": "me", "Password": "s3cret"}}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def connection(kind: str = "BASIC", **parameters: Any) -> str:
    """Make a connection on the server that stands for AWS."""
    events = boto3.client("events", region_name="us-east-1")
    made = events.create_connection(Name="c", AuthorizationType=kind, AuthParameters=parameters or BASIC)
    return str(made["ConnectionArn"])


def invoke(site: Site | None, arn: str, **parameters: Any) -> Any:
    handler = AwsSdk(Aws(), "us-east-1").find(task_call("http:invoke"))
    assert handler is not None
    endpoint = "http://127.0.0.1:1" if site is None else site.address
    call = {"ApiEndpoint": f"{endpoint}/v1", "Method": "POST", "InvocationConfig": {"ConnectionArn": arn}}
    return handler({**call, **parameters})


def failure(site: Site | None, arn: str, **parameters: Any) -> TaskError:
    with pytest.raises(TaskError) as raised:
        invoke(site, arn, **parameters)
    return raised.value


def test_a_body_is_sent_as_json_with_what_step_functions_adds(site: Site, aws_server: str) -> None:
    site.body = b'{"id": 7}'

    done = invoke(
        site, connection(), RequestBody={"n": 1}, QueryParameters={"q": "a b"}, Headers={"X-Mine": "1"}
    )

    (asked,) = site.asked
    assert (asked.path, asked.body) == ("/v1?q=a+b", b'{"n":1}')
    assert asked.headers["x-mine"] == ["1"]
    assert asked.headers["content-type"] == ["application/json; charset=UTF-8"]
    assert asked.headers["user-agent"] == ["Amazon|StepFunctions|HttpInvoke|us-east-1"]
    assert asked.headers["range"] == ["bytes=0-262144"]
    assert asked.headers["authorization"] == ["Basic bWU6czNjcmV0"]
    assert (done["ResponseBody"], done["StatusCode"], done["StatusText"]) == ({"id": 7}, 200, "OK")


def test_an_api_key_is_a_header_of_its_own(site: Site, aws_server: str) -> None:
    arn = connection("API_KEY", ApiKeyAuthParameters={"ApiKeyName": "X-Key", "ApiKeyValue": "k"})

    invoke(site, arn)

    assert site.asked[0].headers["x-key"] == ["k"]


def test_a_token_is_fetched_from_the_oauth_server(site: Site, aws_server: str) -> None:
    site.by_path["/token"] = b'{"access_token": "t0k"}'
    oauth = {
        "ClientParameters": {"ClientID": "id", "ClientSecret": "shh"},
        "AuthorizationEndpoint": f"{site.address}/token",
        "HttpMethod": "POST",
    }

    invoke(site, connection("OAUTH_CLIENT_CREDENTIALS", OAuthParameters=oauth))

    token, call = site.asked
    assert token.body == b"grant_type=client_credentials&client_id=id&client_secret=shh"
    assert call.headers["authorization"] == ["Bearer t0k"]


def test_what_the_connection_says_counts(site: Site, aws_server: str) -> None:
    more = {
        "HeaderParameters": [{"Key": "X-Mine", "Value": "theirs", "IsValueSecret": False}],
        "QueryStringParameters": [{"Key": "q", "Value": "theirs", "IsValueSecret": False}],
        "BodyParameters": [{"Key": "n", "Value": "theirs", "IsValueSecret": False}],
    }
    arn = connection("BASIC", **BASIC, InvocationHttpParameters=more)

    invoke(site, arn, Headers={"x-mine": "mine"}, QueryParameters={"q": "mine"}, RequestBody={"n": 1, "m": 2})

    (asked,) = site.asked
    assert asked.headers["x-mine"] == ["theirs"]
    assert asked.path == "/v1?q=theirs"
    assert asked.body == b'{"n":"theirs","m":2}'
    assert failure(site, arn, RequestBody="text").error == "States.Runtime"


def test_secrets_are_in_no_history(site: Site, aws_server: str) -> None:
    state = {
        "Type": "Task",
        "Resource": "arn:aws:states:::http:invoke",
        "Parameters": {
            "ApiEndpoint": site.address,
            "Method": "GET",
            "InvocationConfig": {"ConnectionArn": connection()},
        },
    }

    done = asltool.run(only(state), aws=["http"])

    assert done.status == "SUCCEEDED"
    assert "s3cret" not in str(list(done.history))
    assert "bWU6" not in str(list(done.history))


@pytest.mark.parametrize(
    ("status", "body", "cause"), [(404, b"not here", "not here"), (503, b"", "Service Unavailable")]
)
def test_a_failure_is_named_by_its_status(
    site: Site, aws_server: str, status: int, body: bytes, cause: str
) -> None:
    site.status, site.body = status, body

    error = failure(site, connection())

    assert (error.error, error.cause) == (f"States.Http.StatusCode.{status}", cause)


def test_what_no_socket_brings_is_a_failure_of_it(site: Site, aws_server: str) -> None:
    arn = connection()
    site.claimed_length = 500

    assert failure(None, arn).error == "States.Http.Socket"
    assert failure(site, arn).error == "States.Http.Socket"


def test_a_connection_must_be_there(site: Site, aws_server: str) -> None:
    arn = "arn:aws:events:us-east-1:123456789012:connection/none/1"

    assert failure(site, arn).error == "Events.ConnectionResource.ResourceNotFound"
    assert failure(site, "", RequestBody={}).error == "States.Runtime"


def test_what_is_no_text_is_refused(site: Site, aws_server: str) -> None:
    site.body = b"\xff\xfe\xfa"

    assert failure(site, connection()).error == "States.Runtime"


@pytest.mark.parametrize("name", ["Authorization", "x-amzn-trace-id", "Cache-Control"])
def test_some_headers_are_not_the_definitions_to_set(site: Site, aws_server: str, name: str) -> None:
    assert failure(site, connection(), Headers={name: "x"}).error == "States.Runtime"


@pytest.mark.parametrize(
    ("array_format", "text"),
    [
        ("INDICES", "a[0]=x&a[1]=y&n=1&o[k]=v"),
        ("REPEAT", "a=x&a=y&n=1&o[k]=v"),
        ("COMMAS", "a=x,y&n=1&o[k]=v"),
        ("BRACKETS", "a[]=x&a[]=y&n=1&o[k]=v"),
    ],
)
def test_a_form_has_its_arrays_in_one_of_four_ways(array_format: str, text: str) -> None:
    body: JsonObject = {"a": ["x", "y"], "n": 1, "o": {"k": "v"}}

    assert url_encoded(body, array_format) == text


def test_a_form_is_sent_where_it_is_asked_for(site: Site, aws_server: str) -> None:
    invoke(
        site,
        connection(),
        RequestBody={"a": ["x", "y"]},
        Headers={"content-type": "application/x-www-form-urlencoded"},
        Transform={"RequestBodyEncoding": "URL_ENCODED", "RequestEncodingOptions": {"ArrayFormat": "REPEAT"}},
    )

    (asked,) = site.asked
    assert asked.body == b"a=x&a=y"
    assert asked.headers["content-type"] == ["application/x-www-form-urlencoded"]
