"""What executions and state machines may be called.

AWS: api.md 7.1.
"""

from __future__ import annotations

import re

_NAME = re.compile(r"[^\s<>{}\[\]?*\"#%\\^|~`$&,;:/\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,80}")
_FORBIDDEN = re.compile(r"[\s<>{}\[\]?*\"#%\\^|~`$&,;:/\x00-\x1f\x7f-\x9f\ud800-\udfff]+")

NAME_RULE = '1 to 80 characters, no blanks and none of <>{}[]?*"#%\\^|~`$&,;:/'
"""The rule, as messages give it."""


def is_name(name: object) -> bool:
    """Tell whether an execution or state machine can have this name."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def as_name(text: str) -> str:
    """Give the name that comes nearest to *text*; empty if nothing of it can be used."""
    return _FORBIDDEN.sub("-", text)[:80].strip("-")
