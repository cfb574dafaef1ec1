from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

import asltool
from asltool.errors import AsltoolError
from asltool.handlers.lambda_endpoint import LambdaEndpoint
from engine_driving import LAMBDA, only
from http_serving import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def run(endpoint: LambdaEndpoint, event: Any = None, **fields: Any) -> Any:
    state = {"Type": "Task", "Resource": LAMBDA, **fields}
    return asltool.run(only(state), {} if event is None else event, handlers={"Work": endpoint})


def test_the_function_of_the_task_is_invoked_with_its_event(site: Site) -> None:
    site.body = b'{"paid": true}'

    done = run(LambdaEndpoint(site.address), {"n": 1})

    assert done.output == {"paid": True}
    (asked,) = site.asked
    assert (asked.method, asked.path) == ("POST", "/2015-03-31/functions/Work/invocations")
    assert asked.body == b'{"n":1}'
    assert "authorization" not in asked.headers


def test_the_function_may_have_another_name_there(site: Site) -> None:
    run(LambdaEndpoint(site.address + "/", name="Pay Function"))
    run(LambdaEndpoint(site.address + "/2015-03-31/functions/function/invocations"))

    assert [asked.path for asked in site.asked] == [
        "/2015-03-31/functions/Pay%20Function/invocations",
        "/2015-03-31/functions/function/invocations",
    ]


def test_a_function_that_fails_is_told_as_its_runtime_tells_it(site: Site) -> None:
    site.headers = [("X-Amz-Function-Error", "Unhandled")]
    site.body = b'{"errorType": "Declined", "errorMessage": "no", "trace": []}'

    failed = run(LambdaEndpoint(site.address))

    assert (failed.error, failed.cause) == ("Declined", site.body.decode())


def test_an_error_without_a_type_is_an_exception(site: Site) -> None:
    site.headers = [("X-Amz-Function-Error", "Unhandled")]
    site.body = b'{"errorMessage": "2026 Task timed out after 3.00 seconds"}'

    assert run(LambdaEndpoint(site.address)).error == "Exception"


def test_a_function_that_the_endpoint_does_not_have_is_lambdas_failure(site: Site) -> None:
    site.status = 404
    site.headers = [("x-amzn-errortype", "ResourceNotFound")]
    site.body = json.dumps({"Type": "User", "Message": f"Function not found: {LAMBDA}"}).encode()

    failed = run(LambdaEndpoint(site.address))

    assert (failed.error, failed.cause) == (
        "Lambda.ResourceNotFoundException",
        f"Function not found: {LAMBDA}",
    )


def test_a_failure_that_has_no_name_is_told_by_its_status(site: Site) -> None:
    site.status, site.body = 502, b"bad gateway"

    failed = run(LambdaEndpoint(site.address))

    assert (failed.error, failed.cause) == ("Lambda.502", "bad gateway")


def test_an_endpoint_that_does_not_answer_is_the_clients_failure() -> None:
    failed = run(LambdaEndpoint("http://127.0.0.1:1"))

    assert failed.error == "Lambda.SdkClientException"
    assert failed.cause == "Unable to execute HTTP request: 127.0.0.1:1: [Errno 111] Connection refused"


def test_it_is_not_waited_for_longer_than_the_task_may_take(site: Site) -> None:
    site.seconds = 5

    failed = run(LambdaEndpoint(site.address), TimeoutSeconds=1)

    assert failed.error == "Lambda.SdkClientException"
    assert failed.cause.endswith("timed out")


def test_an_empty_answer_is_null(site: Site) -> None:
    site.body = b""

    assert run(LambdaEndpoint(site.address)).output is None


def test_the_payload_of_the_integration_is_the_event(site: Site) -> None:
    site.body = b"[1]"
    invoke = {
        "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": {"FunctionName": "Work", "Payload": {"n": 1}},
        "OutputPath": "$.Payload",
    }

    assert run(LambdaEndpoint(site.address), **invoke).output == [1]
    assert site.asked[0].body == b'{"n":1}'


@pytest.mark.parametrize("url", ["127.0.0.1:3001", "http://", "ftp://x"])
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(AsltoolError, match="a Lambda endpoint is an address such as http:"):
        LambdaEndpoint(url)
