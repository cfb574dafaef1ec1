"""The server that stands for AWS: what tests tell it, and what can be put before it to make calls fail."""

from __future__ import annotations

import http.client
import json
import os
import threading
import time  # noqa: TID251 - answers that are late are so by the real clock
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3


def client(service: str) -> Any:
    """Give boto3's client of a service, at the address that tests have for AWS."""
    return _client(service, os.environ["AWS_ENDPOINT_URL"])


@cache
def _client(service: str, address: str) -> Any:
    return boto3.client(service, region_name="us-east-1", endpoint_url=address)


def tell_server(address: str, path: str, content: Any = None) -> None:
    """Send something to the server's own interface."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{address}/moto-api/{path}",
        data=None if content is None else json.dumps(content).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    urllib.request.urlopen(request).close()  # noqa: S310 - as above


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens in place of an answer."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    is_cut: bool = False
    """Whether only half of the real answer arrives."""
    seconds: float = 0.0
    """How late the real answer is."""


@dataclass
class Gateway:
    """What stands before the server: it does what it is told to some calls, and passes all others on."""

    behind: str
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    """By the action's name, "PutItem", or the method and the path's end, "PUT manifest.json": the next answers."""
    address: str = ""
    asked: list[str] = field(default_factory=list)
    """The names, or methods and paths, of all calls."""

    def fault_of(self, name: str) -> Fault | None:
        """Take the fault that is next for a call."""
        for key, faults in self.faults.items():
            method, _, end = key.rpartition(" ")
            if faults and (name == key or (method and name.startswith(method) and name.endswith(end))):
                return faults.pop(0)
        return None


class _Passing(BaseHTTPRequestHandler):
    def answer(self) -> None:
        gateway: Gateway = self.server.gateway  # type: ignore[attr-defined]
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        name = self._name(sent)
        gateway.asked.append(name)
        fault = gateway.fault_of(name)
        if fault is not None and not fault.is_cut and not fault.seconds:
            self._send(fault.status, fault.headers, fault.body, len(fault.body))
            return
        connection = http.client.HTTPConnection(urlsplit(gateway.behind).netloc)
        connection.request(self.command, self.path, sent, dict(self.headers.items()))
        response = connection.getresponse()
        body = response.read()
        connection.close()
        length = len(body)
        if fault is not None:
            time.sleep(fault.seconds)
            body = body[: length // 2] if fault.is_cut else body
        headers = tuple((key, value) for key, value in response.getheaders() if key not in _OWN_HEADERS)
        with suppress(ConnectionError):  # who asked may have gone
            self._send(response.status, headers, body, length)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815 - the names that http.server asks for

    def _name(self, sent: bytes) -> str:
        if target := self.headers.get("X-Amz-Target"):
            return str(target).rpartition(".")[2]
        action = parse_qs(sent.decode(errors="replace")).get("Action") if self.command == "POST" else None
        return action[0] if action else f"{self.command} {urlsplit(self.path).path}"

    def _send(self, status: int, headers: tuple[tuple[str, str], ...], body: bytes, length: int) -> None:
        self.send_response_only(status)
        for key, value in headers:
            self.send_header(key, value)
        self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


_OWN_HEADERS = ("Content-Length", "Connection", "Transfer-Encoding")


@contextmanager
def gateway_to(behind: str) -> Iterator[Gateway]:
    """Give what stands before a server, and can be told to fail."""
    gateway = Gateway(behind)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Passing)
    server.gateway = gateway  # type: ignore[attr-defined]
    gateway.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
