from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from asltool.errors import TaskError
from asltool.handlers.aws_clients import Aws, AwsClients
from asltool.handlers.aws_failure import SdkFailures, ServiceError
from asltool.handlers.aws_operation import Operation
from asltool.json_value import JsonValue


class Faulty(BaseHTTPRequestHandler):
    """A service that answers as its server says."""

    def do_POST(self) -> None:
        server: Any = self.server
        server.requests += 1
        status, length, body = server.answer
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def faulty() -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Faulty)
    server.requests = 0
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def failure(url: str) -> ServiceError:
    clients = AwsClients(Aws(endpoint_url=url), "us-east-1")
    operation = Operation(clients, "dynamodb", "dynamodb", "ListTables", SdkFailures.of("DynamoDB"))
    with pytest.raises(TaskError) as raised:
        operation.send({})
    assert isinstance(raised.value, ServiceError)
    return raised.value


def address(server: Any) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


def test_a_connection_that_is_refused_is_the_sdk_clients_error(aws_server: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"

    error = failure(url)

    assert error.error == "DynamoDb.SdkClientException"
    assert "Could not connect to the endpoint URL" in str(error.cause)
    assert error.is_transient


THROTTLED = b'{"__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException", "message": "slow"}'


@pytest.mark.parametrize(
    ("answer", "error", "is_transient"),
    [
        (
            (500, 0, b'{"__type": "InternalServerError", "message": "oh"}'),
            "DynamoDb.InternalServerErrorException",
            True,
        ),
        ((400, 0, THROTTLED), "DynamoDb.ProvisionedThroughputExceededException", False),
        ((503, 0, b"<html>busy</html>"), "DynamoDb.DynamoDbException", True),
    ],
)
def test_a_refusal_is_tried_again_and_counted(
    aws_server: str, faulty: Any, answer: Any, error: str, *, is_transient: bool
) -> None:
    faulty.answer = answer

    failed = failure(address(faulty))

    assert failed.error == error
    assert faulty.requests > 1
    assert str(failed.cause).endswith(f"(SDK Attempt Count: {faulty.requests})")
    assert failed.is_transient is is_transient


def test_a_body_that_is_cut_off_is_the_sdk_clients_error(aws_server: str, faulty: Any) -> None:
    faulty.answer = (200, 500, b'{"TableNames": [')

    assert failure(address(faulty)).error == "DynamoDb.SdkClientException"


def test_a_body_that_is_no_json_is_the_sdk_clients_error(aws_server: str, faulty: Any) -> None:
    faulty.answer = (200, 0, b'{"TableNames": [')

    assert failure(address(faulty)).error == "DynamoDb.SdkClientException"


def test_parameters_of_the_wrong_form_are_not_sent(aws_server: str, faulty: Any) -> None:
    clients = AwsClients(Aws(endpoint_url=address(faulty)), "us-east-1")
    operation = Operation(clients, "dynamodb", "dynamodb", "ListTables", SdkFailures.of("DynamoDB"))
    parameters: JsonValue = {"Limit": "many"}

    with pytest.raises(TaskError, match="invalid format"):
        operation.send(parameters)

    assert faulty.requests == 0
