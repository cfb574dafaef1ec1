"""API Gateway: the APIs themselves are called, signed where they ask for it.

AWS: integrations.md 5.5; surprises.md 50.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import quote, urlencode

from asltool.errors import TaskError
from asltool.handlers.aws_failure import unusable_parameters
from asltool.handlers.http_exchange import Header, NoAnswerError, exchange
from asltool.json_value import JsonObject, JsonValue, json_text

TIMEOUT_SECONDS = 30.0
_FORBIDDEN = re.compile(
    r"x-(forwarded|amz|amzn).*|authorization|connection|content-md5|expect|host|max-forwards|"
    r"proxy-authenticate|server|te|transfer-encoding|trailer|upgrade|via|www-authenticate",
    re.IGNORECASE,
)

Sign: TypeAlias = Callable[[str, str, list[Header], bytes | None], list[Header]]
"""Gives the headers of a request with its signature."""


def invoke(sign: Sign, parameters: Any) -> JsonObject:
    """Call an API, and give the integration's whole result.

    Raises:
        TaskError: Parameters are unusable, or the API answered with a failure or not at all.
    """
    url, headers, body = _url(parameters), _headers(parameters), _body(parameters)
    method = str(parameters["Method"])
    if parameters.get("AuthType", "NO_AUTH") != "NO_AUTH":
        headers = sign(method, url, headers, body)
    try:
        answer = exchange(method, url, headers, body, TIMEOUT_SECONDS)
        if not answer.is_good:
            raise TaskError(f"ApiGateway.{answer.status_code}", answer.body.decode(errors="replace"))
        return answer.result()
    except (NoAnswerError, UnicodeDecodeError) as error:
        raise TaskError("ApiGateway.SdkClientException", f"Unable to execute HTTP request: {error}") from None


def _url(parameters: JsonObject) -> str:
    endpoint = str(parameters["ApiEndpoint"]).rstrip("/")
    base = endpoint if "://" in endpoint else f"https://{endpoint}"
    pieces = [str(parameters[name]).strip("/") for name in ("Stage", "Path") if parameters.get(name)]
    path = "".join(f"/{quote(piece, safe='/%:@!$&*+,;=~-._')}" for piece in pieces) or "/"
    query = parameters.get("QueryParameters") or {}
    return f"{base}{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")  # type: ignore[arg-type]


def _headers(parameters: Any) -> list[Header]:
    given = parameters.get("Headers") or {}
    for name in given:
        if _FORBIDDEN.fullmatch(name):
            raise unusable_parameters(parameters, f"The header '{name}' is not allowed")
    headers = [(name, str(value)) for name, values in given.items() for value in values]
    if "RequestBody" in parameters and "content-type" not in map(str.lower, given):
        headers.append(("Content-Type", "application/json"))
    return headers


def _body(parameters: JsonObject) -> bytes | None:
    body = parameters.get("RequestBody")
    if body is None:
        return None
    if not parameters.get("AllowNullValues"):
        body = _without_nulls(body)
    return (body if isinstance(body, str) else json_text(body)).encode()


def _without_nulls(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value
