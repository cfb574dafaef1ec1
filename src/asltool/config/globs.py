"""Patterns of paths, as in .gitignore: `*` stays in a folder, `**` goes through folders."""

from __future__ import annotations

import re
from functools import cache

_PIECE = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?[^]/]+\]|[^*?\[]+|\[")
_WILD = re.compile(r"[*?\[]")
_TRANSLATED = {"**/": r"(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(pattern: str, path: str) -> bool:
    """Tell whether a path, from the folder of the settings and with slashes, is meant by *pattern*.

    A pattern without a slash means names in any folder. One that means a folder means all in it.
    """
    return _compiled(pattern).match(path) is not None


def is_literal(pattern: str) -> bool:
    """Tell whether *pattern* means a single path."""
    return "/" in pattern.rstrip("/") and not _WILD.search(pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    plain = pattern.removeprefix("./").removesuffix("/")
    anywhere = "" if "/" in plain else "(?:.*/)?"
    body = "".join(_translated(piece) for piece in _PIECE.findall(plain.removeprefix("/")))
    return re.compile(f"{anywhere}{body}(?:/.*)?\\Z", re.DOTALL)


def _translated(piece: str) -> str:
    if piece in _TRANSLATED:
        return _TRANSLATED[piece]
    if piece.startswith("[") and len(piece) > 1:
        return (
            "[^" + re.escape(piece[2:-1]).replace(r"\-", "-") + "]"
            if piece[1] == "!"
            else ("[" + re.escape(piece[1:-1]).replace(r"\-", "-") + "]")
        )
    return re.escape(piece)
