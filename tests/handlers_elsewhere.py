"""Handlers that other processes can import."""

from __future__ import annotations

import os
from typing import Any


def double(item: Any) -> Any:
    """Give twice what was given, and who did it."""
    if item == "bad":
        raise ValueError("no number")
    return {"twice": item * 2, "by": os.getpid()}


def twice(item: Any) -> Any:
    """Give twice what was given."""
    if item == "bad":
        raise ValueError("no number")
    return item * 2


def die(item: Any) -> Any:
    """End the process as the system does where memory runs out."""
    if item == "die":
        os._exit(9)
    return item
