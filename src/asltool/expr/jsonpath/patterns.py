"""Regular expressions of filters: Java's, rewritten for the `regex` package, which can be stopped."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

TIMEOUT_SECONDS = 1.0
"""How long one match may take: what AWS gives a whole expression."""

_ESCAPE = re.compile(r"\\Q(?P<quoted>.*?)(?:\\E|\Z)|\\k<(?P<group>\w+)>|\\(?P<char>.)", re.DOTALL)

_JAVA_CLASSES = {
    "d": "[0-9]",
    "D": "[^0-9]",
    "w": "[A-Za-z0-9_]",
    "W": "[^A-Za-z0-9_]",
    "s": r"[ \t\n\x0b\f\r]",
    "S": r"[^ \t\n\x0b\f\r]",
}
"""Java's classes know ASCII only; version 1 of the regex package nests sets, so these stand in sets too."""


@lru_cache(maxsize=256)
def compile_pattern(source: str, *, ignores_case: bool) -> regex.Pattern[str]:
    """Compile a regular expression written for Java.

    Raises:
        ValueError: *source* is no regular expression.
    """
    import regex  # noqa: PLC0415 - slow to load, and hardly any path has a pattern

    try:
        return regex.compile(
            _ESCAPE.sub(_rewritten, source), regex.VERSION1 | (regex.IGNORECASE if ignores_case else 0)
        )
    except (regex.error, RecursionError, OverflowError) as error:
        raise ValueError(str(error)) from None


def matches(pattern: regex.Pattern[str], text: str) -> bool:
    """Tell whether *pattern* matches the whole of *text*.

    Raises:
        TimeoutError: It takes too long to tell.
    """
    return pattern.fullmatch(text, timeout=TIMEOUT_SECONDS) is not None


def _rewritten(escape: re.Match[str]) -> str:
    """Give the regex package's way of writing one of Java's escapes."""
    quoted, group, char = escape["quoted"], escape["group"], escape["char"]
    if char is not None:
        return _JAVA_CLASSES.get(char, escape[0])
    return re.escape(quoted) if group is None else f"(?P={group})"
