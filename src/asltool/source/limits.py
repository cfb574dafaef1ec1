"""How large and how deep a document may be, so that no text can overwhelm asltool."""

from __future__ import annotations

from typing import Any

from asltool.json_value import JsonValue

MAX_DEPTH = 128
"""How many objects and arrays may stand in each other."""
MAX_FILE_BYTES = 32 * 1024 * 1024
"""Far more than AWS takes, since templates hold more than a definition; machines of 100,000 states fit."""
MAX_EXPANDED_VALUES = 100_000
"""How many values a YAML document may have once its aliases are followed."""


def exceeds_depth(value: JsonValue) -> bool:
    """Tell whether objects and arrays stand in each other more than MAX_DEPTH deep."""
    level: list[Any] = [value] if isinstance(value, (dict, list)) else []
    for _ in range(MAX_DEPTH):
        level = [
            member
            for container in level
            for member in (container.values() if type(container) is dict else container)
            # twice as fast as isinstance, and every document that is read passes here
            if type(member) is dict or type(member) is list
        ]
        if not level:
            return False
    return True
