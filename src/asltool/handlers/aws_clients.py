"""boto3 and how it is set up: clients, models of services, whose account is called."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from asltool.errors import AsltoolError
from asltool.handlers.deadline import patience, seconds_left
from asltool.handlers.http_exchange import Header

_LAMBDA_SECONDS = 905
"""A function may take 15 minutes, and must not be called twice because it does."""


_CONNECTIONS = 64
"""As many as there are threads for handlers."""

_BOTO3_SECONDS = 60
"""How long boto3 waits for an answer of any other service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aws:
    """Which AWS is called; None leaves it to boto3: environment, configuration files, roles."""

    services: Collection[str] | None = None
    """Only these are called: names as resources or the AWS command line have them; None for all."""
    region: str | None = None
    profile: str | None = None
    endpoint_url: str | None = None
    """The address of all services."""
    endpoint_urls: Mapping[str, str] = field(default_factory=dict)
    """By the name that AWS SDK resources give a service: the addresses of single ones."""
    on_first_call: Callable[[str], None] | None = None
    """Told, before anything is called, which account and region will be."""


class AwsClients:
    """boto3's clients and service models, made when first used; safe to use from several threads.

    Args:
        settings: Which AWS is called.
        default_region: The region where neither they nor boto3 know one.
    """

    def __init__(self, settings: Aws, default_region: str) -> None:
        self._settings = settings
        self._default_region = default_region
        self._clients: dict[tuple[str, int | None], Any] = {}
        """By alias and by how many seconds they wait for an answer; None for as long as boto3 does."""
        self._models: dict[str, Any] = {}
        self._core_session: Any = None
        self._session: Any = None
        """boto3's, made of botocore's: only that one gives service models."""
        self._lock = threading.RLock()
        self._is_announced = settings.on_first_call is None

    @property
    def region(self) -> str:
        """The region that is called."""
        with self._lock, set_up():
            return self._region()

    def client(self, alias: str, service: str | None = None) -> Any:
        """Give the client of a service.

        Args:
            alias: As the AWS command line names it: "logs".
            service: As AWS SDK resources name it, where that is another name: "cloudwatchlogs".

        Raises:
            AsltoolError: boto3 is not set up for calls.
        """
        with self._lock, set_up():
            key = alias, _patience(_LAMBDA_SECONDS if alias == "lambda" else _BOTO3_SECONDS)
            if key not in self._clients:
                self._announce()
                self._clients[key] = self._make(alias, self._endpoint(service or alias), **_timeouts(key[1]))
            return self._clients[key]

    def sign(self, method: str, url: str, headers: list[Header], body: bytes | None) -> list[Header]:
        """Give the headers of a request to an API of API Gateway, signed.

        Raises:
            AsltoolError: There are no credentials.
        """
        from botocore.auth import SigV4Auth  # noqa: PLC0415 - slow to load
        from botocore.awsrequest import AWSRequest  # noqa: PLC0415 - slow to load

        request = AWSRequest(method, url, data=body)
        for name, value in headers:
            request.headers.add_header(name, value)
        SigV4Auth(self.credentials(), "execute-api", self.region).add_auth(request)
        return [(str(name), str(value)) for name, value in request.headers.items()]

    def presign(self, service: str, query: str, headers: list[Header], seconds: int) -> str:
        """Give the address of a request to a service that anybody may send for a while, signed.

        Args:
            service: As the AWS command line names it.
            query: What is asked.
            headers: Those that whoever sends it must send, too.
            seconds: How long it holds.

        Raises:
            AsltoolError: There are no credentials.
        """
        from botocore.auth import SigV4QueryAuth  # noqa: PLC0415 - slow to load
        from botocore.awsrequest import AWSRequest  # noqa: PLC0415 - slow to load

        endpoint = self.client(service).meta.endpoint_url.rstrip("/")
        request = AWSRequest("GET", f"{endpoint}/?{query}", headers=dict(headers))
        SigV4QueryAuth(self.credentials(), service, self.region, seconds).add_auth(request)
        return str(request.url)

    def credentials(self) -> Any:
        """Give frozen credentials to sign requests with.

        Raises:
            AsltoolError: There are none.
        """
        with self._lock, set_up():
            self._announce()
            found = self._boto3_session().get_credentials()
        if found is None:
            raise AsltoolError("cannot call AWS: Unable to locate credentials")
        return found.get_frozen_credentials()

    def model(self, alias: str) -> Any:
        """Give botocore's model of a service.

        Raises:
            AsltoolError: boto3 does not know it, or is not set up.
        """
        with self._lock, set_up():
            if alias not in self._models:
                self._models[alias] = self._core().get_service_model(alias)
            return self._models[alias]

    def _endpoint(self, service: str) -> str | None:
        return self._settings.endpoint_urls.get(service, self._settings.endpoint_url)

    def _region(self) -> str:
        return self._settings.region or self._boto3_session().region_name or self._default_region

    def _make(self, alias: str, endpoint_url: str | None, **config: Any) -> Any:
        from botocore.config import Config  # noqa: PLC0415 - slow to load

        if alias == "lambda":
            config = {"read_timeout": _LAMBDA_SECONDS, "retries": {"total_max_attempts": 1}, **config}
        config = {"retries": {"mode": "standard"}, "tcp_keepalive": True, **config}
        config["max_pool_connections"] = _CONNECTIONS
        client = self._boto3_session().client(
            alias, region_name=self._region(), endpoint_url=endpoint_url, config=Config(**config)
        )
        client.meta.events.register("response-received", require_whole_body)
        client.meta.events.register("before-send", require_time)
        return client

    def _core(self) -> Any:
        from botocore.session import Session  # noqa: PLC0415 - slow to load

        if self._core_session is None:
            session = Session(profile=self._settings.profile)
            session.register_component("data_loader", _loader(session.get_config_variable("data_path")))
            self._core_session = session
        return self._core_session

    def _boto3_session(self) -> Any:
        import boto3  # noqa: PLC0415 - slow to load

        if self._session is None:
            self._session = boto3.Session(botocore_session=self._core())
        return self._session

    def _announce(self) -> None:
        """Say, once, which account and region are called."""
        if self._is_announced or self._settings.on_first_call is None:
            return
        self._is_announced = True
        self._settings.on_first_call(f"calling AWS: {self._account()}, region {self._region()}")

    def _account(self) -> str:
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - slow to load

        try:
            sts = self._make(
                "sts",
                self._endpoint("sts"),
                connect_timeout=3,
                read_timeout=5,
                retries={"total_max_attempts": 1},
            )
            identity = sts.get_caller_identity()
        except (BotoCoreError, ClientError) as error:
            return f"an account that cannot be told ({' '.join(str(error).split())})"
        return f"account {identity['Account']}"


def _patience(longest: int) -> int | None:
    """Give how many seconds to wait for an answer: at most twice as long as the deadline leaves.

    That is rough because each needs a client of its own. None where it is no less than *longest*.
    """
    left = patience(seconds_left())
    return next((2**power for power in range(longest.bit_length()) if left <= 2**power < longest), None)


def _timeouts(patience: int | None) -> dict[str, int]:
    return {} if patience is None else {"connect_timeout": patience, "read_timeout": patience}


def require_time(**_: Any) -> None:
    """Send no request, the first or one more, whose answer nobody waits for any more.

    Raises:
        BotoCoreError: It would be too late.
    """
    from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - slow to load

    if seconds_left() <= 0:
        error = BotoCoreError()
        error.args = ("the time of the task is up",)
        raise error


def require_whole_body(response_dict: dict[str, Any] | None, **_: Any) -> None:
    """Refuse a good response whose body was cut off, or is no JSON where it should be; botocore takes it.

    Raises:
        ResponseStreamingError: of botocore's.
    """
    if response_dict is None or response_dict.get("status_code", 0) >= 300:
        return
    body, headers = response_dict.get("body"), response_dict.get("headers", {})
    if not isinstance(body, bytes) or not body:
        return
    missing = int(headers.get("content-length", len(body))) - len(body)
    if missing > 0 and "content-encoding" not in headers:
        raise _broken(f"{missing} bytes of the response are missing")
    if "json" in headers.get("content-type", ""):
        try:
            json.loads(body)
        except ValueError as error:
            raise _broken(f"the response is no JSON: {error}") from None


def _broken(reason: str) -> Exception:
    from botocore.exceptions import ResponseStreamingError  # noqa: PLC0415 - slow to load

    return ResponseStreamingError(error=reason)  # type: ignore[no-any-return]


@cache
def _loader(data_path: str | None) -> Any:
    """Give what reads the models of services; all runs of a process share what it has read."""
    from botocore.loaders import create_loader  # noqa: PLC0415 - slow to load

    return create_loader(data_path)


@contextmanager
def set_up() -> Iterator[None]:
    """Turn what boto3 says of its settings into our own error.

    Raises:
        AsltoolError: boto3 is not set up for calls.
    """
    from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - slow to load

    try:
        yield
    except (BotoCoreError, ValueError) as error:
        raise not_set_up(error) from None


def not_set_up(error: Exception) -> AsltoolError:
    """Give our own error for what boto3 says of its settings."""
    return AsltoolError(f"cannot call AWS: {' '.join(str(error).split())}")
