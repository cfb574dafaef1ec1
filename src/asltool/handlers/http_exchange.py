"""One HTTP request and its answer, as the integrations of API Gateway and HTTP endpoints show it.

AWS: integrations.md 5.4 and 5.5.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from asltool.handlers.deadline import patience, seconds_left
from asltool.json_value import JsonObject, JsonValue

Header = tuple[str, str]


class NoAnswerError(Exception):
    """A request that was not answered; the text is the reason."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer."""

    status_code: int
    reason: str
    headers: tuple[Header, ...]
    body: bytes

    @property
    def is_good(self) -> bool:
        """Whether the status code is of the family that means success."""
        return 200 <= self.status_code < 300

    def text(self) -> str:
        """Give the body.

        Raises:
            UnicodeDecodeError: It is no UTF-8.
        """
        return self.body.decode()

    def result(self) -> JsonObject:
        """Give what the task gets: the body is JSON where it can be.

        Raises:
            UnicodeDecodeError: The body is no UTF-8.
        """
        headers: dict[str, JsonValue] = {}
        for name, value in self.headers:
            known = headers.setdefault(name, [])
            assert isinstance(known, list)  # noqa: S101 - made above
            known.append(value)
        return {
            "Headers": headers,
            "ResponseBody": json_or_text(self.text()),
            "StatusCode": self.status_code,
            "StatusText": self.reason,
        }


def json_or_text(text: str) -> JsonValue:
    """Give the JSON that a text is; one that is none stays as it is."""
    try:
        return json.loads(text)  # type: ignore[no-any-return]
    except ValueError:
        return text


def exchange(
    method: str,
    url: str,
    headers: Iterable[Header],
    body: bytes | None,
    timeout_seconds: float,
    *,
    authority: str | None = None,
) -> Answer:
    """Send a request and read its answer; redirections are not followed.

    Args:
        method: The request's.
        url: Where to.
        headers: The request's; those of its connection and length are added.
        body: The request's.
        timeout_seconds: How long to wait whenever nothing comes, if the deadline is not before.
        authority: The only certificates, as PEM, that are trusted; None for those that the system trusts.

    Raises:
        NoAnswerError: There was no whole answer in time.
    """
    import http.client  # noqa: PLC0415 - slow to load

    try:
        parts = urlsplit(url)
        left = seconds_left()
        if left <= 0:
            raise TimeoutError("the time of the task is up")
        seconds = min(timeout_seconds, patience(left))
        connection = _connection(parts.scheme, parts.netloc, seconds, authority)
        try:
            connection.putrequest(
                method, parts.path + (f"?{parts.query}" if parts.query else ""), skip_accept_encoding=True
            )
            for name, value in headers:
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(response.status, response.reason, tuple(response.getheaders()), response.read())
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise NoAnswerError(f"{urlsplit(url).netloc}: {reason}") from None


def _connection(scheme: str, place: str, timeout_seconds: float, authority: str | None) -> Any:
    import http.client  # noqa: PLC0415 - slow to load
    import ssl  # noqa: PLC0415 - slow to load

    if scheme == "http":
        return http.client.HTTPConnection(place, timeout=timeout_seconds)
    try:
        trust = ssl.create_default_context(cadata=authority)
    except ssl.SSLError:
        raise ValueError("the certificate authority is no certificate in PEM") from None
    if authority is not None:
        # The authorities of clusters lack identifiers that newer Pythons would insist on.
        trust.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return http.client.HTTPSConnection(place, timeout=timeout_seconds, context=trust)
