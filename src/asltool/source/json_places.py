"""Where the values of a JSON text stand: one pass over text that is known to be JSON."""

from __future__ import annotations

import json
import re

from asltool.source.places import Place
from asltool.source.span import Span

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_TOKEN = re.compile(
    rf"(?:({_STRING})[ \t\r\n]*:[ \t\r\n]*)?(?:([\[{{])|([\]}}])|({_STRING}|[^ \t\r\n,:\[\]{{}}\"\ufeff]+))"
)


def scan_json(text: str, duplicates: list[tuple[str, Span, Span]] | None = None) -> Place:
    """Give the places of all values in *text*, which must be JSON.

    Args:
        text: The whole text.
        duplicates: Takes each key that an object repeats, the span of its token, and that of the earlier one.
    """
    root: Place | None = None
    open_: list[Place] = []
    children: dict[str | int, Place] = {}
    for token in _TOKEN.finditer(text):
        if token.group(3) is not None:
            open_.pop().end = token.end()
            if open_:
                children = open_[-1].children
            continue
        start = token.start(4)
        place = Place(token.start(2) if start < 0 else start, token.end(), *token.span(1))
        if root is None:
            root = place
        elif place.key_start >= 0:
            raw = token.group(1)
            key = json.loads(raw, strict=False) if "\\" in raw else raw[1:-1]
            if duplicates is not None and key in children:
                earlier = children[key]
                duplicates.append((key, Span(*token.span(1)), Span(earlier.key_start, earlier.key_end)))
            children[key] = place
        else:
            children[len(children)] = place
        if start < 0:
            open_.append(place)
            children = place.children
    if root is None:
        raise ValueError("no JSON value in the text")
    return root
