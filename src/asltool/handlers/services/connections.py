"""EventBridge connections: who calls an HTTP endpoint, and what is added to each request.

A connection's secrets are read from Secrets Manager and go into requests only.

AWS: integrations.md 5.4.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from asltool.errors import TaskError
from asltool.handlers.aws_failure import ServiceError
from asltool.handlers.aws_operation import Send
from asltool.handlers.http_exchange import Header, exchange

_ERRORS = "Events.ConnectionResource."
_USABLE = ("AUTHORIZED", "AUTHORIZING")
_TOKEN_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Connection:
    """What a connection adds to requests."""

    kind: str
    """"BASIC", "API_KEY" or "OAUTH_CLIENT_CREDENTIALS"."""
    values: Mapping[str, str]
    """Of its secret and its description, by name in small letters without underscores."""
    headers: list[Header]
    query: list[Header]
    body: dict[str, str]
    oauth: Mapping[str, list[Header]]
    """What is added to the request for an OAuth token: by `header`, `querystring`, `body`."""

    def authorization(self) -> list[Header]:
        """Give the headers that say who calls.

        Raises:
            NoAnswerError: The OAuth server did not answer.
            TaskError: It gave no token.
        """
        match self.kind:
            case "BASIC":
                pair = f"{self.values.get('username', '')}:{self.values.get('password', '')}"
                return [("Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}")]
            case "API_KEY":
                return [(self.values.get("apikeyname", ""), self.values.get("apikeyvalue", ""))]
            case _:
                return [("Authorization", f"Bearer {self._token()}")]

    def _token(self) -> str:
        form = [
            ("grant_type", "client_credentials"),
            ("client_id", self.values.get("clientid", "")),
            ("client_secret", self.values.get("clientsecret", "")),
            *self.oauth.get("body", []),
        ]
        url = self.values.get("authorizationendpoint", "")
        query = self.oauth.get("querystring", [])
        method = self.values.get("httpmethod", "POST")
        body: bytes | None = urlencode(form).encode()
        if method == "GET":
            query, body = [*query, *form], None
        headers = [("Content-Type", "application/x-www-form-urlencoded"), *self.oauth.get("header", [])]
        answer = exchange(
            method, f"{url}?{urlencode(query)}" if query else url, headers, body, _TOKEN_SECONDS
        )
        try:
            return str(json.loads(answer.body)["access_token"])
        except (ValueError, KeyError, TypeError):
            reason = (
                f"the authorization endpoint answered {answer.status_code} {answer.reason}, without a token"
            )
            raise TaskError(f"{_ERRORS}InvalidConnectionState", reason) from None


def read_connection(describe: Send, get_secret: Send, arn: str) -> Connection:
    """Give the connection of an ARN.

    Args:
        describe: Calls EventBridge's DescribeConnection.
        get_secret: Calls Secrets Manager's GetSecretValue.
        arn: The connection.

    Raises:
        TaskError: There is no such connection, or it cannot be used.
    """
    name = arn.partition(":connection/")[2].partition("/")[0]
    described = _asked(describe, {"Name": name or arn})
    if described.get("ConnectionState", "AUTHORIZED") not in _USABLE:
        state = described["ConnectionState"]
        raise TaskError(f"{_ERRORS}InvalidConnectionState", f"The connection {arn} is {state}.")
    secret = json.loads(str(_asked(get_secret, {"SecretId": described.get("SecretArn")})["SecretString"]))
    known = described.get("AuthParameters", {})
    values = {_plain(key): value for key, value in (*_leaves(known), *_leaves(secret))}
    return Connection(
        kind=str(described.get("AuthorizationType")),
        values=values,
        headers=_parameters((known, secret), "invocationhttpparameters", "headerparameters"),
        query=_parameters((known, secret), "invocationhttpparameters", "querystringparameters"),
        body=dict(_parameters((known, secret), "invocationhttpparameters", "bodyparameters")),
        oauth={
            place: _parameters((known, secret), "oauthhttpparameters", f"{place}parameters")
            for place in ("header", "querystring", "body")
        },
    )


def _asked(send: Callable[[Any], Any], parameters: Any) -> Any:
    try:
        return send(parameters).members
    except ServiceError as error:
        code = (error.code or "InternalError").removesuffix("Exception")
        kind = {"ResourceNotFound": code, "AccessDenied": code, "ConcurrentModification": code}
        raise TaskError(_ERRORS + kind.get(code, "InternalError"), error.cause) from None


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _leaves(value: Any) -> Iterator[tuple[str, str]]:
    """Give the texts in objects, however deep; lists hold parameters of their own."""
    for key, item in value.items() if isinstance(value, dict) else ():
        if isinstance(item, str):
            yield key, item
        else:
            yield from _leaves(item)


def _parameters(sources: tuple[Any, ...], group: str, kind: str) -> list[Header]:
    """Give additional parameters; a secret's values, which no description has, come from the secret."""
    found: dict[str, str] = {}
    for source in sources:
        for item in _member(_group(source, group), kind) or ():
            key, value = _member(item, "key"), _member(item, "value")
            if isinstance(key, str) and isinstance(value, str):
                found[key] = value
    return list(found.items())


def _group(source: Any, group: str) -> Any:
    found = _member(source, group)
    if found is None and isinstance(source, dict):
        return next((inner for item in source.values() if (inner := _member(item, group)) is not None), None)
    return found


def _member(value: Any, name: str) -> Any:
    if not isinstance(value, dict):
        return None
    return next((item for key, item in value.items() if _plain(key) == name), None)
