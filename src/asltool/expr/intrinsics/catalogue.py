"""All intrinsic functions, by name."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from asltool.expr.intrinsics.functions import (  # noqa: F401 - their import registers what they define
    arithmetic,
    arrays,
    encoding,
    hashing,
    json_text,
    strings,
)
from asltool.expr.intrinsics.signature import Function, registered

FUNCTIONS: Mapping[str, Function] = registered
"""Every intrinsic function that there is, by the name that calls use."""


def similar_name(name: str) -> str | None:
    """Give the function whose name *name* was probably meant to be; None if none is like it."""
    by_lower = {known.lower(): known for known in FUNCTIONS}
    close = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.8)
    return by_lower[close[0]] if close else None
