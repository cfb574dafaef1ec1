"""Placeholders: `${...}` in a text, for a value that a deployment fills in and nobody knows before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

PLACEHOLDER = re.compile(r"\$\{[^{}]*\}")
"""A placeholder anywhere in a text."""


def is_placeholder(value: Any) -> bool:
    """Tell whether *value* is unknown until it is deployed: a text that is or holds a placeholder.

    As a whole value it may stand for any type; within a text for any part of it. What is known of such a
    value is not wrong, so no finding may rest on it.
    """
    return isinstance(value, str) and "${" in value and PLACEHOLDER.search(value) is not None


def any_placeholder(values: Iterable[Any]) -> bool:
    """Tell whether one of *values*, such as the keys of an object, is a placeholder."""
    return any(map(is_placeholder, values))
