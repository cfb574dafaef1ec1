from __future__ import annotations

import json
from typing import Any

import pytest

from asltool.errors import TaskError
from asltool.handlers.aws_failure import Refusal, ServiceError
from asltool.handlers.aws_operation import Response
from asltool.handlers.services.connections import read_connection

ARN = "arn:aws:events:us-east-1:123456789012:connection/partner/0a1b"


def answering(members: Any, asked: list[Any] | None = None) -> Any:
    def send(parameters: Any) -> Response:
        if asked is not None:
            asked.append(parameters)
        if isinstance(members, Exception):
            raise members
        return Response(members, {})

    return send


def test_a_connection_is_known_by_its_name_and_its_secret_by_its_arn() -> None:
    described, secrets = list[Any](), list[Any]()
    secret = {"SecretString": json.dumps({"username": "u", "password": "p"})}

    found = read_connection(
        answering({"AuthorizationType": "BASIC", "SecretArn": "arn:secret"}, described),
        answering(secret, secrets),
        ARN,
    )

    assert (described, secrets) == ([{"Name": "partner"}], [{"SecretId": "arn:secret"}])
    assert found.values["password"] == "p"  # noqa: S105 - a test's
    assert (found.headers, found.query, found.body) == ([], [], {})


def test_a_connection_that_is_not_authorized_cannot_be_used() -> None:
    with pytest.raises(TaskError) as raised:
        read_connection(answering({"ConnectionState": "DEAUTHORIZED"}), answering({}), ARN)

    assert raised.value.error == "Events.ConnectionResource.InvalidConnectionState"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("ResourceNotFoundException", "ResourceNotFound"),
        ("AccessDeniedException", "AccessDenied"),
        ("InternalException", "InternalError"),
    ],
)
def test_what_the_bus_says_is_told_as_of_the_connection(code: str, error: str) -> None:
    refused = ServiceError("EventBridge.X", "no", Refusal(code, "no", 400, "r", None, 1, code))

    with pytest.raises(TaskError) as raised:
        read_connection(answering(refused), answering({}), ARN)

    assert raised.value.error == f"Events.ConnectionResource.{error}"
