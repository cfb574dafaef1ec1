"""HTTP endpoints: what an EventBridge connection knows is added to the request, and never shown.

AWS: integrations.md 5.4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from asltool.errors import TaskError
from asltool.handlers.http_exchange import Answer, Header, NoAnswerError, exchange
from asltool.handlers.services.connections import Connection
from asltool.json_value import JsonObject, JsonValue, json_text
from asltool.model.error_handling import RUNTIME

TIMEOUT_SECONDS = 60.0
MAX_BODY_BYTES = 262_144
_FORBIDDEN = re.compile(
    r"a-im|accept-charset|accept-datetime|accept-encoding|authorization|cache-control|connection|"
    r"content-encoding|content-md5|date|expect|forwarded|from|host|http2-settings|if-match|if-modified-since|"
    r"if-none-match|if-range|if-unmodified-since|max-forwards|origin|pragma|proxy-authorization|referer|"
    r"server|te|trailer|transfer-encoding|upgrade|via|warning|x-forwarded-.*|x-amz-.*|x-amzn-.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is complete but for its authorization."""

    method: str
    url: str
    headers: list[Header]
    body: bytes | None


def invoke(connect: Callable[[str], Connection], region: str, parameters: Any) -> JsonObject:
    """Call an endpoint, and give the integration's whole result.

    Args:
        connect: Gives the connection of an ARN.
        region: The region that calls.
        parameters: The task's.

    Raises:
        TaskError: The connection or the parameters are unusable, or the endpoint answered with a failure or
            not at all.
    """
    config = parameters.get("InvocationConfig") or parameters.get("Authentication") or {}
    if not config.get("ConnectionArn"):
        raise TaskError(RUNTIME, "The field 'ConnectionArn' must be given.")
    connection = connect(str(config["ConnectionArn"]))
    request = complete(parameters, connection, region)
    try:
        authorization = connection.authorization()
        answer = exchange(
            request.method, request.url, [*request.headers, *authorization], request.body, TIMEOUT_SECONDS
        )
    except NoAnswerError as error:
        raise TaskError("States.Http.Socket", str(error)) from None
    return _result(answer)


def _result(answer: Answer) -> JsonObject:
    if not answer.is_good:
        told = answer.body.decode(errors="replace") or answer.reason
        raise TaskError(f"States.Http.StatusCode.{answer.status_code}", told)
    if len(answer.body) > MAX_BODY_BYTES:
        raise TaskError(RUNTIME, "The response of the endpoint exceeds the maximum number of bytes.")
    try:
        return answer.result()
    except UnicodeDecodeError:
        raise TaskError(RUNTIME, "The response of the endpoint cannot be decoded as text.") from None


def complete(parameters: Any, connection: Connection, region: str) -> Request:
    """Give the request that parameters and connection make; where both say something, the latter counts.

    Raises:
        TaskError: A header is not allowed, or a body of text was to be joined with another.
    """
    body, content_type = _body(parameters, connection)
    headers = _joined(_listed(parameters.get("Headers")), connection.headers)
    names = {name.lower() for name, _ in headers}
    added = [
        ("Content-Type", content_type),
        ("User-Agent", f"Amazon|StepFunctions|HttpInvoke|{region}"),
        ("Range", f"bytes=0-{MAX_BODY_BYTES}"),
    ]
    headers += [(name, value) for name, value in added if value and name.lower() not in names]
    for name, _ in _listed(parameters.get("Headers")):
        if _FORBIDDEN.fullmatch(name):
            raise TaskError(RUNTIME, f"The header '{name}' is not allowed in the field 'Headers'.")
    query = _joined(_listed(parameters.get("QueryParameters")), connection.query)
    url = str(parameters["ApiEndpoint"])
    if query:
        url += ("&" if "?" in url else "?") + urlencode(query)
    return Request(str(parameters["Method"]), url, headers, body)


def _listed(values: Any) -> list[Header]:
    return [
        (name, each if isinstance(each, str) else json_text(each))
        for name, value in (values or {}).items()
        for each in (value if isinstance(value, list) else [value])
    ]


def _joined(given: list[Header], winning: list[Header]) -> list[Header]:
    names = {name.lower() for name, _ in winning}
    return [pair for pair in given if pair[0].lower() not in names] + winning


def _body(parameters: Any, connection: Connection) -> tuple[bytes | None, str | None]:
    """Give the body and its type; None for the type where the definition has to say it."""
    body = parameters.get("RequestBody")
    if connection.body:
        if body is not None and not isinstance(body, dict):
            raise TaskError(
                RUNTIME, "A RequestBody that is no object cannot be joined with the connection's."
            )
        body = {**(body or {}), **connection.body}
    if body is None:
        return None, None
    transform = parameters.get("Transform") or {}
    if transform.get("RequestBodyEncoding") == "URL_ENCODED" and isinstance(body, dict):
        options = transform.get("RequestEncodingOptions") or {}
        return url_encoded(body, options.get("ArrayFormat", "INDICES")).encode(), None
    text = body if isinstance(body, str) else json_text(body)
    return text.encode(), "application/json; charset=UTF-8"


def url_encoded(body: JsonObject, array_format: str) -> str:
    """Give an object as the text of a form; arrays as `INDICES`, `REPEAT`, `COMMAS` or `BRACKETS` say."""
    safe = "," if array_format == "COMMAS" else ""
    return urlencode(
        [pair for name, value in body.items() for pair in _fields(name, value, array_format)],
        safe=safe + "[]",
    )


def _fields(name: str, value: JsonValue, array_format: str) -> Iterator[Header]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _fields(f"{name}[{key}]", item, array_format)
    elif isinstance(value, list):
        yield from _array(name, value, array_format)
    else:
        yield name, value if isinstance(value, str) else json_text(value)


def _array(name: str, items: list[JsonValue], array_format: str) -> Iterator[Header]:
    if array_format == "COMMAS":
        yield name, ",".join(item if isinstance(item, str) else json_text(item) for item in items)
        return
    for index, item in enumerate(items):
        key = {"REPEAT": name, "BRACKETS": f"{name}[]"}.get(array_format, f"{name}[{index}]")
        yield from _fields(key, item, array_format)
