"""What tests tell the server that stands for AWS, beside the calls that AWS knows."""

from __future__ import annotations

import json
import urllib.request
from typing import Any


def tell_server(address: str, path: str, content: Any = None) -> None:
    """Send something to the server's own interface."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{address}/moto-api/{path}",
        data=None if content is None else json.dumps(content).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    urllib.request.urlopen(request).close()  # noqa: S310 - as above
