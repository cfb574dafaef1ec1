"""A real HTTP server for tests: it answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import ssl
import threading
import time  # noqa: TID251 - answers that are late are so by the real clock
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, list[str]]
    body: bytes


@dataclass
class Site:
    """What the server does."""

    address: str = ""
    status: int = 200
    statuses: list[int] = field(default_factory=list)
    """The statuses of the next answers, before those with *status*."""
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b"{}"
    by_path: dict[str, bytes] = field(default_factory=dict)
    """Other bodies, by the path before the query."""
    by_status: dict[str, int] = field(default_factory=dict)
    """Other statuses, likewise."""
    seconds: float = 0.0
    """How late the answers are."""
    claimed_length: int | None = None
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Site]:
    """Give a site that is reachable at its address: by HTTPS with *certificate*, a file with its key."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): self.headers.get_all(name, []) for name in self.headers}
            site.asked.append(Asked(self.command, self.path, headers, content))
            time.sleep(site.seconds)
            path = self.path.partition("?")[0]
            body = site.by_path.get(path, site.body)
            status = site.by_status.get(path, site.status)
            self.send_response(site.statuses.pop(0) if site.statuses else status)
            for name, value in site.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(site.claimed_length or len(body)))
            self.end_headers()
            with suppress(ConnectionError):  # who asked may have gone
                self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = answer  # noqa: N815 - the names that http.server asks for

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    site.address = f"http{'' if certificate is None else 's'}://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
